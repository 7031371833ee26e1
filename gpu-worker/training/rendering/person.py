"""People as shaded capsules: their limbs hide balls, and their heads, fists, knees and shoes look like balls."""

import math

import cv2
import numpy as np

from .palette import cloth, grey, hsv, paint, put_text, skin, smooth_noise

# Lengths and widths in ball diameters (0.243 m), of an adult of 1.75 m.
UPPER_ARM, FOREARM, HAND, THIGH, SHIN, FOOT, TORSO, HEAD = 1.2, 1.05, 0.4, 1.75, 1.75, 1.05, 2.1, 0.95
SHOULDERS, HIPS, ARM_WIDTH, LEG_WIDTH = 1.5, 1.0, 0.4, 0.62
SHIFT = 4


def _fixed(point):
    x, y = point
    return (int(round(float(x) * 2**SHIFT)), int(round(float(y) * 2**SHIFT)))


class Figure:
    """Draws one person; `unit` is a ball's diameter on the canvas in px."""

    def __init__(self, canvas, rng, unit, light):
        self.canvas, self.rng, self.unit, self.light = canvas, rng, unit, light
        self.skin, self.shirt, self.trousers, self.shoes = skin(rng), cloth(rng), cloth(rng), cloth(rng)
        self.sleeve = rng.choice([0, 0.35, 1.0], p=[0.35, 0.45, 0.2])
        self.legs_bare = rng.uniform() < 0.6
        self.size = rng.uniform(0.8, 1.12)
        self.yaw = abs(np.cos(rng.uniform(0, 2 * np.pi)))

    def capsule(self, a, b, width_a, width_b, colour):
        """A limb, lit along its length: lighter strips towards the light."""
        a, b = np.asarray(a, float), np.asarray(b, float)
        side = self.light.direction[:2] / (math.hypot(*self.light.direction[:2]) + 1e-6)
        for k, part in enumerate((1.0, 0.72, 0.42)):
            tone = self.light.ambient + (1 - self.light.ambient) * (0.45 + 0.35 * k) * 1.2
            shift = side * (0.5 * k) * 0.28 * (width_a + width_b) / 2
            self._taper(a + shift, b + shift, width_a * part, width_b * part, colour * min(1.25, tone) * self.light.tint)

    def _taper(self, a, b, width_a, width_b, colour):
        (ax, ay), (bx, by) = a, b
        half = 0.5 / (math.hypot(bx - ax, by - ay) + 1e-6)
        x, y = (ay - by) * half, (bx - ax) * half
        colour = paint(colour)
        corners = [
            _fixed((ax + x * width_a, ay + y * width_a)),
            _fixed((bx + x * width_b, by + y * width_b)),
            _fixed((bx - x * width_b, by - y * width_b)),
            _fixed((ax - x * width_a, ay - y * width_a)),
        ]
        cv2.fillConvexPoly(self.canvas, np.array(corners), colour, cv2.LINE_AA, SHIFT)
        for point, width in ((a, width_a), (b, width_b)):
            cv2.circle(self.canvas, _fixed(point), max(1, int(width / 2 * 2**SHIFT)), colour, -1, cv2.LINE_AA, SHIFT)

    def ellipse(self, centre, axes, angle, colour):
        axes = tuple(max(1, int(a * 2**SHIFT)) for a in axes)
        cv2.ellipse(self.canvas, _fixed(centre), axes, angle, 0, 360, paint(colour), -1, cv2.LINE_AA, SHIFT)

    def head(self, centre, lean):
        u, rng = self.unit * self.size, self.rng
        tall, wide = HEAD * u / 2, HEAD * u / 2 * rng.uniform(0.72, 0.85)
        hair = grey(rng, 0, 70) if rng.uniform() < 0.7 else hsv(rng.uniform(15, 45), rng.uniform(0.2, 0.8), rng.uniform(0.2, 0.9))
        kind = rng.uniform()
        if kind < 0.85:
            self.ellipse(centre + [0, -0.12 * u], (wide * 1.08, tall * 0.95), lean, hair * rng.uniform(0.7, 1))
        for k, part in enumerate((1.0, 0.7, 0.4)):
            tone = min(1.2, self.light.ambient + (1 - self.light.ambient) * (0.5 + 0.35 * k))
            offset = self.light.direction[:2] * 0.08 * k * u
            face = centre + offset + ([self.yaw_offset() * u, 0.05 * u] if kind < 0.85 else [0, 0])
            self.ellipse(face, (wide * part * 0.95, tall * part * 0.9), lean, self.skin * tone * self.light.tint)
        if u > 14 and kind < 0.6:
            for dx in (-0.18, 0.18):
                self.ellipse(centre + [(dx + self.yaw_offset()) * u, -0.02 * u], (0.06 * u, 0.03 * u), 0, grey(rng, 0, 80))
            self.ellipse(centre + [self.yaw_offset() * u, 0.26 * u], (0.1 * u, 0.03 * u), 0, self.skin * 0.6)

    def yaw_offset(self):
        return 0.18 * (1 - self.yaw)

    def limb(self, root, target, lengths, bend):
        """The joint between `root` and `target` of a limb of two parts, and where it reaches."""
        root, target = np.asarray(root, float), np.asarray(target, float)
        a, b = lengths
        gap = target - root
        d = np.clip(np.linalg.norm(gap), abs(a - b) + 1e-3, (a + b) * 0.999)
        gap = gap / (np.linalg.norm(gap) + 1e-6)
        cos = np.clip((a * a + d * d - b * b) / (2 * a * d), -1, 1)
        sin = np.sqrt(1 - cos * cos) * bend
        joint = root + a * np.array([gap[0] * cos - gap[1] * sin, gap[0] * sin + gap[1] * cos])
        return joint, root + gap * d

    def arm(self, shoulder, target, bend):
        u = self.unit * self.size
        elbow, wrist = self.limb(shoulder, target, (UPPER_ARM * u, FOREARM * u), bend)
        w = ARM_WIDTH * u * self.rng.uniform(0.85, 1.2)
        self.capsule(elbow, wrist, w * 0.85, w * 0.55, self.skin if self.sleeve < 1 else self.shirt)
        self.capsule(shoulder, elbow, w * 1.1, w * 0.85, self.skin)
        if self.sleeve > 0:
            end = shoulder + (elbow - shoulder) * min(1, self.sleeve + self.rng.uniform(0, 0.4))
            self.capsule(shoulder, end, w * 1.3, w * 1.25, self.shirt)
        return wrist

    def hand(self, wrist, towards, spread=1.0):
        """A palm and fingers that point at `towards`, possibly over the ball."""
        u = self.unit * self.size
        direction = np.asarray(towards, float) - wrist
        direction = direction / (np.linalg.norm(direction) + 1e-6)
        angle = np.arctan2(direction[1], direction[0])
        palm = wrist + direction * 0.22 * u
        self.capsule(wrist, palm, 0.3 * u, 0.36 * u, self.skin)
        for k in range(4):
            at = angle + (k - 1.5) * 0.28 * spread + self.rng.normal(0, 0.06)
            start = palm + 0.12 * u * np.array([np.cos(angle + (k - 1.5) * 0.5), np.sin(angle + (k - 1.5) * 0.5)])
            tip = start + self.rng.uniform(0.22, 0.36) * u * np.array([np.cos(at), np.sin(at)])
            self.capsule(start, tip, 0.11 * u, 0.08 * u, self.skin * self.rng.uniform(0.85, 1.05))
        thumb = angle + self.rng.choice([-1, 1]) * self.rng.uniform(0.7, 1.2)
        self.capsule(palm, palm + 0.3 * u * np.array([np.cos(thumb), np.sin(thumb)]), 0.12 * u, 0.09 * u, self.skin)

    def leg(self, hip, bend):
        u, rng = self.unit * self.size, self.rng
        foot = hip + u * np.array([rng.normal(0, 0.7), rng.uniform(2.6, 3.5)])
        knee, ankle = self.limb(hip, foot, (THIGH * u, SHIN * u), bend)
        w = LEG_WIDTH * u * rng.uniform(0.85, 1.2)
        bare = self.skin if self.legs_bare else self.trousers
        self.capsule(knee, ankle, w * 0.75, w * 0.45, bare)
        self.capsule(hip, knee, w * 1.15, w * 0.8, bare)
        self.capsule(hip, hip + (knee - hip) * (0.8 if self.legs_bare else 1), w * 1.4, w * 1.2, self.trousers)
        toe = ankle + u * np.array([rng.choice([-1, 1]) * rng.uniform(0.3, 0.8), rng.uniform(0, 0.25)])
        self.capsule(ankle + [0, 0.1 * u], toe + [0, 0.1 * u], 0.42 * u, 0.34 * u, self.shoes)

    def body(self, hip, lean):
        """Legs, torso and head; returns both shoulders and the head's centre."""
        u, rng = self.unit * self.size, self.rng
        up = np.array([np.sin(lean), -np.cos(lean)])
        across = np.array([up[1], -up[0]])
        neck = hip + up * TORSO * u
        shoulder_half, hip_half = SHOULDERS * u / 2 * max(0.25, self.yaw), HIPS * u / 2 * max(0.3, self.yaw)
        bend = rng.choice([-1, 1])
        for side in (-1, 1):
            self.leg(hip + across * side * hip_half * 0.6, bend)
        self.capsule(hip, hip + up * 0.4 * u, HIPS * u * max(0.6, self.yaw), HIPS * u * max(0.6, self.yaw), self.trousers)
        wide = max(0.55, self.yaw) * SHOULDERS * u * 0.8
        self.capsule(neck + up * -0.15 * u, hip + up * 0.3 * u, wide, wide * rng.uniform(0.75, 1.05), self.shirt)
        if rng.uniform() < 0.5 and u > 10:
            put_text(self.canvas, rng, *(neck - up * 1.3 * u - [0.4 * u, 0]), rng.uniform(0.4, 1) * u, cloth(rng))
        head = neck + up * 0.55 * u
        self.capsule(neck, head, 0.42 * u, 0.42 * u, self.skin * 0.85)
        self.head(head + up * 0.1 * u, np.degrees(lean))
        return [neck - up * 0.15 * u + across * side * shoulder_half for side in (-1, 1)], head


