"""A basketball: a lit sphere with seams, pebbles and print, blurred by its motion and spin."""

from dataclasses import dataclass

import cv2
import numpy as np

from .palette import any_colour, grey, hsv, text


@dataclass
class Look:
    """What a ball is made of; balls of one rack share it."""

    colour: np.ndarray
    second: np.ndarray | None  # alternate panels
    third: np.ndarray | None  # the panels at two sides
    seam: np.ndarray
    seam_width: float  # of the radius
    curve: tuple[float, float]  # where the bent seams run, and how bent
    pebbles: float
    printed: np.ndarray | None
    ink: np.ndarray
    outline: float  # how much of the edge a drawn ball's outline covers, of the radius; 0 for none


@dataclass
class Light:
    """One for the scene: balls and heads in it are lit from the same side."""

    direction: np.ndarray  # unit, x right, y down, z to the camera
    ambient: float
    sky: float  # how much more ambient light comes from above than from below
    tint: np.ndarray


def random_light(rng):
    direction = np.array([rng.normal(0, 0.7), -abs(rng.normal(0.9, 0.5)), rng.normal(0.35, 0.6)])
    if rng.uniform() < 0.1:
        direction[1] *= -1
    ambient = rng.uniform(0.45, 1)
    return Light(direction / np.linalg.norm(direction), ambient, rng.uniform(0, 0.6), 1 + rng.normal(0, 0.05, 3))


def random_look(rng, diameter):
    """A ball's material. Small ones are of the usual colours: without seams, only colour tells a ball."""
    kind = rng.uniform()
    usual = 0.9 if diameter < 14 else 0.68
    if kind < usual * 0.5:
        colour = hsv(rng.normal(18, 8), rng.uniform(0.45, 1), rng.uniform(0.5, 1))
    elif kind < usual * 0.88:
        colour = hsv(rng.normal(10, 13), rng.uniform(0.15, 0.75), rng.uniform(0.3, 0.75))
    elif kind < usual:
        colour = hsv(rng.normal(28, 6), rng.uniform(0.25, 0.6), rng.uniform(0.5, 0.9))
    else:
        colour = grey(rng) if rng.uniform() < 0.35 else any_colour(rng)
    second = third = None
    if rng.uniform() < (0.1 if kind < usual else 0.5) and diameter >= 14:
        second = hsv(rng.normal(40, 8), rng.uniform(0.1, 0.5), rng.uniform(0.7, 1)) if kind < usual else _panel(rng)
        third = _panel(rng) if rng.uniform() < 0.4 else None
    dark = rng.uniform() < (0.87 if colour.mean() > 70 else 0.15)
    seam = grey(rng, 0, 60) if dark else grey(rng, 170, 255)
    if kind < usual and rng.uniform() < 0.3:
        seam = colour * rng.uniform(0.4, 0.85)
    drawn = rng.uniform() < 0.1
    width = rng.uniform(0.07, 0.16) if drawn or rng.uniform() < 0.1 else rng.uniform(0.03, 0.075)
    ink = grey(rng, 0, 80) if rng.uniform() < 0.7 else grey(rng, 180, 255)
    if rng.uniform() < 0.15:
        ink = any_colour(rng)
    return Look(
        colour, second, third, seam, width, (rng.uniform(0.4, 0.62), rng.uniform(0, 0.4)), rng.uniform(0, 0.12),
        _print(rng) if rng.uniform() < 0.5 else None, ink, rng.uniform(0.05, 0.15) if drawn else 0.0,
    )  # fmt: skip


def _panel(rng):
    return grey(rng, 180, 255) if rng.uniform() < 0.4 else any_colour(rng)


def _print(rng):
    """Words, badges and blots, at times over most of what is seen."""
    stencil = np.zeros((48, 48), np.uint8)
    for _ in range(rng.integers(1, 4)):
        at = (int(rng.integers(-6, 20)), int(rng.integers(12, 46)))
        cv2.putText(stencil, text(rng), at, int(rng.integers(0, 5)), rng.uniform(0.3, 0.9), 255, int(rng.integers(1, 3)), cv2.LINE_AA)
    for _ in range(rng.integers(1, 6) if rng.uniform() < 0.3 else 0):
        axes = tuple(rng.integers(2, 14, 2).tolist())
        cv2.ellipse(stencil, tuple(rng.integers(4, 44, 2).tolist()), axes, rng.uniform(0, 180), 0, 360, 255, int(rng.choice([-1, 1, 2])), cv2.LINE_AA)
    return stencil.astype(np.float32) / 255


def _rotation(rng):
    q = rng.normal(size=4)
    q /= np.linalg.norm(q)
    w, x, y, z = q
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ],
        np.float32,
    )


