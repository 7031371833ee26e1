"""Plates: large pictures of places that have no ball in them, to cut backgrounds from."""

import cv2
import numpy as np

from .palette import any_colour, cloth, gradient, grey, hsv, paint, put_text, skin, smooth_noise, warm_colour


def random_plate(rng, size=384):
    """A square RGB picture, uint8: one kind of place, or two above each other."""
    kinds = [_wall, _floor, _trees, _sky, _crowd, _leaves, _fence, _building, _clouds, _writing, _court, _bricks, _bleachers, _plain]
    plate = kinds[rng.integers(len(kinds))](rng, size)
    if rng.uniform() < 0.5:
        other = kinds[rng.integers(len(kinds))](rng, size)
        line = int(size * rng.uniform(0.25, 0.75))
        plate[line:] = other[line:]
        if rng.uniform() < 0.3:
            cv2.rectangle(plate, (0, line - 2), (size, line + int(rng.integers(1, 14))), paint(any_colour(rng)), -1)
    if rng.uniform() < 0.5:
        _fittings(plate, rng)
    light = 1 + rng.uniform(0, 0.6) * (gradient(size, size, rng.uniform(0, 6.3)) - 0.5) + rng.uniform(0, 0.25) * smooth_noise(rng, size, size, 4, 3)
    plate = plate * light[..., None] + rng.normal(0, rng.uniform(0, 4), plate.shape)
    return np.clip(plate, 0, 255).astype(np.uint8)


def _flat(colour, size):
    return np.clip(np.broadcast_to(colour, (size, size, 3)), 0, 255).astype(np.uint8).copy()


def _plain(rng, size):
    """What catalogues and drawings have behind things."""
    colour = grey(rng, 225, 260) if rng.uniform() < 0.6 else (grey(rng, 0, 40) if rng.uniform() < 0.4 else any_colour(rng))
    return _flat(colour, size)


def _mix(a, b, t):
    return np.clip(a + (b - a) * t[..., None], 0, 255).astype(np.uint8)


def _clouds(rng, size):
    """Soft noise between two or three colours."""
    t = smooth_noise(rng, size, size, rng.uniform(2, 30), 6, rng.uniform(0.4, 0.85)) * 0.5 + 0.5
    plate = _mix(any_colour(rng), any_colour(rng), np.clip(t * 1.4 - 0.2, 0, 1))
    u = smooth_noise(rng, size, size, rng.uniform(2, 12), 5, 0.6)
    return _mix(plate.astype(np.float32), any_colour(rng), np.clip(u * 2, 0, 1))


def _sky(rng, size):
    top, bottom = hsv(rng.normal(212, 12), rng.uniform(0, 0.8), rng.uniform(0.4, 1)), grey(rng, 150, 255)
    if rng.uniform() < 0.15:
        bottom = hsv(rng.uniform(5, 45), rng.uniform(0.3, 0.8), rng.uniform(0.7, 1))
    plate = _mix(top, bottom, gradient(size, size, np.pi / 2) ** rng.uniform(0.5, 2))
    t = np.clip(smooth_noise(rng, size, size, rng.uniform(2, 8), 6, 0.6) * rng.uniform(1, 3) - rng.uniform(-0.2, 0.5), 0, 1)
    return _mix(plate.astype(np.float32), grey(rng, 190, 255), t)


def _wall(rng, size):
    colour = grey(rng, 40, 255) if rng.uniform() < 0.5 else hsv(rng.uniform(0, 360), rng.uniform(0, 0.6), rng.uniform(0.3, 1))
    plate = _flat(colour, size)
    step, width = rng.uniform(12, 90), int(rng.integers(1, 5))
    line = paint(colour * rng.uniform(0.6, 1.2))
    for k in range(int(size / step) + 1):
        if rng.uniform() < 0.9:
            cv2.line(plate, (int(k * step), 0), (int(k * step), size), line, width, cv2.LINE_AA)
    if rng.uniform() < 0.5:
        for k in range(int(size / step) + 1):
            cv2.line(plate, (0, int(k * step * 1.7)), (size, int(k * step * 1.7)), line, width, cv2.LINE_AA)
    for _ in range(rng.integers(0, 5)):
        x, y, w, h = rng.integers(-40, size, 2).tolist() + rng.integers(10, 180, 2).tolist()
        cv2.rectangle(plate, (x, y), (x + w, y + h), paint(cloth(rng)), -1, cv2.LINE_AA)
        if rng.uniform() < 0.5:
            put_text(plate, rng, x + 4, y + h - 6, min(w, h) * 0.6, any_colour(rng))
    return plate


