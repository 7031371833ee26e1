"""
What the exported file finds: on rendered pictures it was not trained on, and, where there are labelled pictures in the
YOLO form (0 ball, 1 hoop with its net), on those. Nothing is learnt from either.
"""

import argparse
from pathlib import Path

import cv2
import numpy as np

from detect import everything, open_session

DIAMETERS = (0, 10, 16, 24, 48, 96, 10_000)
STEPS = (1, 2, 4, 8)


class Table:
    """Found and missed by size, and what was found where nothing is."""

    def __init__(self, name, bounds):
        self.name, self.bounds = name, bounds
        self.rows = [[0, 0, []] for _ in bounds[1:]]
        self.false = self.pictures = 0

    def add(self, size, error):
        """`error`: the distance of the centres in sizes; None where it was missed."""
        row = self.rows[int(np.searchsorted(self.bounds, size, 'right')) - 1]
        row[0] += 1
        if error is not None:
            row[1] += 1
            row[2].append(error)

    def show(self):
        print(f'{self.name}: {self.false / max(1, self.pictures):.2f} false a picture over {self.pictures} pictures')
        for low, high, (n, hit, errors) in zip(self.bounds, self.bounds[1:], self.rows):
            if n:
                error = f'{np.median(errors):.3f}' if errors else '-'
                print(f'  {low:>3}-{high if high < 9999 else "":<4} px  {hit:>4} of {n:<4} = {hit / n:.3f}  centre {error} sizes')
        total, hit = sum(r[0] for r in self.rows), sum(r[1] for r in self.rows)
        print(f'  all        {hit:>4} of {total:<4} = {hit / max(1, total):.3f}')


def score_balls(table, found, truth):
    """`truth`: rows x, y, diameter, counts. A match lies within half a diameter and is between half and twice as large."""
    table.pictures += 1
    left = list(found)
    for x, y, d, counts in sorted(truth, key=lambda t: -t[2]):
        near = [b for b in left if np.hypot(b[0] - x, b[1] - y) < 0.5 * d and 0.5 < b[2] / d < 2]
        best = min(near, key=lambda b: np.hypot(b[0] - x, b[1] - y), default=None)
        if best is not None:
            left.remove(best)
        if counts:
            table.add(d, None if best is None else np.hypot(best[0] - x, best[1] - y) / d)
    table.false += len(left)


def _overlap(a, b):
    w, h = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    both = max(0, w) * max(0, h)
    area = lambda r: (r[2] - r[0]) * (r[3] - r[1])
    return both / (area(a) + area(b) - both + 1e-9)


def hoop_box(hoop):
    x, y, w, h, net, _ = hoop
    return x - w / 2, y - h / 2, x + w / 2, y + max(net, h / 2)


def score_hoops(table, found, boxes, overlap):
    """`boxes`: left, top, right, bottom of ring and net."""
    table.pictures += 1
    left = [hoop_box(h) for h in found]
    for box in boxes:
        best = max(left, key=lambda b: _overlap(b, box), default=None)
        hit = best is not None and _overlap(best, box) >= overlap
        if hit:
            left.remove(best)
        error = np.hypot(best[0] + best[2] - box[0] - box[2], best[1] - box[1]) / 2 / (box[2] - box[0]) if hit else None
        table.add(box[2] - box[0], error)
    table.false += len(left)


def labelled(folder):
    """(picture, balls, hoop boxes) of a YOLO data set whose rows may be polygons."""
    for path in sorted(Path(folder).glob('*/images/*.jpg')):
        image = cv2.imread(str(path))[..., ::-1]
        height, width = image.shape[:2]
        balls, hoops = [], []
        for line in (path.parents[1] / 'labels' / f'{path.stem}.txt').read_text().splitlines():
            kind, *numbers = map(float, line.split())
            if len(numbers) == 4:
                x, y, w, h = numbers
                box = x - w / 2, y - h / 2, x + w / 2, y + h / 2
            else:
                box = min(numbers[0::2]), min(numbers[1::2]), max(numbers[0::2]), max(numbers[1::2])
            box = box[0] * width, box[1] * height, box[2] * width, box[3] * height
            if kind == 1:
                hoops.append(box)
            else:
                w, h = box[2] - box[0], box[3] - box[1]
                balls.append(((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, np.sqrt(w * h), True))
        yield path, image, balls, hoops


def on_labelled(session, folder, threshold):
    tables = [Table('balls', DIAMETERS), Table('hoops, overlap 0.3', (0, 48, 96, 192, 10_000)), Table('hoops, overlap 0.5', (0, 48, 96, 192, 10_000))]
    for _, image, balls, hoops in labelled(folder):
        found_balls, found_hoops = everything(session, image, STEPS, threshold)
        score_balls(tables[0], found_balls, balls)
        score_hoops(tables[1], found_hoops, hoops, 0.3)
        score_hoops(tables[2], found_hoops, hoops, 0.5)
    for table in tables:
        table.show()


def on_rendered(session, data, threshold):
    balls, hoops = Table('rendered balls', DIAMETERS), Table('rendered rings', (0, 24, 48, 10_000))
    for image, ball_rows, hoop_rows in zip(*data):
        found_balls, found_hoops = everything(session, image, (1,), threshold)
        score_balls(balls, found_balls, [row for row in ball_rows if not np.isnan(row[0])])
        rings = [row for row in hoop_rows if not np.isnan(row[0])]
        score_balls(hoops, found_hoops, [(r[0], r[1], r[2], r[5]) for r in rings])
    balls.show()
    hoops.show()


if __name__ == '__main__':
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('model', type=Path)
    parser.add_argument('--labelled', type=Path, help='folder of */images and */labels')
    parser.add_argument('--rendered', type=Path, nargs='*', help='shards')
    parser.add_argument('--threshold', type=float, default=0.3)
    options = parser.parse_args()
    session = open_session(options.model)
    if options.rendered:
        from dataset import load

        on_rendered(session, load(options.rendered), options.threshold)
    if options.labelled:
        on_labelled(session, options.labelled, options.threshold)
