"""Where balls lie side by side: in a row, on the bars of a rack, heaped in a crate."""

from dataclasses import dataclass

import numpy as np

from .palette import cloth


@dataclass
class Rack:
    """Ends are pairs of points, px."""

    balls: np.ndarray  # their middles, those behind first
    behind: list  # ends of the bars that balls lie before
    before: list  # and of those before balls
    colour: np.ndarray
    width: int  # of a bar, px


def random_rack(rng, size, diameter):
    """For a picture of `size` px and balls of one diameter; a tenth of the places are empty."""
    columns, rows = int(rng.integers(2, 8)), int(rng.choice([1, 2, 3, 4], p=[0.3, 0.25, 0.25, 0.2]))
    heaped = rng.uniform() < 0.4
    along, down = diameter * (rng.uniform([0.75, 0.55], [1.05, 0.95]) if heaped else rng.uniform([0.9, 1.1], [1.4, 2.2]))
    slope, lean = rng.normal(0, 0.15, 2)
    middle = rng.uniform(0.1, 0.9, 2) * size

    def at(row, column):
        right, below = along * (column - (columns - 1) / 2), down * (row - (rows - 1) / 2)
        return middle + [right + below * lean, below + right * slope]

    def bar(row, drop=0.0):
        return at(row, -0.8) + [0, drop], at(row, columns - 0.2) + [0, drop]

    places = [at(row, column + (0.5 * (row % 2) if heaped else 0)) for row in range(rows) for column in range(columns)]
    balls = np.array(places) + rng.normal(0, 0.08 if heaped else 0.03, (len(places), 2)) * diameter
    behind, before = [], []
    if heaped and rng.uniform() < 0.7:
        before = [bar(rows - 1 + 0.5 * k) for k in range(rng.integers(1, 4))]
    elif not heaped and rng.uniform() < 0.7:
        drop = diameter * rng.uniform(0.3, 0.55)
        posts = [(at(-0.5, column), at(rows, column)) for column in (-0.7, columns - 0.3)]
        behind = posts + [bar(row, drop) for row in range(rows)]
    filled = rng.uniform(size=len(balls)) < 0.9
    return Rack(balls[filled], behind, before, cloth(rng), max(1, int(diameter * rng.uniform(0.05, 0.25))))
