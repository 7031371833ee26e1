"""Hoops: board, ring and net from any side, the ring's ellipse known."""

from dataclasses import dataclass

import cv2
import numpy as np

from .palette import any_colour, grey, hsv, paint, put_text

SHIFT = 4


@dataclass
class Hoop:
    """The ring's ellipse and how far the net hangs below its centre, px."""

    x: float
    y: float
    width: float
    height: float
    net: float


def _points(points):
    return [np.round(np.asarray(points) * 2**SHIFT).astype(np.int32)]


def _line(canvas, points, colour, width, closed=False):
    cv2.polylines(canvas, _points(points), closed, paint(colour), max(1, int(round(width))), cv2.LINE_AA, SHIFT)


def _ring(hoop, tilt, scale=1.0, drop=0.0, start=0.0, end=2 * np.pi, n=40):
    t = np.linspace(start, end, n)
    x, y = hoop.width / 2 * scale * np.cos(t), hoop.height / 2 * scale * np.sin(t)
    c, s = np.cos(tilt), np.sin(tilt)
    return np.stack([hoop.x + x * c - y * s, hoop.y + drop + x * s + y * c], axis=1)


def random_hoop(rng, size, width):
    """Seen from across the court two times of three, else from below, where the ring opens and the net is foreshortened."""
    flat = rng.uniform(0.03, 0.45) if rng.uniform() < 0.65 else rng.uniform(0.4, 0.95)
    margin = 0.1 * size
    x, y = rng.uniform(margin, size - margin, 2)
    net = 0.0 if rng.uniform() < 0.22 else width * (rng.uniform(0.55, 1.05) if rng.uniform() < 0.8 else rng.uniform(1.05, 1.6)) * np.sqrt(1 - flat**2)
    return Hoop(x, y, width, width * flat, net)


def draw_hoop(canvas, rng, hoop):
    """Draws the hoop's far parts and returns a function that draws its near parts, over a ball that is in it."""
    tilt = rng.normal(0, 0.05 if rng.uniform() < 0.8 else 0.15)
    w = hoop.width
    side = rng.uniform(-1, 1)  # where the board is: -1 left, 0 behind the ring or before it, 1 right
    thick = max(1.0, w * rng.uniform(0.02, 0.075))
    kind = rng.uniform()
    if kind < 0.68:
        colour = hsv(rng.normal(12, 8), rng.uniform(0.6, 1), rng.uniform(0.45, 1))
    elif kind < 0.92:
        colour = grey(rng, 0, 70) if kind < 0.82 else grey(rng)
    else:
        colour = any_colour(rng)
    behind = rng.uniform() < 0.12  # seen from behind, through the glass
    if not behind and rng.uniform() < 0.92:
        _board(canvas, rng, hoop, side, colour)
    net_colour = grey(rng, 170, 255) if rng.uniform() < 0.8 else (grey(rng, 20, 150) if rng.uniform() < 0.6 else any_colour(rng))
    strands = _chains(rng, hoop, tilt) if rng.uniform() < 0.2 else _net(rng, hoop, tilt)
    thin = w * rng.uniform(0.008, 0.03)
    shade = rng.uniform(0.55, 0.95)
    half = len(strands) // 2
    lower = any_colour(rng) if rng.uniform() < 0.2 else net_colour
    for points in strands[:half]:
        _strand(canvas, points, net_colour * shade, lower * shade, thin)
    _line(canvas, _ring(hoop, tilt, start=np.pi, end=2 * np.pi), colour * rng.uniform(0.6, 1), thick)

    def front():
        for points in strands[half:]:
            _strand(canvas, points, net_colour, lower, thin)
        _line(canvas, _ring(hoop, tilt, start=0, end=np.pi), colour, thick)
        if rng.uniform() < 0.4:
            _line(canvas, _ring(hoop, tilt, drop=-thick * 0.3, start=0.2, end=np.pi - 0.2), np.minimum(255, colour * 1.4 + 30), thick * 0.3)
        if behind:
            _board(canvas, rng, hoop, side * 0.6, colour, before=True)

    return front


def _strand(canvas, points, upper, lower, thin):
    """A strand of the net, its lower half of another colour at times."""
    middle = len(points) // 2
    _line(canvas, points[: middle + 1], upper, thin)
    _line(canvas, points[middle:], lower, thin)


def _net(rng, hoop, tilt):
    """Strands that cross as diamonds; the first half are those on the far side."""
    if hoop.net == 0:
        return []
    n = int(rng.integers(7, 13))
    taper, sway = rng.uniform(0.3, 0.8), rng.normal(0, 0.06) * hoop.width
    levels = np.linspace(0, 1, 6)
    turn = rng.uniform(0.6, 1.6) * 2 * np.pi / n
    far, near = [], []
    for k in range(n):
        for way in (-1, 1):
            angle = 2 * np.pi * k / n + way * turn * levels * 2.5
            scale = 1 - (1 - taper) * np.minimum(1, levels * 1.4)
            x = hoop.width / 2 * scale * np.cos(angle) + sway * levels
            y = hoop.height / 2 * scale * np.sin(angle) + hoop.net * levels
            c, s = np.cos(tilt), np.sin(tilt)
            points = np.stack([hoop.x + x * c - y * s, hoop.y + x * s + y * c], axis=1)
            (near if np.sin(angle[2]) > 0 else far).append(points)
    while len(far) < len(near):
        far.append(near.pop())
    while len(near) < len(far):
        near.append(far.pop())
    return far + near


