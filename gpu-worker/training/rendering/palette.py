"""Colours as uint8-range RGB triples of floats, and noise that everything else is textured with."""

import cv2
import numpy as np

SKINS = np.array([[255, 219, 190], [241, 194, 155], [224, 172, 120], [198, 134, 86], [141, 85, 45], [92, 56, 32], [60, 38, 26]], float)


def hsv(hue_degrees, saturation, value):
    """HSV (degrees, 0-1, 0-1) to RGB in 0-255."""
    pixel = np.array([[[(hue_degrees % 360), saturation, value]]], np.float32)
    return cv2.cvtColor(pixel, cv2.COLOR_HSV2RGB)[0, 0].astype(float) * 255


def any_colour(rng):
    return hsv(rng.uniform(0, 360), rng.uniform(0, 1) ** 1.3, rng.uniform(0.05, 1))


def warm_colour(rng):
    """What is easily taken for a ball: orange, red, brown, tan."""
    return hsv(rng.uniform(0, 45), rng.uniform(0.3, 1), rng.uniform(0.3, 1))


def grey(rng, low=0, high=255):
    return np.full(3, rng.uniform(low, high)) + rng.normal(0, 6, 3)


def skin(rng):
    a, b = SKINS[rng.integers(len(SKINS), size=2)]
    t = rng.uniform()
    return (a * t + b * (1 - t)) * rng.uniform(0.8, 1.05)


def cloth(rng):
    kind = rng.uniform()
    if kind < 0.4:
        return grey(rng)
    return warm_colour(rng) if kind < 0.6 else any_colour(rng)


def paint(colour):
    """For OpenCV's drawing functions."""
    r, g, b = colour
    return (min(255.0, max(0.0, float(r))), min(255.0, max(0.0, float(g))), min(255.0, max(0.0, float(b))))


def smooth_noise(rng, height, width, cells, octaves=1, persistence=0.5):
    """Sum of smooth random fields, mean 0, about -1..1; `cells` across the width in the coarsest."""
    out = np.zeros((height, width), np.float32)
    weight = total = 1.0
    for octave in range(octaves):
        n = cells * 2**octave
        if n > width:
            break
        rows = max(2, int(n * height / width) + 1)
        grid = rng.uniform(-1, 1, (rows, max(2, int(n) + 1))).astype(np.float32)
        out += weight * cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC)
        total += weight
        weight *= persistence
    return out / total


def gradient(height, width, angle):
    """A ramp of 0-1 along `angle` (radians)."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    ramp = x * np.cos(angle) + y * np.sin(angle)
    return (ramp - ramp.min()) / max(1e-6, float(ramp.max() - ramp.min()))


def text(rng):
    letters = np.array(list('ABCDEFGHIJKLMNOPRSTUVWXYZabcdefghiklmnorstuvw0123456789'))
    return ''.join(rng.choice(letters, rng.integers(1, 9)))


def put_text(canvas, rng, x, y, size, colour):
    """Writes a random word of about `size` px height; its lower left corner is (x, y)."""
    font = int(rng.choice([cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_DUPLEX, cv2.FONT_HERSHEY_COMPLEX, cv2.FONT_HERSHEY_TRIPLEX]))
    thickness = max(1, int(size / rng.uniform(4, 10)))
    cv2.putText(canvas, text(rng), (int(x), int(y)), font, size / 22, paint(colour), thickness, cv2.LINE_AA)