def _albedo(normals, look, rotation, pixel, rng):
    """Colour of the surface before light; `pixel` is a pixel's size in radii, which softens the seams."""
    x, y, z = np.tensordot(rotation, normals, axes=1)
    centre, bend = look.curve
    curve = np.abs(x) - centre - bend * y * y
    distance = np.minimum(np.minimum(np.abs(x), np.abs(y)), np.abs(curve))
    half = look.seam_width / 2
    # A line of that width averaged over a pixel.
    seam = np.clip((half + pixel - distance) / (2 * min(half, pixel)), 0, 1) * min(1.0, half / pixel)
    base = np.broadcast_to(look.colour, x.shape + (3,)).astype(np.float32)
    if look.second is not None:
        side = ((x > 0) ^ (y > 0) ^ (curve > 0))[..., None]
        base = np.where(side, look.second, base)
    if look.third is not None:
        base = np.where((curve > 0)[..., None], look.third, base)
    if look.printed is not None:
        mask = cv2.remap(look.printed, (x * 40 + 24).astype(np.float32), (y * 40 + 24).astype(np.float32), cv2.INTER_LINEAR)
        base = base + ((mask * (z > 0))[..., None]) * (look.ink - base)
    base = base * (1 + look.pebbles * rng.normal(size=x.shape)[..., None])
    base = base + seam[..., None] * (look.seam - base)
    if look.outline > 0:
        rim = np.clip((np.hypot(normals[0], normals[1]) - 1 + look.outline) / pixel + 0.5, 0, 1)[..., None]
        base = base + rim * (look.seam * 0.3 - base)
    return base


def shaded_sphere(rng, diameter, light, albedo, shine):
    """RGB (0-255 floats) and coverage (0-1) of a lit sphere in a square of about the diameter; `albedo(normals, pixel)`."""
    radius = diameter / 2
    side = int(np.ceil(diameter)) + 3
    middle = (side - 1) / 2
    v, u = np.mgrid[0:side, 0:side].astype(np.float32)
    u, v = (u - middle) / radius, (v - middle) / radius
    rho = np.sqrt(u * u + v * v)
    cover = np.clip((1 - rho) * radius + 0.5, 0, 1)
    shrink = np.minimum(1, 0.999 / np.maximum(rho, 1e-6))
    u, v = u * shrink, v * shrink
    z = np.sqrt(np.maximum(0, 1 - u * u - v * v))
    normals = np.stack([u, v, z])
    lambert = np.maximum(0, np.tensordot(light.direction.astype(np.float32), normals, axes=1))
    around = light.ambient * (1 - light.sky * 0.5 * (1 + v))
    lit = around + (1 - light.ambient) * lambert * rng.uniform(1.0, 1.6)
    halfway = light.direction + np.array([0, 0, 1])
    halfway = halfway / (np.linalg.norm(halfway) + 1e-6)
    gloss = shine * np.maximum(0, np.tensordot(halfway.astype(np.float32), normals, axes=1)) ** rng.uniform(6, 60)
    rgb = albedo(normals, 1 / radius) * (lit[..., None] * light.tint) + 255 * gloss[..., None]
    return np.clip(rgb, 0, 255).astype(np.float32), cover.astype(np.float32)


def motion_kernel(length, angle):
    size = int(np.ceil(length)) | 1
    kernel = np.zeros((size + 2, size + 2), np.float32)
    middle = (size + 1) / 2
    dx, dy = np.cos(angle) * length / 2, np.sin(angle) * length / 2
    ends = [(int(round((middle + s * dx) * 16)), int(round((middle + s * dy) * 16))) for s in (-1, 1)]
    cv2.line(kernel, ends[0], ends[1], 1.0, 1, cv2.LINE_8, 4)
    return kernel / max(1e-6, kernel.sum())


def render_ball(rng, diameter, look, light, blur_length, blur_angle):
    """RGB premultiplied by coverage, and coverage, of a ball smeared along its path; both square, the ball in the middle."""
    turn = _rotation(rng)
    shine = rng.uniform(0, 0.5) ** 2 * 1.6
    rgb, cover = shaded_sphere(rng, diameter, light, lambda n, pixel: _albedo(n, look, turn, pixel, rng), shine)
    rgb = rgb * cover[..., None]
    if blur_length > 1:
        pad = int(blur_length / 2) + 2
        rgb = cv2.copyMakeBorder(rgb, pad, pad, pad, pad, cv2.BORDER_CONSTANT)
        cover = cv2.copyMakeBorder(cover, pad, pad, pad, pad, cv2.BORDER_CONSTANT)
        kernel = motion_kernel(blur_length, blur_angle)
        rgb, cover = cv2.filter2D(rgb, -1, kernel), cv2.filter2D(cover, -1, kernel)
    return rgb, cover


@dataclass
class Stamped:
    """Where something lies on a canvas: its rectangle, and its coverage (0-1) in it."""

    rows: slice
    columns: slice
    cover: np.ndarray


def stamp(canvas, rgb, cover, x, y):
    """Lays a premultiplied square over `canvas` (uint8), its middle at (x, y); None where it is all outside."""
    height, width = canvas.shape[:2]
    tall, wide = cover.shape
    left, top = x - (wide - 1) / 2, y - (tall - 1) / 2
    x0, y0 = int(np.floor(left)), int(np.floor(top))
    shift = np.float32([[1, 0, left - x0], [0, 1, top - y0]])
    rgb = cv2.warpAffine(rgb, shift, (wide + 1, tall + 1))
    cover = cv2.warpAffine(cover, shift, (wide + 1, tall + 1))
    ax, ay, bx, by = max(0, x0), max(0, y0), min(width, x0 + wide + 1), min(height, y0 + tall + 1)
    if ax >= bx or ay >= by:
        return None
    part = slice(ay - y0, by - y0), slice(ax - x0, bx - x0)
    alpha = cover[part]
    under = canvas[ay:by, ax:bx]
    under[:] = np.clip(under * (1 - alpha[..., None]) + rgb[part], 0, 255).astype(np.uint8)
    return Stamped(slice(ay, by), slice(ax, bx), alpha)