def _bricks(rng, size):
    base = hsv(rng.normal(14, 8), rng.uniform(0.1, 0.7), rng.uniform(0.3, 0.9)) if rng.uniform() < 0.7 else grey(rng, 60, 240)
    plate = _flat(base * rng.uniform(0.5, 1.3), size)
    h = rng.uniform(5, 30)
    w = h * rng.uniform(1.8, 3)
    gap = max(1, h * rng.uniform(0.06, 0.2))
    for row in range(int(size / h) + 1):
        for column in range(-1, int(size / w) + 1):
            x, y = (column + 0.5 * (row % 2)) * w, row * h
            cv2.rectangle(plate, (int(x + gap), int(y + gap)), (int(x + w), int(y + h)), paint(base * rng.uniform(0.75, 1.2)), -1)
    return plate


def _planks(rng, size):
    """Wood seen from above."""
    base = hsv(rng.normal(28, 7), rng.uniform(0.2, 0.75), rng.uniform(0.4, 1))
    plate = _flat(base, size)
    width = rng.uniform(4, 24)
    for row in range(int(size / width) + 1):
        x = rng.uniform(-60, 0)
        while x < size:
            length = rng.uniform(30, 200)
            cv2.rectangle(plate, (int(x), int(row * width)), (int(x + length), int((row + 1) * width)), paint(base * rng.uniform(0.85, 1.1)), -1)
            x += length
    grain = smooth_noise(rng, size, size, 24, 4, 0.8)
    return np.clip(plate * (1 + 0.12 * grain[..., None]), 0, 255).astype(np.uint8)


