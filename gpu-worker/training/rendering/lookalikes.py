"""Things that are round or orange and no ball, and things that lie in front of balls."""

import cv2
import numpy as np

from .ball import motion_kernel, shaded_sphere, stamp
from .palette import any_colour, cloth, grey, hsv, paint, put_text, skin, warm_colour

SHIFT = 4


def draw_lookalike(canvas, rng, unit, light):
    """One thing of about a ball's size, anywhere."""
    size = canvas.shape[0]
    at = rng.uniform(0, size, 2)
    r = unit / 2 * np.exp(rng.normal(0, 0.45))
    kinds = [_disc, _ellipse, _rings, _lamp, _box, _wheel, _cone, _part, _head, _sphere, _sign, _stripe, _box, _ellipse, _lights, _sign]
    kinds[rng.integers(len(kinds))](canvas, rng, at, r, light)


def _fixed(point):
    x, y = point
    return (int(round(float(x) * 2**SHIFT)), int(round(float(y) * 2**SHIFT)))


def _ellipse_at(canvas, at, axes, angle, colour, thickness=-1, start=0, end=360):
    axes = tuple(max(1, int(a * 2**SHIFT)) for a in axes)
    cv2.ellipse(canvas, _fixed(at), axes, float(angle), float(start), float(end), paint(colour), thickness, cv2.LINE_AA, SHIFT)


def _colour(rng):
    return warm_colour(rng) if rng.uniform() < 0.55 else any_colour(rng)


def _disc(canvas, rng, at, r, light):
    """A flat sign or logo: no light and shade, something written on it. Larger than where only colour could tell."""
    r = max(r, 9)
    _ellipse_at(canvas, at, (r, r * rng.uniform(0.85, 1)), rng.uniform(0, 180), _colour(rng))
    for _ in range(rng.integers(1, 4)):
        kind = rng.uniform()
        if kind < 0.4:
            put_text(canvas, rng, at[0] - r * 0.7, at[1] + r * 0.4, r * rng.uniform(0.6, 1.2), any_colour(rng))
        elif kind < 0.7:
            _ellipse_at(canvas, at, (r * 0.75, r * 0.7), 0, any_colour(rng), max(1, int(r * rng.uniform(0.05, 0.4))))
        else:
            _ellipse_at(canvas, at + rng.normal(0, 0.2, 2) * r, np.array([0.6, 0.4]) * r * rng.uniform(0.5, 1.3), rng.uniform(0, 180), any_colour(rng))


def _ellipse(canvas, rng, at, r, light):
    """A warm blob that is clearly longer than wide: a forearm, a shoe, a leaf."""
    angle, long = rng.uniform(0, 180), rng.uniform(1.6, 3.5)
    colour = skin(rng) if rng.uniform() < 0.4 else _colour(rng)
    for k, part in enumerate((1, 0.7, 0.4)):
        shift = light.direction[:2] * r * 0.2 * k
        _ellipse_at(canvas, at + shift, (r * long * part, r * part), angle, colour * (0.7 + 0.2 * k))


def _rings(canvas, rng, at, r, light):
    for _ in range(rng.integers(1, 3)):
        width = max(1, int(r * rng.uniform(0.1, 0.4)))
        _ellipse_at(canvas, at, (r * 1.3, r * 1.3 * rng.uniform(0.2, 1)), rng.uniform(0, 180), _colour(rng), width)


def _lamp(canvas, rng, at, r, light):
    """A lamp or the sun: white inside, with a glow that fades."""
    size = canvas.shape[0]
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    distance = np.hypot(x - at[0], (y - at[1]) * rng.uniform(1, 2)) / r
    glow = np.clip(1.6 - distance, 0, 1) + rng.uniform(0.1, 0.6) * np.exp(-distance / rng.uniform(1, 3))
    colour = np.array([255, rng.uniform(210, 255), rng.uniform(120, 255)])
    canvas[:] = np.clip(canvas + np.clip(glow, 0, 1)[..., None] * colour, 0, 255).astype(np.uint8)


