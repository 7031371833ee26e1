"""Truth as maps, and how far a prediction is from them."""

import torch
import torch.nn.functional as F

from network import STRIDE

POSITIVE = 0.4
"""Cells with at least this much heat say where the thing is and how large."""


def _heat(x, y, sigma, counts, reach, height, width):
    """
    Heat (n, h, w) of points given in px, what to ignore, and for each cell the row that rules it.
    x, y, sigma (cells), counts (bool), reach (cells): (n, k); NaN rows are absent.
    """
    device = x.device
    cy = torch.arange(height, device=device).view(1, 1, -1, 1)
    cx = torch.arange(width, device=device).view(1, 1, 1, -1)
    px, py = (x + 0.5) / STRIDE - 0.5, (y + 0.5) / STRIDE - 0.5
    dx, dy = px[..., None, None] - cx, py[..., None, None] - cy
    square = dx**2 + dy**2
    there = ~torch.isnan(x)
    heat = torch.exp(-square / (2 * sigma[..., None, None] ** 2))
    heat = torch.where((there & counts)[..., None, None], heat, torch.zeros_like(heat))
    ignored = ((square < reach[..., None, None] ** 2) & (there & ~counts)[..., None, None]).any(1)
    best, row = heat.max(1)
    offset = torch.stack([dx.expand_as(square), dy.expand_as(square)], 1).nan_to_num()
    rows = row[:, None, None].expand(-1, 2, 1, -1, -1)
    return best, ignored & (best < POSITIVE), row, offset.gather(2, rows)[:, :, 0]


def _focal(logit, heat, ignored):
    """Penalty-reduced focal loss of Zhou et al., Objects as Points (2019), summed, per thing there."""
    top = F.max_pool2d(heat[:, None], 3, 1, 1)[:, 0]
    positive = (heat >= top) & (heat > 0.6)
    p = torch.sigmoid(logit)
    log_p, log_q = F.logsigmoid(logit), F.logsigmoid(-logit)
    gain = torch.where(positive, (1 - p) ** 2 * log_p, (1 - heat) ** 4 * p**2 * log_q)
    return -(gain * ~ignored).sum() / positive.sum().clamp(min=1)


def loss(output, balls, hoops):
    """Mean loss of a batch and its parts, from maps (n, 10, h, w), balls (n, k, 4) and hoops (n, k, 6)."""
    height, width = output.shape[2:]
    bx, by, d, b_counts = balls.unbind(-1)
    ball, ball_ignored, row, offset = _heat(bx, by, (0.03 * d).clamp(min=0.65), b_counts > 0.5, 0.2 * d, height, width)
    size = torch.log2(d.nan_to_num(16) / 16).gather(1, row.flatten(1)).view_as(ball)
    on = ball * (ball > POSITIVE)
    total = on.sum().clamp(min=1)
    ball_heat = _focal(output[:, 0], ball, ball_ignored)
    ball_place = (F.smooth_l1_loss(output[:, 1:3], offset, reduction='none', beta=0.1).sum(1) * on).sum() / total
    ball_size = (F.smooth_l1_loss(output[:, 3], size, reduction='none', beta=0.1) * on).sum() / total

    hx, hy, w, h, net, h_counts = hoops.unbind(-1)
    hoop, hoop_ignored, row, offset = _heat(hx, hy, (0.02 * w).clamp(min=0.65), h_counts > 0.5, 0.15 * w, height, width)
    shape = torch.stack([torch.log2(w / 32), h / w, net / w], 1).nan_to_num()
    shape = shape.gather(2, row.flatten(1)[:, None].expand(-1, 3, -1)).view(-1, 3, height, width)
    on = hoop * (hoop > POSITIVE)
    total = on.sum().clamp(min=1)
    hoop_heat = _focal(output[:, 4], hoop, hoop_ignored)
    hoop_place = (F.smooth_l1_loss(output[:, 5:7], offset, reduction='none', beta=0.1).sum(1) * on).sum() / total
    hoop_shape = (F.smooth_l1_loss(output[:, 7:10], shape, reduction='none', beta=0.1).sum(1) * on).sum() / total

    parts = {'ball': ball_heat, 'place': ball_place, 'size': ball_size, 'hoop': hoop_heat, 'ring': hoop_place, 'shape': hoop_shape}
    whole = ball_heat + ball_place + ball_size + 0.5 * (hoop_heat + hoop_place + hoop_shape)
    return whole, {name: float(value.detach()) for name, value in parts.items()}
