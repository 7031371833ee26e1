"""The network: a small U-shaped stack of convolutions that maps a picture to a grid of one cell per 4 x 4 px."""

import torch
from torch import nn

STRIDE = 4
CHANNELS = 10
"""
Per cell: 0 ball (logit), 1-2 its centre less the cell's, in cells, 3 log2(diameter / 16 px); 4 hoop (logit),
5-6 the ring's centre, 7 log2(ring's width / 32 px), 8 ring's height / width, 9 net's depth below the ring's centre / width.
"""
WIDTHS = (16, 32, 48, 64)
WIDE = 4
"""Blocks of far context at a sixteenth of the picture, where they cost little."""


def conv(inputs, outputs, kernel=3, stride=1):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)
    )


class Block(nn.Module):
    """Two convolutions and a way around them."""

    def __init__(self, channels):
        super().__init__()
        self.first = conv(channels, channels)
        self.second = nn.Sequential(nn.Conv2d(channels, channels, 3, 1, 1, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x):
        return torch.relu(x + self.second(self.first(x)))


class Wide(nn.Module):
    """Far context at little cost: every channel over 7 x 7 cells, then the channels among each other, and a way around."""

    def __init__(self, channels, inner):
        super().__init__()
        self.look = nn.Sequential(nn.Conv2d(channels, channels, 7, 1, 3, groups=channels, bias=False), nn.BatchNorm2d(channels))
        self.mix = conv(channels, inner, 1)
        self.out = nn.Sequential(nn.Conv2d(inner, channels, 1, bias=False), nn.BatchNorm2d(channels))
        # Nothing at first: a trained network may be given more of these and goes on from what it knows.
        nn.init.zeros_(self.out[1].weight)

    def forward(self, x):
        return x + self.out(self.mix(self.look(x)))


class BallNet(nn.Module):
    """Input (n, 3, h, w), RGB 0-1, h and w multiples of 16; output (n, CHANNELS, h / 4, w / 4)."""

    def __init__(self, widths=WIDTHS):
        super().__init__()
        a, b, c, d = widths
        self.to4 = nn.Sequential(conv(3, a, 3, 2), conv(a, b, 3, 2), conv(b, b))
        self.to8 = nn.Sequential(conv(b, c, 3, 2), Block(c))
        self.to16 = nn.Sequential(conv(c, d, 3, 2), Block(d), Block(d))
        self.wide16 = nn.Sequential(*(Wide(d, 4 * d) for _ in range(WIDE)))
        self.up8, self.at8 = conv(d, c, 1), conv(c, c)
        self.wide8 = Wide(c, 2 * c)
        self.up4, self.at4 = conv(c, b, 1), conv(b, b)
        self.head = nn.Sequential(conv(b, b, 1), nn.Conv2d(b, CHANNELS, 1))
        self.twice = nn.Upsample(scale_factor=2, mode='nearest')
        for layer in self.modules():
            if isinstance(layer, nn.Conv2d):
                nn.init.kaiming_normal_(layer.weight, nonlinearity='relu')
        nn.init.normal_(self.head[-1].weight, std=0.01)
        nn.init.zeros_(self.head[-1].bias)
        # Few cells hold anything: begin there.
        with torch.no_grad():
            self.head[-1].bias[0] = self.head[-1].bias[4] = -4.0

    def forward(self, image):
        fine = self.to4(image - 0.5)
        middle = self.to8(fine)
        coarse = self.wide16(self.to16(middle))
        middle = self.wide8(self.at8(middle + self.twice(self.up8(coarse))))
        fine = self.at4(fine + self.twice(self.up4(middle)))
        return self.head(fine)