def _box(canvas, rng, at, r, light):
    """A box or panel, turned."""
    angle = rng.uniform(0, 90) if rng.uniform() < 0.5 else rng.normal(0, 3)
    sides = r * rng.uniform(0.7, 3, 2)
    colour = _colour(rng)
    cv2.fillPoly(canvas, [np.int32(cv2.boxPoints((tuple(map(float, at)), tuple(map(float, 2 * sides)), float(angle))))], paint(colour), cv2.LINE_AA)
    if rng.uniform() < 0.5:
        inner = np.int32(cv2.boxPoints((tuple(map(float, at)), tuple(map(float, 1.4 * sides)), float(angle))))
        cv2.polylines(canvas, [inner], True, paint(any_colour(rng)), max(1, int(r * 0.15)), cv2.LINE_AA)
    if rng.uniform() < 0.3:
        put_text(canvas, rng, at[0] - sides[0], at[1], r, any_colour(rng))


def _wheel(canvas, rng, at, r, light):
    _ellipse_at(canvas, at, (r * 1.2, r * 1.2), 0, grey(rng, 0, 60))
    _ellipse_at(canvas, at, (r * 0.8, r * 0.8), 0, grey(rng, 80, 230))
    for angle in np.linspace(0, 2 * np.pi, rng.integers(4, 10)):
        cv2.line(canvas, _fixed(at), _fixed(at + 0.8 * r * np.array([np.cos(angle), np.sin(angle)])), paint(grey(rng, 0, 90)), max(1, int(r / 8)), cv2.LINE_AA, SHIFT)


def _cone(canvas, rng, at, r, light):
    colour = hsv(rng.normal(15, 6), rng.uniform(0.7, 1), rng.uniform(0.6, 1))
    points = at + r * np.array([[0, -2], [1.1, 1.2], [-1.1, 1.2]]) * rng.uniform(0.7, 1.3)
    cv2.fillPoly(canvas, [points.astype(np.int32)], paint(colour), cv2.LINE_AA)
    if rng.uniform() < 0.6:
        cv2.line(canvas, _fixed(at + [-0.4 * r, 0]), _fixed(at + [0.4 * r, 0]), paint(grey(rng, 180, 255)), max(1, int(r * 0.4)), cv2.LINE_AA, SHIFT)


def _part(canvas, rng, at, r, light):
    """Half or less of a disc: rounded corners, shoulders, chair backs."""
    start = rng.uniform(0, 360)
    _ellipse_at(canvas, at, (r * 1.4, r * 1.4 * rng.uniform(0.7, 1)), 0, _colour(rng), -1, start, start + rng.uniform(70, 190))


def _head(canvas, rng, at, r, light):
    """A head from behind or from the side, lit as balls are."""
    colour, hair = skin(rng), grey(rng, 0, 90) if rng.uniform() < 0.7 else hsv(rng.uniform(10, 45), rng.uniform(0.2, 0.8), rng.uniform(0.1, 0.9))
    split, lean = rng.uniform(-0.8, 0.6), rng.normal(0, 0.5)

    def albedo(normals, pixel):
        top = np.clip((split + lean * normals[0] - normals[1]) / (0.1 + pixel) + 0.5, 0, 1)[..., None]
        marks = 1 - 0.35 * np.exp(-((normals[1] - 0.05) ** 2) / 0.01 - (np.abs(normals[0]) - 0.35) ** 2 / 0.02)
        return colour * marks[..., None] + (hair - colour) * top

    rgb, cover = shaded_sphere(rng, 2 * r, light, albedo, rng.uniform(0, 0.15))
    tall = rng.uniform(1.15, 1.45)
    neck = at + [0, r * 1.2]
    cv2.line(canvas, _fixed(at), _fixed(neck), paint(colour * 0.8), max(1, int(r)), cv2.LINE_AA, SHIFT)
    _ellipse_at(canvas, neck + [0, r * 1.6], (r * 2.1, r * 1.5), 0, cloth(rng))
    size = (cover.shape[1], int(cover.shape[0] * tall))
    stamp(canvas, cv2.resize(rgb * cover[..., None], size), cv2.resize(cover, size), *at)