def draw_person(canvas, rng, unit, hip, light, hold=None):
    """
    Draws a person whose hips are at `hip`. `hold` is a ball's (x, y, diameter): the arms reach for it, and the returned
    function draws what may lie over the ball (the near arm, hands), once the ball is there.
    """
    under = canvas.copy()
    figure = Figure(canvas, rng, unit, light)
    shoulders, _ = figure.body(np.asarray(hip, float), rng.normal(0, 0.15))
    waiting = []
    near = rng.integers(2)
    for k, shoulder in enumerate(shoulders):
        if hold is None or rng.uniform() < 0.1:
            _idle_arm(figure, rng, shoulder)
            continue
        target, ball = _grip(rng, hold, (-1, 1)[k]), hold[:2]
        bend = rng.choice([-1, 1])
        if k == near and rng.uniform() < 0.6:
            waiting.append(lambda s=shoulder, t=target, b=bend: figure.hand(figure.arm(s, t, b), ball, rng.uniform(0.8, 1.5)))
        else:
            wrist = figure.arm(shoulder, target, bend)
            waiting.append(lambda w=wrist: figure.hand(w, ball, rng.uniform(0.8, 1.5)))
    _wrinkle(canvas, under, rng)

    def before():
        bare = canvas.copy()
        for draw in waiting:
            if rng.uniform() < 0.8:
                draw()
        _wrinkle(canvas, bare, rng)

    return before


