"""From nothing to the trained file: render, train, mine what fooled it, train on, export, check."""

import argparse
import hashlib
import json
import os
from pathlib import Path

import numpy as np
import torch

from dataset import load, render
from evaluate import on_rendered
from detect import open_session
from export import export
from mine import fooled
from train import BATCH, train

HELD_OUT = 900
"""Shards from this number on are never trained on."""


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--out', type=Path, default=Path(__file__).parents[2] / 'packages/models/trained/ball.onnx')
    parser.add_argument('--work', type=Path, default=Path('/tmp/shotform-training'), help='where shards are kept between runs')
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--shards', type=int, default=60, help='of 999 pictures')
    parser.add_argument('--steps', type=int, default=30_000)
    parser.add_argument('--batch', type=int, default=BATCH, help='pictures a step')
    parser.add_argument('--workers', type=int, default=os.cpu_count())
    parser.add_argument('--device', default='cuda' if torch.cuda.is_available() else 'cpu')
    options = parser.parse_args()
    print(f'rendering {options.shards} shards with {options.workers} processes')
    data = load(render(options.work, options.seed, options.shards, options.workers))
    empty = load(render(options.work, options.seed, max(1, options.shards // 6), options.workers, empty=True))
    first = options.steps * 2 // 3
    kept = [options.work / f'{part}-{options.seed}-{options.steps}-{options.batch}.pt' for part in ('first', 'second')]
    network = train(data, options.seed, options.device, first, batch=options.batch, keep=kept[0])
    weights = fooled(network, empty, options.device)
    data = tuple(np.concatenate(pair) for pair in zip(data, empty))
    weights = np.concatenate([np.ones(len(data[0]) - len(weights)), weights])
    network = train(
        data, options.seed + 1, options.device, options.steps - first, start=network, rate=1.5e-3, weights=weights,
        batch=options.batch, keep=kept[1],
    )  # fmt: skip
    for path in kept:
        path.unlink(missing_ok=True)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    export(network, options.out)
    describe(options)
    on_rendered(open_session(options.out), load(render(options.work, options.seed, 1, 1, first=HELD_OUT)), 0.3)


def describe(options):
    """Notes beside the file what it is and how it was made."""
    content = options.out.read_bytes()
    facts = {
        'name': 'shotform-ball',
        'sha256': hashlib.sha256(content).hexdigest(),
        'bytes': len(content),
        'seed': options.seed,
        'pictures': options.shards * 999,
        'steps': options.steps,
        'batch': options.batch,
        'torch': torch.__version__,
    }
    options.out.with_suffix('.json').write_text(json.dumps(facts, indent=2) + '\n')


if __name__ == '__main__':
    main()