def _sphere(canvas, rng, at, r, light):
    """Balls of other games and globes: bright, dark or cold in colour, without a basketball's seams."""
    r = max(r, 8)
    kind = rng.uniform()
    base = grey(rng, 190, 255) if kind < 0.5 else (hsv(rng.uniform(60, 330), rng.uniform(0.3, 1), rng.uniform(0.2, 1)) if kind < 0.8 else grey(rng, 0, 90))
    spots = rng.normal(size=(rng.integers(0, 9), 3))
    spots /= np.linalg.norm(spots, axis=1, keepdims=True) + 1e-6
    ink = grey(rng, 0, 80) if rng.uniform() < 0.6 else any_colour(rng)

    def albedo(normals, pixel):
        out = np.broadcast_to(base, normals.shape[1:] + (3,)).astype(np.float32)
        for spot in spots:
            near = np.clip((np.tensordot(spot.astype(np.float32), normals, axes=1) - 0.88) / (0.05 + pixel), 0, 1)[..., None]
            out = out + near * (ink - out)
        return out

    rgb, cover = shaded_sphere(rng, 2 * r, light, albedo, rng.uniform(0, 0.8))
    stamp(canvas, rgb * cover[..., None], cover, *at)


def _sign(canvas, rng, at, r, light):
    put_text(canvas, rng, at[0] - r, at[1] + r, 2 * r * rng.uniform(0.7, 1.5), _colour(rng))


def _lights(canvas, rng, at, r, light):
    """A display of lamps, some of them lit, on black."""
    columns, rows, step = int(rng.integers(2, 7)), int(rng.integers(1, 8)), r * rng.uniform(0.3, 1.4)
    colour = hsv(rng.choice([0, 20, 50, 110, 220]) + rng.normal(0, 6), rng.uniform(0.2, 1), 1)
    if rng.uniform() < 0.8:
        low, high = at - step, at + step * np.array([columns, rows])
        cv2.rectangle(canvas, low.astype(int).tolist(), high.astype(int).tolist(), paint(grey(rng, 0, 50)), -1)
    for k in range(columns * rows):
        if rng.uniform() < 0.6:
            _ellipse_at(canvas, at + step * np.array([k % columns, k // columns]), (step * 0.4, step * 0.4), 0, colour)


def _stripe(canvas, rng, at, r, light):
    """A streak of light or paint, blurred."""
    side = int(6 * r) | 1
    cover = np.zeros((side, side), np.float32)
    cv2.circle(cover, (side // 2, side // 2), max(1, int(r * 0.4)), 1.0, -1, cv2.LINE_AA)
    cover = cv2.filter2D(cover, -1, motion_kernel(rng.uniform(1.5, 4) * r, rng.uniform(0, np.pi)))
    cover = np.clip(cover * rng.uniform(0.5, 3), 0, 1)
    stamp(canvas, cover[..., None] * _colour(rng).astype(np.float32), cover, *at)


def draw_bar(canvas, a, b, colour, width):
    cv2.line(canvas, _fixed(a), _fixed(b), paint(colour), width, cv2.LINE_AA, SHIFT)


def draw_foreground(canvas, rng, unit):
    """What may stand between the camera and everything else: bars, mesh, captions."""
    size = canvas.shape[0]
    kind = rng.uniform()
    if kind < 0.4:
        a, b = rng.uniform(-0.2 * size, 1.2 * size, (2, 2))
        draw_bar(canvas, a, b, cloth(rng), max(1, int(unit * rng.uniform(0.05, 0.5))))
    elif kind < 0.6:
        step, colour = unit * rng.uniform(0.5, 2), paint(grey(rng))
        for k in range(-2, int(2 * size / step) + 2):
            for way in (-1, 1):
                cv2.line(canvas, _fixed((k * step, 0)), _fixed((k * step + way * size, size)), colour, 1, cv2.LINE_AA, SHIFT)
    elif kind < 0.8:
        for _ in range(rng.integers(1, 4)):
            put_text(canvas, rng, *rng.uniform(0, size, 2), unit * rng.uniform(0.4, 1.5), any_colour(rng))
    else:
        x = rng.uniform(0, size)
        cv2.rectangle(canvas, (int(x), 0), (int(x + rng.uniform(0.3, 4) * unit), size), paint(cloth(rng)), -1)
