"""Trains the network on rendered shards."""

import copy
import math
import os
import time

import numpy as np
import torch

from network import BallNet
from targets import loss

CROP = 128
BATCH = 32
KEEP_SECONDS = 600
"""What was learnt is written down this often."""


class Loader:
    """Batches of shifted, mirrored and recoloured crops, in a seeded order."""

    def __init__(self, data, seed, device, weights=None, size=BATCH):
        self.images, self.balls, self.hoops = data
        self.rng = np.random.default_rng(seed)
        self.device, self.size = device, size
        self.weights = None if weights is None else weights / weights.sum()

    def batch(self):
        rng, n, size = self.rng, len(self.images), self.size
        rows = rng.choice(n, size, p=self.weights)
        spare = self.images.shape[1] - CROP
        crops = np.empty((size, CROP, CROP, 3), np.uint8)
        balls, hoops = _used(self.balls[rows]), _used(self.hoops[rows])
        for k, row in enumerate(rows):
            x, y = rng.integers(0, spare + 1, 2)
            crop = self.images[row, y : y + CROP, x : x + CROP]
            balls[k, :, :2] -= (x, y)
            hoops[k, :, :2] -= (x, y)
            if rng.uniform() < 0.5:
                crop = crop[:, ::-1]
                balls[k, :, 0] = CROP - 1 - balls[k, :, 0]
                hoops[k, :, 0] = CROP - 1 - hoops[k, :, 0]
            crops[k] = crop
        for rows_of in (balls, hoops):
            outside = (np.abs(rows_of[..., :2] - (CROP - 1) / 2) > CROP / 2).any(-1)
            rows_of[outside] = np.nan
        image = torch.from_numpy(crops).to(self.device).permute(0, 3, 1, 2).float() / 255
        return self._recolour(image), torch.from_numpy(balls).to(self.device), torch.from_numpy(hoops).to(self.device)

    def _recolour(self, image):
        draw = lambda low, high, *shape: torch.from_numpy(self.rng.uniform(low, high, (self.size, *shape, 1, 1)).astype(np.float32)).to(self.device)
        return ((image - 0.5) * draw(0.8, 1.2, 1) * draw(0.95, 1.05, 3) + 0.5 + draw(-0.08, 0.08, 1)).clamp(0, 1)


def _used(rows):
    """Things of a batch without the places that are empty in all its pictures."""
    return rows[:, : max(1, int((~np.isnan(rows[..., 0])).sum(1).max()))].copy()


def train(data, seed, device, steps, start=None, rate=3e-3, weights=None, batch=BATCH, until=None, keep=None, report=print):
    """
    Trains for `steps` batches, or until `until` (time.time()) when that is sooner: the learning rate then falls with
    the time. What is learnt so far is kept in the file `keep` and taken from there by a run that follows one that was
    broken off. Returns the network with averaged weights.
    """
    torch.manual_seed(seed)
    network = BallNet().to(device)
    if start is not None:
        network.load_state_dict(start.state_dict())
    network = network.to(memory_format=torch.channels_last)
    average = copy.deepcopy(network).eval()
    optimiser = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=1e-3)
    learner = {'network': network, 'average': average, 'optimiser': optimiser}
    first = _resume(learner, keep)
    # A run that goes on sees other pictures than it began with.
    loader = Loader(data, seed + 1000 * first, device, weights, batch)
    began, kept, sums = time.time(), time.time(), {}
    for step in range(first, steps):
        done = step / steps
        if until is not None:
            done = max(done, (time.time() - began) / (until - began))
        if done >= 1:
            break
        warm = min(1, (step + 1) / 100)
        for group in optimiser.param_groups:
            group['lr'] = rate * warm * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * done)))
        network.train()
        image, balls, hoops = loader.batch()
        with torch.autocast(device, torch.bfloat16, enabled=device == 'cuda'):
            output = network(image.contiguous(memory_format=torch.channels_last))
        whole, parts = loss(output.float(), balls, hoops)
        optimiser.zero_grad(set_to_none=True)
        whole.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5)
        optimiser.step()
        _blend(average, network, min(0.998, step / (step + 20)))
        for name, value in parts.items():
            sums[name] = sums.get(name, 0) + value
        if (step + 1) % 100 == 0:
            text = ' '.join(f'{name} {value / 100:.3f}' for name, value in sums.items())
            report(f'step {step + 1} {done:.0%} {text} ({(time.time() - began) / (step + 1 - first) * 1000:.0f} ms/step)')
            sums = {}
        if keep is not None and time.time() - kept > KEEP_SECONDS:
            _keep(learner, step + 1, keep)
            kept = time.time()
    return average


def _keep(learner, step, path):
    part = f'{path}.part'
    torch.save({'step': step, **{name: thing.state_dict() for name, thing in learner.items()}}, part)
    os.replace(part, path)


def _resume(learner, path):
    """The step to go on from."""
    if path is None or not os.path.exists(path):
        return 0
    state = torch.load(path, weights_only=True)
    for name, thing in learner.items():
        thing.load_state_dict(state[name])
    return state['step']


@torch.no_grad()
def _blend(average, network, keep):
    new = network.state_dict()
    for name, value in average.state_dict().items():
        if value.is_floating_point():
            value.lerp_(new[name].to(value.dtype), 1 - keep)
        else:
            value.copy_(new[name])
