"""One training picture with its truth."""

from dataclasses import dataclass, field

import cv2
import numpy as np

from .ball import random_light, random_look, render_ball, stamp
from .camera import photograph
from .hoop import draw_hoop, random_hoop
from .lookalikes import draw_bar, draw_foreground, draw_lookalike
from .person import draw_person
from .rack import random_rack

SHARED = 3
"""Pictures in a row that have the same behind them."""
SIZE = 160
"""Side of a training picture, px."""
DRAWN = 2
"""The scene is drawn this many times larger."""
VISIBLE = 0.35
"""A ball of which less is seen is neither asked for nor held against the network."""
CONTRAST = 9
"""The same for one that differs less than this from what is behind it, grey levels."""


@dataclass
class Truth:
    """Rows of px in the picture; `counts` is False for what should be ignored."""

    balls: list = field(default_factory=list)  # x, y, diameter, counts
    hoops: list = field(default_factory=list)  # x, y, ring's width, ring's height, net's depth, counts


class SceneMaker:
    """Makes pictures from plates; the same seed and index give the same picture."""

    def __init__(self, plates, seed):
        self.plates, self.seed = plates, seed
        self._backdrop = None

    def scene(self, index, empty=False):
        """Picture `index`: RGB uint8 of SIZE x SIZE and its truth. `empty` leaves out balls and hoops."""
        rng = np.random.default_rng([self.seed, index])
        scene = self._behind(index // SHARED)
        scene = _Scene(scene.canvas.copy(), rng, scene.diameter * np.exp(rng.normal(0, 0.15)), empty)
        scene.draw()
        return self._view(scene, rng)

    def _behind(self, number):
        """What a few pictures in a row have behind them: people and things take long to draw."""
        if self._backdrop is None or self._backdrop[0] != number:
            rng = np.random.default_rng([self.seed, number, 1])
            wide = rng.uniform(np.log(7), np.log(46)) if rng.uniform() < 0.4 else rng.normal(np.log(17), 0.4)
            diameter = DRAWN * float(np.clip(np.exp(wide), 6.5, 50))
            scene = _Scene(self._background(rng), rng, diameter, True)
            scene.draw_behind()
            self._backdrop = number, scene
        return self._backdrop[1]

    def _background(self, rng):
        side = SIZE * DRAWN
        plate = self.plates[rng.integers(len(self.plates))]
        cut = int(rng.uniform(0.25, 1) * plate.shape[0])
        x, y = rng.integers(0, plate.shape[0] - cut + 1, 2)
        canvas = cv2.resize(plate[y : y + cut, x : x + cut], (side, side), interpolation=cv2.INTER_AREA if cut > side else cv2.INTER_LINEAR)
        if rng.uniform() < 0.5:
            canvas = canvas[:, ::-1]
        if rng.uniform() < 0.3:
            canvas = cv2.GaussianBlur(canvas, (0, 0), rng.uniform(0.5, 5))
        if rng.uniform() < 0.2:
            canvas = canvas[..., rng.permutation(3)]
        return np.ascontiguousarray(canvas)

    def _view(self, scene, rng):
        """The photograph, stretched a little at times: pixels are not always square."""
        canvas, truth = scene.canvas, scene.truth()
        side = canvas.shape[0]
        sx = sy = 1.0
        squeezed = rng.uniform()
        if squeezed < 0.4:
            sx, sy = np.exp(rng.normal(0, 0.22, 2))
            if squeezed < 0.12 and scene.diameter < 26 * DRAWN:
                # Pictures that were made square.
                sx, sy = (rng.uniform(1.3, 2.3), 1) if rng.uniform() < 0.3 else (1, rng.uniform(1.3, 2.3))
            sx, sy = sx / min(sx, sy, 1), sy / min(sx, sy, 1)
            warp = np.float32([[sx, 0, (1 - sx) * side / 2], [0, sy, (1 - sy) * side / 2]])
            canvas = cv2.warpAffine(canvas, warp, (side, side))
        picture = photograph(canvas, rng, SIZE)

        def place(x, y):
            x, y = sx * x + (1 - sx) * side / 2, sy * y + (1 - sy) * side / 2
            return (x + 0.5) / DRAWN - 0.5, (y + 0.5) / DRAWN - 0.5

        mean = np.sqrt(sx * sy) / DRAWN
        balls = [(*place(x, y), d * mean, counts) for x, y, d, counts in truth.balls]
        hoops = [(*place(x, y), w * sx / DRAWN, h * sy / DRAWN, n * sy / DRAWN, counts) for x, y, w, h, n, counts in truth.hoops]
        inside = lambda row: 0 <= row[0] < SIZE and 0 <= row[1] < SIZE
        return picture, Truth([b for b in balls if inside(b)], [h for h in hoops if inside(h)])


class _Scene:
    """Draws from back to front and remembers what was where."""

    def __init__(self, canvas, rng, diameter, empty):
        self.canvas, self.rng, self.diameter, self.empty = canvas, rng, diameter, empty
        self.side = canvas.shape[0]
        self.light = random_light(rng)
        self.look = random_look(rng, diameter / DRAWN)
        self.balls = []  # x, y, diameter, where it lies, contrast, share inside the picture, pixels just after
        self.hoops = []

    def draw_behind(self):
        rng = self.rng
        if rng.uniform() < 0.15:
            self._close_up()
        for _ in range(rng.choice([0, 1, 2, 4], p=[0.5, 0.25, 0.15, 0.1])):
            self._stranger()
        for _ in range(rng.integers(0, 6) if rng.uniform() < 0.75 else 0):
            draw_lookalike(self.canvas, rng, self.diameter, self.light)

    def _close_up(self):
        """A part of a hoop or person too near to be told whole at this scale: nets, rims and faces are taken for balls."""
        rng = self.rng
        if rng.uniform() < 0.6:
            hoop = random_hoop(rng, self.side, rng.uniform(120, 420) * DRAWN)
            draw_hoop(self.canvas, rng, hoop)()
        else:
            unit = rng.uniform(60, 300) * DRAWN
            draw_person(self.canvas, rng, unit, (rng.uniform(0, self.side), self.side * rng.uniform(0.2, 1) + 2.6 * unit), self.light)

    def draw(self):
        rng = self.rng
        front = None
        for _ in range(rng.integers(0, 3)):
            draw_lookalike(self.canvas, rng, self.diameter, self.light)
        if not self.empty and rng.uniform() < 0.4:
            front = self._hoop()
        if rng.uniform() < 0.15:
            self._stranger()
        if not self.empty:
            self._balls()
        if front is not None:
            front()
        if rng.uniform() < 0.22:
            draw_foreground(self.canvas, rng, self.diameter)
        if rng.uniform() < 0.06:
            self._stranger()

    def _stranger(self, hold=None):
        rng, unit = self.rng, self.diameter * np.exp(self.rng.normal(0, 0.2))
        hip = [rng.uniform(-0.1, 1.1) * self.side, rng.uniform(-0.2, 1) * self.side + unit * 1.5]
        if hold is not None:
            unit = hold[2]
            hip = [hold[0] + rng.normal(0, 1.1) * unit, hold[1] + rng.uniform(0.3, 4.2) * unit]
        return draw_person(self.canvas, rng, unit, hip, self.light, hold)

    def _hoop(self):
        rng = self.rng
        ratio = 1.88 * np.exp(rng.normal(0, 0.15)) if rng.uniform() < 0.6 else np.exp(rng.uniform(np.log(0.8), np.log(3.5)))
        width = float(np.clip(self.diameter * ratio, 12 * DRAWN, 92 * DRAWN))
        hoop = random_hoop(rng, self.side, width)
        front = draw_hoop(self.canvas, rng, hoop)
        self.hoops.append(hoop)
        return front

    def _balls(self):
        rng = self.rng
        kind = rng.uniform()
        if kind < 0.12:
            return
        if kind < 0.56:
            self._held()
        elif kind < 0.86:
            self._ball(*rng.uniform(0.02, 0.98, 2) * self.side, self.diameter)
        else:
            self._rack()
        if self.hoops and rng.uniform() < 0.5:
            self._at_hoop(self.hoops[0])
        if rng.uniform() < 0.12:
            self.look = random_look(rng, self.diameter / DRAWN)
            self._ball(*rng.uniform(0, 1, 2) * self.side, self.diameter * np.exp(rng.normal(0, 0.3)))

    def _at_hoop(self, hoop):
        """A ball that flies to the ring, or is put in by somebody."""
        rng = self.rng
        at = np.array([hoop.x, hoop.y]) + rng.normal(0, 0.35, 2) * hoop.width
        if rng.uniform() < 0.35:  # in the net
            at = np.array([hoop.x + rng.normal(0, 0.08) * hoop.width, hoop.y + rng.uniform(0.1, 1) * hoop.net])
        diameter = hoop.width / 1.88 * np.exp(rng.normal(0, 0.1))
        hands = self._stranger(hold=(*at, diameter)) if rng.uniform() < 0.25 else None
        self._ball(*at, diameter)
        if hands is not None:
            hands()

    def _held(self):
        rng = self.rng
        at = rng.uniform(0.1, 0.9, 2) * self.side
        behind = rng.uniform() < 0.1
        if behind:
            self._ball(*at, self.diameter)
        hands = self._stranger(hold=(*at, self.diameter))
        if not behind:
            self._ball(*at, self.diameter)
        hands()

    def _rack(self):
        """Balls side by side, most often all of a kind."""
        rng = self.rng
        rack = random_rack(rng, self.side, self.diameter)
        mixed = rng.uniform() < 0.15
        for ends in rack.behind:
            draw_bar(self.canvas, *ends, rack.colour, rack.width)
        for at in rack.balls:
            if mixed:
                self.look = random_look(rng, self.diameter / DRAWN)
            self._ball(*at, self.diameter, still=True)
        for ends in rack.before:
            draw_bar(self.canvas, *ends, rack.colour, rack.width)

    def _ball(self, x, y, diameter, still=False):
        rng = self.rng
        blur = 0.0 if still or rng.uniform() < 0.5 else abs(rng.normal(0, 0.45)) * diameter
        rgb, cover = render_ball(rng, diameter, self.look, self.light, min(blur, 1.3 * diameter), rng.uniform(0, np.pi))
        if rng.uniform() < 0.25 and diameter > 12 * DRAWN:
            self._shadow(x, y, diameter)
        before = self.canvas.copy()
        lies = stamp(self.canvas, rgb, cover, x, y)
        if lies is None or lies.cover.sum() < 4:
            return
        box = lies.rows, lies.columns
        after = self.canvas[box].copy()
        total = float(lies.cover.sum())
        contrast = float((cv2.absdiff(after, before[box]).mean(axis=2) * lies.cover).sum()) / total
        self.balls.append((x, y, diameter, lies, contrast, total / float(cover.sum()), after))

    def _shadow(self, x, y, diameter):
        shade = np.zeros(self.canvas.shape[:2], np.float32)
        at = (int(x + self.rng.normal(0, 0.5) * diameter), int(y + self.rng.uniform(0.4, 2) * diameter))
        cv2.ellipse(shade, at, (int(diameter * 0.55), max(1, int(diameter * self.rng.uniform(0.1, 0.4)))), 0, 0, 360, 1.0, -1)
        shade = cv2.GaussianBlur(shade, (0, 0), diameter * 0.1) * self.rng.uniform(0.2, 0.6)
        self.canvas[:] = (self.canvas * (1 - shade[..., None])).astype(np.uint8)

    def truth(self):
        truth = Truth()
        for x, y, diameter, lies, contrast, inside, after in self.balls:
            same = (self.canvas[lies.rows, lies.columns] == after).all(axis=2)
            visible = inside * float((lies.cover * same).sum() / lies.cover.sum())
            truth.balls.append((x, y, diameter, visible >= VISIBLE and contrast >= CONTRAST))
        for hoop in self.hoops:
            reach = hoop.width / 2
            whole = reach * 0.4 <= hoop.x <= self.side - reach * 0.4
            truth.hoops.append((hoop.x, hoop.y, hoop.width, hoop.height, hoop.net, whole))
        return truth