def _court(rng, size):
    """Painted ground: asphalt, rubber or wood with lines and areas."""
    if rng.uniform() < 0.5:
        plate = _planks(rng, size)
    else:
        colour = grey(rng, 60, 200) if rng.uniform() < 0.5 else hsv(rng.uniform(0, 360), rng.uniform(0.2, 0.8), rng.uniform(0.3, 0.9))
        plate = np.clip(_flat(colour, size) + rng.normal(0, rng.uniform(2, 22), (size, size, 1)), 0, 255).astype(np.uint8)
    for _ in range(rng.integers(0, 3)):
        polygon = rng.integers(-size // 2, size * 3 // 2, (4, 2)).astype(np.int32)
        cv2.fillConvexPoly(plate, cv2.convexHull(polygon), paint(cloth(rng)), cv2.LINE_AA)
    for _ in range(rng.integers(1, 6)):
        colour, width = paint(grey(rng, 180, 255) if rng.uniform() < 0.6 else any_colour(rng)), int(rng.integers(1, 12))
        a, b = rng.integers(-size, 2 * size, (2, 2)).tolist()
        if rng.uniform() < 0.6:
            cv2.line(plate, a, b, colour, width, cv2.LINE_AA)
        else:
            axes = (int(rng.uniform(20, size)), int(rng.uniform(10, size * 0.6)))
            cv2.ellipse(plate, a, axes, rng.uniform(0, 180), 0, 360, colour, width, cv2.LINE_AA)
    return plate


def _floor(rng, size):
    """The court in perspective, with its sheen."""
    far = rng.uniform(0.15, 0.5)
    source = np.float32([[0, 0], [size, 0], [size, size], [0, size]])
    slide = rng.uniform(-0.3, 0.3) * size
    target = np.float32([[size * far + slide, 0], [size * (1 - far) + slide, 0], [size * 1.8, size], [-size * 0.8, size]])
    plate = cv2.warpPerspective(_court(rng, size), cv2.getPerspectiveTransform(source, target), (size, size), borderMode=cv2.BORDER_REFLECT)
    if rng.uniform() < 0.6:
        sheen = np.clip(smooth_noise(rng, size, size, rng.uniform(2, 9), 2), 0, 1) ** 2
        plate = _mix(plate.astype(np.float32), grey(rng, 180, 255), sheen * rng.uniform(0.1, 0.8))
    return plate


def _trees(rng, size):
    """Foliage: many small leaves, light and dark, with holes to the sky."""
    plate = _flat(hsv(rng.normal(100, 25), rng.uniform(0.2, 0.7), rng.uniform(0.1, 0.35)), size)
    if rng.uniform() < 0.5:
        plate = _mix(plate.astype(np.float32), grey(rng, 180, 255), (smooth_noise(rng, size, size, 6, 4) > 0.1).astype(np.float32))
    hue, leaf = rng.normal(95, 30) if rng.uniform() < 0.85 else rng.uniform(15, 50), rng.uniform(1.5, 9)
    shade = smooth_noise(rng, size, size, rng.uniform(3, 14), 4, 0.7)
    for _ in range(int(rng.uniform(400, 1500))):
        x, y = rng.integers(0, size, 2).tolist()
        colour = hsv(hue + rng.normal(0, 10), rng.uniform(0.2, 0.8), np.clip(0.45 + 0.5 * shade[y, x] + rng.normal(0, 0.12), 0.03, 1))
        axes = (max(1, int(leaf * rng.uniform(0.5, 2))), max(1, int(leaf * rng.uniform(0.3, 1))))
        cv2.ellipse(plate, (x, y), axes, rng.uniform(0, 180), 0, 360, paint(colour), -1, cv2.LINE_AA)
    for _ in range(rng.integers(0, 6)):
        a = rng.integers(0, size, 2)
        b = a + rng.normal(0, 60, 2).astype(int) - [0, int(rng.uniform(0, size))]
        cv2.line(plate, a.tolist(), b.tolist(), paint(hsv(rng.uniform(15, 40), 0.4, rng.uniform(0.1, 0.5))), int(rng.integers(1, 14)), cv2.LINE_AA)
    return plate


def _leaves(rng, size):
    """Occluding shapes of all sizes (the dead-leaves model), whose statistics are those of natural pictures."""
    plate = _flat(any_colour(rng), size)
    palette = [any_colour(rng) for _ in range(3)] + [warm_colour(rng), cloth(rng), grey(rng)]
    texture = 1 + 0.35 * smooth_noise(rng, size, size, 30, 4, 0.9)
    for _ in range(int(rng.uniform(80, 450))):
        r = min(size / 2, 3 / rng.uniform(0.01, 1) ** 0.8)
        x, y = rng.uniform(-r, size + r, 2)
        colour = paint(palette[rng.integers(len(palette))] * rng.uniform(0.5, 1.2) + rng.normal(0, 8, 3))
        kind = rng.uniform()
        if kind < 0.35:
            axes = (max(1, int(r)), max(1, int(r * rng.uniform(0.15, 0.75))))
            cv2.ellipse(plate, (int(x), int(y)), axes, rng.uniform(0, 180), 0, 360, colour, -1, cv2.LINE_AA)
        else:
            n = int(rng.integers(3, 8))
            angles = np.sort(rng.uniform(0, 2 * np.pi, n)) if kind < 0.7 else np.arange(4) * np.pi / 2 + rng.uniform(0, 0.3)
            stretch = np.array([1, rng.uniform(0.1, 1)])
            polygon = np.stack([np.cos(angles), np.sin(angles)], 1) * r * stretch + [x, y]
            cv2.fillPoly(plate, [polygon.astype(np.int32)], colour, cv2.LINE_AA)
    return np.clip(plate * texture[..., None], 0, 255).astype(np.uint8)


def _crowd(rng, size):
    """Rows of spectators: hundreds of heads."""
    plate = _flat(grey(rng, 0, 160), size)
    r = rng.uniform(3, 16)
    step = r * rng.uniform(2.4, 4)
    team = cloth(rng)
    dim = rng.uniform(0.25, 1)
    y = 0.0
    while y < size + 3 * r:
        x = rng.uniform(-r, r)
        while x < size + r:
            if rng.uniform() < 0.85:
                _spectator(plate, rng, x + rng.normal(0, r * 0.3), y + rng.normal(0, r * 0.4), r * rng.uniform(0.85, 1.15), team, dim)
            x += step
        y += step * rng.uniform(0.8, 1.2)
    return plate


def _spectator(plate, rng, x, y, r, team, dim):
    shirt = team * rng.uniform(0.7, 1.1) if rng.uniform() < 0.35 else cloth(rng)
    face = skin(rng)
    cv2.ellipse(plate, (int(x), int(y + 2.5 * r)), (int(1.7 * r), int(1.8 * r)), 0, 0, 360, paint(shirt * dim), -1, cv2.LINE_AA)
    if rng.uniform() < 0.8:
        cv2.ellipse(plate, (int(x), int(y - 0.2 * r)), (int(0.9 * r), int(1.05 * r)), 0, 0, 360, paint(grey(rng, 0, 80) * dim), -1, cv2.LINE_AA)
    at = (int(x + rng.normal(0, 0.2) * r), int(y + 0.1 * r))
    cv2.ellipse(plate, at, (max(1, int(0.75 * r)), max(1, int(r * 0.95))), 0, 0, 360, paint(face * dim), -1, cv2.LINE_AA)
    light = (int(at[0] - 0.2 * r), int(at[1] - 0.1 * r))
    cv2.ellipse(plate, light, (max(1, int(0.4 * r)), max(1, int(0.6 * r))), 0, 0, 360, paint(face * dim * 1.15), -1, cv2.LINE_AA)
    if rng.uniform() < 0.4:
        cv2.line(plate, (int(x - 1.4 * r), int(y + 2 * r)), (int(x - rng.uniform(0, 2) * r), int(y)), paint(face * dim * 0.9), max(1, int(0.5 * r)), cv2.LINE_AA)


def _fence(rng, size):
    """Mesh in front of something."""
    plate = [_trees, _sky, _building, _clouds][rng.integers(4)](rng, size)
    if rng.uniform() < 0.6:
        plate = cv2.GaussianBlur(plate, (0, 0), rng.uniform(1, 5))
    step, width = rng.uniform(6, 40), int(rng.integers(1, 4))
    colour = paint(grey(rng))
    slope = rng.uniform(0.6, 1.6) if rng.uniform() < 0.7 else 1000
    for k in range(-int(size / step) - 2, int(2 * size / step) + 2):
        x = k * step
        cv2.line(plate, (int(x), 0), (int(x + size / slope), size), colour, width, cv2.LINE_AA)
        cv2.line(plate, (int(x), 0), (int(x - size / slope), size), colour, width, cv2.LINE_AA)
    return plate


def _building(rng, size):
    """A façade of windows, lamps and doors."""
    wall = grey(rng, 60, 230) if rng.uniform() < 0.6 else warm_colour(rng)
    plate = _flat(wall, size)
    w, h = rng.uniform(10, 70, 2)
    pane = grey(rng, 0, 140) if rng.uniform() < 0.6 else hsv(210, rng.uniform(0, 0.5), rng.uniform(0.3, 1))
    for row in range(int(size / (h * 1.5)) + 1):
        for column in range(int(size / (w * 1.4)) + 1):
            x, y = column * w * 1.4, row * h * 1.5
            colour = pane * rng.uniform(0.6, 1.3) if rng.uniform() < 0.9 else grey(rng, 200, 255)
            cv2.rectangle(plate, (int(x), int(y)), (int(x + w), int(y + h)), paint(colour), -1)
    return plate


def _bleachers(rng, size):
    """Steps, seats and rails."""
    plate = _flat(grey(rng, 40, 220), size)
    step = rng.uniform(6, 40)
    seat = cloth(rng)
    for row in range(int(size / step) + 1):
        y = int(row * step)
        cv2.rectangle(plate, (0, y), (size, y + int(step * rng.uniform(0.3, 0.7))), paint(seat * rng.uniform(0.6, 1.2)), -1)
        if rng.uniform() < 0.7:
            for x in np.arange(rng.uniform(0, step), size, step * rng.uniform(0.9, 2)):
                if rng.uniform() < 0.8:
                    cv2.ellipse(plate, (int(x), y), (int(step * 0.4), int(step * 0.5)), 0, 180, 360, paint(seat * rng.uniform(0.7, 1.3)), -1, cv2.LINE_AA)
    return plate


def _writing(rng, size):
    """Screens, posters and captions."""
    plate = _flat(any_colour(rng), size) if rng.uniform() < 0.5 else _clouds(rng, size)
    for _ in range(rng.integers(3, 25)):
        put_text(plate, rng, *rng.integers(-30, size, 2), rng.uniform(8, 110) ** rng.uniform(0.7, 1), any_colour(rng))
    return plate


def _fittings(plate, rng):
    """Lamps, pipes and poles over a place."""
    size = plate.shape[0]
    for _ in range(rng.integers(0, 5)):
        a, b = rng.integers(-50, size + 50, (2, 2))
        if rng.uniform() < 0.6:
            b[0] = a[0]
        cv2.line(plate, a.tolist(), b.tolist(), paint(grey(rng)), int(rng.integers(1, 16)), cv2.LINE_AA)
    if rng.uniform() < 0.4:
        glow = np.zeros((size, size), np.float32)
        r = rng.uniform(2, 14)
        y = rng.uniform(0, size * 0.6)
        for k in range(rng.integers(1, 8)):
            at = (int(rng.uniform(0, 30) + k * r * rng.uniform(3, 8)), int(y))
            cv2.ellipse(glow, at, (int(r), max(1, int(r * rng.uniform(0.2, 1)))), 0, 0, 360, 1.0, -1, cv2.LINE_AA)
        glow = np.maximum(glow, 0.6 * cv2.GaussianBlur(glow, (0, 0), r))
        plate[:] = _mix(plate.astype(np.float32), np.array([255, rng.uniform(200, 255), rng.uniform(150, 255)]), np.clip(glow, 0, 1))