def _chains(rng, hoop, tilt):
    """Chains that hang straight from the ring, and those around them; the first half are those on the far side."""
    if hoop.net == 0:
        return []
    n = 2 * int(rng.integers(4, 8))
    taper, slack = rng.uniform(0.5, 0.85), rng.normal(0, 0.06) * hoop.width

    def place(angle, level):
        scale = 1 - (1 - taper) * level
        x = hoop.width / 2 * scale * np.cos(angle) + slack * level
        y = hoop.height / 2 * scale * np.sin(angle) + hoop.net * level
        return np.stack([hoop.x + x * np.cos(tilt) - y * np.sin(tilt), hoop.y + x * np.sin(tilt) + y * np.cos(tilt)], axis=1)

    levels = np.linspace(0, 1, 7)
    down = [place(np.full(7, np.pi + 2 * np.pi * (k + 0.5) / n) + rng.normal(0, 0.08), levels) for k in range(n)]
    around = [(a, place(np.linspace(a, a + np.pi, 12), np.full(12, level))) for level in (0.5, 1.0) for a in (np.pi, 0)]
    far = down[: n // 2] + [points for a, points in around if a > 0]
    return far + down[n // 2 :] + [points for a, points in around if a == 0]


def _board(canvas, rng, hoop, side, ring_colour, before=False):
    """`before`: it is of glass and stands between the camera and the ring."""
    w = hoop.width
    wide, tall = w * rng.uniform(2.3, 4.2), w * rng.uniform(1.6, 2.5)
    facing = np.sqrt(max(0.0, 1 - side * side))
    half = wide / 2 * max(0.06, facing)
    behind = 1 if not before and rng.uniform() < 0.8 else -1  # seen from behind, the board hides nothing of the ring but lies nearer
    x = hoop.x + side * w * rng.uniform(0.6, 0.95)
    base = hoop.y + behind * hoop.height * 0.3 * facing + w * rng.uniform(0.1, 0.4)
    skew = rng.normal(0, 0.12) * half + side * rng.uniform(0, 0.35) * half * facing
    left, right = x - half, x + half
    corners = np.array([[left, base - tall - skew], [right, base - tall + skew], [right, base + skew * 0.4], [left, base - skew * 0.4]])
    outline = _fan(corners, rng.uniform(0.2, 0.6)) if rng.uniform() < 0.25 else corners
    fill = grey(rng, 180, 255) if rng.uniform() < 0.6 else (any_colour(rng) if rng.uniform() < 0.4 else grey(rng))
    pole = grey(rng) if rng.uniform() < 0.7 else any_colour(rng)
    if rng.uniform() < 0.75:
        foot = np.array([x + side * w * rng.uniform(0.2, 2), base + w * rng.uniform(2, 9)])
        _line(canvas, [foot, [foot[0], base]], pole, w * rng.uniform(0.1, 0.4))
        _line(canvas, [[foot[0], base], [x, base - tall * 0.4]], pole, w * rng.uniform(0.05, 0.3))
    if not before and rng.uniform() < 0.65:
        cv2.fillPoly(canvas, _points(outline), paint(fill), cv2.LINE_AA, SHIFT)
    else:  # glass
        over = canvas.copy()
        cv2.fillPoly(over, _points(outline), paint(fill), cv2.LINE_AA, SHIFT)
        cv2.addWeighted(over, rng.uniform(0.05, 0.4), canvas, 1, 0, canvas)
    border = grey(rng) if rng.uniform() < 0.6 else any_colour(rng)
    _line(canvas, outline, border, max(1, w * rng.uniform(0.02, 0.14)), True)
    inner = corners.mean(0) + [0, tall * 0.12] + (corners - corners.mean(0)) * [0.36, 0.42]
    mark = ring_colour if rng.uniform() < 0.4 else (grey(rng) if rng.uniform() < 0.7 else any_colour(rng))
    if rng.uniform() < 0.85:
        _line(canvas, inner, mark, max(1, w * rng.uniform(0.03, 0.1)), True)
    if rng.uniform() < 0.25:
        put_text(canvas, rng, left + half * 0.3, base - tall * 0.1, tall * rng.uniform(0.1, 0.3), any_colour(rng))
    bracket = np.array([x, hoop.y])
    edge = np.array([hoop.x + np.sign(x - hoop.x + 1e-3) * w / 2, hoop.y]) if abs(side) > 0.4 else np.array([hoop.x, hoop.y - hoop.height / 2])
    if rng.uniform() < 0.35:
        # A plate between both sides of the ring and the board.
        t = np.arctan2(bracket[1] - hoop.y, bracket[0] - hoop.x + 1e-3) + np.array([-1, 1]) * rng.uniform(0.6, 1.5)
        sides = np.stack([hoop.x + w / 2 * np.cos(t), hoop.y + hoop.height / 2 * np.sin(t)], axis=1)
        cv2.fillConvexPoly(canvas, _points([sides[0], sides[1], bracket + [0, 0.1 * w], bracket - [0, 0.1 * w]])[0], paint(ring_colour * 0.9), cv2.LINE_AA, SHIFT)
    else:
        _line(canvas, [bracket, edge], ring_colour * 0.9, w * rng.uniform(0.06, 0.25))


def _fan(corners, low):
    """The board's four corners as an outline whose upper side is round, from `low` of its height up."""
    left_top, right_top, right, left = corners
    turn = np.linspace(np.pi, 0, 12)[:, None]
    across, up = (right - left) / 2, (left_top - left + right_top - right) / 2
    middle = (left + right) / 2 + low * up
    return np.concatenate([middle + np.cos(turn) * across + np.sin(turn) * (1 - low) * up, [right, left]])