def _idle_arm(figure, rng, shoulder):
    angle = rng.uniform(-np.pi, np.pi)
    reach = rng.uniform(0.5, 1.0) * (UPPER_ARM + FOREARM) * figure.unit
    wrist = figure.arm(shoulder, shoulder + reach * np.array([np.cos(angle), np.sin(angle)]), rng.choice([-1, 1]))
    figure.hand(wrist, wrist + (wrist - shoulder), rng.uniform(0, 1.2))


def _grip(rng, hold, side):
    """Where the wrist is of a hand that holds a ball: beside, under or behind it, seen from anywhere."""
    x, y, d = hold
    angle = np.pi / 2 + side * rng.uniform(0.1, 1.6)
    away = d * (rng.uniform(0.55, 0.9) if rng.uniform() < 0.75 else rng.uniform(0.2, 0.55))
    return np.array([x + np.cos(angle) * away, y + np.sin(angle) * away])


def _wrinkle(canvas, under, rng):
    """Folds and stains on what was just drawn: flat colours are not found in pictures."""
    box = cv2.boundingRect(cv2.cvtColor(cv2.absdiff(canvas, under), cv2.COLOR_RGB2GRAY))
    x, y, width, height = box
    if width < 2 or height < 2:
        return
    canvas, under = canvas[y : y + height, x : x + width], under[y : y + height, x : x + width]
    changed = (canvas != under).any(axis=2)
    folds = 1 + rng.uniform(0.05, 0.3) * smooth_noise(rng, height, width, min(width / 4, rng.uniform(6, 30)), 3, 0.7)
    if rng.uniform() < 0.3:
        folds *= 1 + 0.3 * np.sign(np.sin(np.arange(width) * rng.uniform(0.1, 0.8)))[None, :] * rng.uniform(0, 1)
    folds = np.where(changed, folds, 1).astype(np.float32)
    canvas[:] = cv2.multiply(canvas, cv2.merge([folds] * 3), dtype=cv2.CV_8U)
