"""Runs the exported file over whole pictures at several scales, as packages/vision/src/detector does over windows."""

import numpy as np

from network import STRIDE

SAME = 0.5
COMPANION = 0.35


def open_session(path):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=['CPUExecutionProvider'])


def shrink(image, step):
    """Block means of an RGB uint8 picture, 0-1, padded with its edge to multiples of 16: (3, h, w)."""
    height, width = (-(-side // (16 * step)) * 16 * step for side in image.shape[:2])
    padded = np.pad(image, ((0, height - image.shape[0]), (0, width - image.shape[1]), (0, 0)), mode='edge')
    blocks = padded.reshape(height // step, step, width // step, step, 3).astype(np.float32).mean((1, 3))
    return blocks.transpose(2, 0, 1) / 255


def run(session, image, step):
    return session.run(None, {'image': np.ascontiguousarray(shrink(image, step)[None])})[0][0]


def _sigmoid(x):
    return 1 / (1 + np.exp(-x))


def peaks(heat, threshold):
    """Rows and columns of local maxima of a probability map."""
    padded = np.pad(heat, 1, constant_values=-1)
    height, width = heat.shape
    around = [padded[y : y + height, x : x + width] for y in range(3) for x in range(3)]
    return np.argwhere((heat >= np.max(around, axis=0)) & (heat >= threshold))


def _read(maps, heat, row, column, planes):
    """Means of the centre and of other planes over a peak and its companions."""
    rows = slice(max(0, row - 1), row + 2)
    columns = slice(max(0, column - 1), column + 2)
    weight = heat[rows, columns]
    weight = np.where(weight >= COMPANION * heat[row, column], weight, 0)
    weight = weight / weight.sum()
    y, x = np.mgrid[rows.start : rows.start + weight.shape[0], columns.start : columns.start + weight.shape[1]]
    centre_x = ((x + maps[planes[0], rows, columns]) * weight).sum()
    centre_y = ((y + maps[planes[1], rows, columns]) * weight).sum()
    return [(centre_x + 0.5) * STRIDE - 0.5, (centre_y + 0.5) * STRIDE - 0.5] + [
        float((maps[plane, rows, columns] * weight).sum()) for plane in planes[2:]
    ]


def balls(maps, step, threshold):
    """Rows x, y, diameter (px of the whole picture), probability."""
    heat = _sigmoid(maps[0])
    found = []
    for row, column in peaks(heat, threshold):
        x, y, size = _read(maps, heat, row, column, (1, 2, 3))
        found.append(((x + 0.5) * step - 0.5, (y + 0.5) * step - 0.5, 16 * 2**size * step, float(heat[row, column])))
    return found


def hoops(maps, step, threshold):
    """Rows x, y, ring's width, ring's height, net's depth (px of the whole picture), probability."""
    heat = _sigmoid(maps[4])
    found = []
    for row, column in peaks(heat, threshold):
        x, y, size, height, net = _read(maps, heat, row, column, (5, 6, 7, 8, 9))
        width = 32 * 2**size * step
        place = ((x + 0.5) * step - 0.5, (y + 0.5) * step - 0.5)
        found.append((*place, width, max(0.0, height) * width, max(0.0, net) * width, float(heat[row, column])))
    return found


def distinct(found):
    """Best first, each thing once."""
    kept = []
    for thing in sorted(found, key=lambda t: -t[-1]):
        if all(np.hypot(thing[0] - other[0], thing[1] - other[1]) >= SAME * max(thing[2], other[2]) for other in kept):
            kept.append(thing)
    return kept


def everything(session, image, steps, threshold):
    """Balls and hoops seen at any of the scales."""
    maps = [(run(session, image, step), step) for step in steps]
    return (
        distinct([ball for m, step in maps for ball in balls(m, step, threshold)]),
        distinct([hoop for m, step in maps for hoop in hoops(m, step, threshold)]),
    )
