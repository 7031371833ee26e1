"""Shards of rendered pictures on disk, and their truth as maps for the network."""

import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from rendering.backgrounds import random_plate
from rendering.scene import SIZE, SceneMaker

BALLS, HOOPS = 32, 3
"""Rows kept per picture; the rest are NaN."""
SHARD = 999


def plates(seed, count):
    return [random_plate(np.random.default_rng([seed, 7, i])) for i in range(count)]


def _fill(rows, count, width):
    out = np.full((count, width), np.nan, np.float32)
    for k, row in enumerate(rows[:count]):
        out[k] = row
    return out


def render_shard(folder, seed, number, plate_count, empty):
    """Writes shard `number` (SHARD pictures) unless it is there; returns its path."""
    import cv2

    cv2.setNumThreads(1)
    path = Path(folder) / f'{"empty" if empty else "scene"}-{seed}-{number:04d}.npz'
    if path.exists():
        return path
    # Every shard has plates of its own, so that a run of many shards sees many.
    maker = SceneMaker(plates(seed * 1000 + number + (500 if empty else 0), plate_count), seed)
    images, balls, hoops = [], [], []
    for k in range(SHARD):
        image, truth = maker.scene((2 * number + int(empty)) * SHARD + k, empty)
        images.append(image)
        balls.append(_fill(truth.balls, BALLS, 4))
        hoops.append(_fill(truth.hoops, HOOPS, 6))
    temporary = path.with_suffix('.part.npz')
    np.savez(temporary, images=np.stack(images), balls=np.stack(balls), hoops=np.stack(hoops))
    os.replace(temporary, path)
    return path


def render(folder, seed, shards, workers=1, plate_count=60, empty=False, first=0):
    """Renders `shards` shards, in `workers` processes; returns their paths."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    jobs = [(folder, seed, n, plate_count, empty) for n in range(first, first + shards)]
    if workers <= 1:
        return [render_shard(*job) for job in jobs]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(render_shard, *zip(*jobs)))


def load(paths):
    """Shards joined: images (n, SIZE, SIZE, 3) uint8, balls (n, BALLS, 4), hoops (n, HOOPS, 6)."""
    shards = [np.load(path) for path in paths]
    return tuple(np.concatenate([shard[name] for shard in shards]) for name in ('images', 'balls', 'hoops'))


__all__ = ['BALLS', 'HOOPS', 'SHARD', 'SIZE', 'load', 'render']
