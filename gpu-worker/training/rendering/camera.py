"""What a camera and a codec do to a scene."""

import cv2
import numpy as np

from .ball import motion_kernel
from .palette import any_colour, grey


def photograph(canvas, rng, size):
    """Exposure, colour, blur, scaling, noise, chroma subsampling and compression; `canvas` is larger than `size`."""
    if rng.uniform() < 0.1:
        canvas = _drawn(canvas, rng)
    if rng.uniform() < 0.1:
        canvas = cv2.filter2D(canvas, -1, motion_kernel(rng.uniform(2, 10), rng.uniform(0, np.pi)))
    image = _colour(canvas, rng)
    if rng.uniform() < 0.4:
        image = _compress(_noise(image, rng, 1.6), rng)
        image = cv2.resize(image, (size, size), interpolation=_shrinking(rng))
    else:
        image = cv2.resize(image, (size, size), interpolation=_shrinking(rng))
        if rng.uniform() < 0.35:
            image = _lose_detail(image, rng, size)
        image = _compress(_noise(image, rng, 1.0), rng)
    if rng.uniform() < 0.35:
        image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.3, 1.3))
    elif rng.uniform() < 0.3:
        soft = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.6, 1.5))
        sharper = rng.uniform(0.3, 1.5)
        image = cv2.addWeighted(image, 1 + sharper, soft, -sharper, 0)
    return image


def _drawn(image, rng):
    """As posters and drawings show things: few tones, outlines, two inks, paper."""
    smooth = cv2.medianBlur(image, int(rng.choice([3, 5, 7])))
    kind = rng.uniform()
    if kind < 0.45:
        step = 256 // int(rng.integers(3, 8))
        smooth = np.minimum(255, smooth // step * step + step // 2).astype(np.uint8)
    elif kind < 0.7:
        luma = cv2.cvtColor(smooth, cv2.COLOR_RGB2GRAY).astype(np.float32)[..., None] / 255
        dark, light = grey(rng, 0, 90) if rng.uniform() < 0.6 else any_colour(rng) * 0.5, 255 - 0.5 * any_colour(rng)
        smooth = np.clip(dark + (light - dark) * luma, 0, 255).astype(np.uint8)
    if rng.uniform() < 0.6:
        edges = cv2.Canny(smooth, rng.uniform(40, 90), rng.uniform(100, 200))
        if rng.uniform() < 0.6:
            edges = cv2.dilate(edges, np.ones((2, 2), np.uint8))
        ink = np.clip(grey(rng, 0, 60) if rng.uniform() < 0.85 else grey(rng, 180, 255), 0, 255).astype(np.uint8)
        if kind >= 0.9:
            smooth = np.clip(255 - (255 - smooth.astype(np.float32)) * rng.uniform(0, 0.5), 0, 255).astype(np.uint8)
        smooth[edges > 0] = ink
    return smooth


def _shrinking(rng):
    return cv2.INTER_AREA if rng.uniform() < 0.7 else cv2.INTER_LINEAR


def _colour(image, rng):
    """One curve per channel for exposure, white balance, gamma and contrast, then saturation."""
    curve = np.linspace(0, 1, 256)[:, None] * np.exp(rng.normal(0, 0.22)) * np.exp(rng.normal(0, 0.06, 3))
    if rng.uniform() < 0.6:
        curve = np.clip(curve, 0, 1) ** np.exp(rng.normal(0, 0.3))
    if rng.uniform() < 0.5:
        curve = (curve - 0.5) * rng.uniform(0.6, 1.25) + 0.5 + rng.uniform(-0.1, 0.1)
    image = cv2.LUT(image, np.clip(curve * 255, 0, 255).astype(np.uint8)[None])
    if rng.uniform() < 0.6:
        saturation = rng.uniform(0.25, 1.5) if rng.uniform() > 0.08 else 0
        luma = np.tile([0.299, 0.587, 0.114], (3, 1))
        image = cv2.transform(image, luma + saturation * (np.eye(3) - luma))
    return image


def _noise(image, rng, scale):
    """Grain, partly coloured, often of more than a pixel."""
    if rng.uniform() < 0.35:
        return image
    sigma = scale * abs(rng.normal(0, 5))
    height, width = image.shape[:2]
    luma = rng.standard_normal((height, width), np.float32)
    chroma = cv2.resize(rng.standard_normal((height // 2, width // 2, 3), np.float32), (width, height))
    noise = sigma * (cv2.merge([luma] * 3) + rng.uniform(0, 1) * chroma)
    if rng.uniform() < 0.3:
        noise = 1.8 * cv2.blur(noise, (2, 2))
    return cv2.add(image, noise, dtype=cv2.CV_8U)


def _compress(image, rng):
    """JPEG with its chroma subsampling stands for the block transforms of every codec."""
    if rng.uniform() < 0.2:
        return image
    quality = int(100 - 85 * rng.uniform() ** 1.6)
    options = [cv2.IMWRITE_JPEG_QUALITY, quality]
    _, data = cv2.imencode('.jpg', image, options)
    return cv2.imdecode(data, cv2.IMREAD_COLOR)


def _lose_detail(image, rng, size):
    small = int(size * rng.uniform(0.35, 0.9))
    image = cv2.resize(image, (small, small), interpolation=cv2.INTER_AREA)
    return cv2.resize(image, (size, size), interpolation=[cv2.INTER_LINEAR, cv2.INTER_CUBIC][int(rng.integers(2))])
