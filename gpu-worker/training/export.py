"""The trained network as one ONNX file (opset 17, float32, any batch, sides multiples of 16)."""

import warnings

import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval


def _fold(module):
    """Batch normalisation into the convolution before it."""
    if isinstance(module, nn.Sequential) and len(module) >= 2 and isinstance(module[0], nn.Conv2d) and isinstance(module[1], nn.BatchNorm2d):
        module[0], module[1] = fuse_conv_bn_eval(module[0], module[1]), nn.Identity()
    for child in module.children():
        _fold(child)


def export(network, path):
    network = network.to('cpu', memory_format=torch.contiguous_format).eval()
    _fold(network)
    axes = {'image': {0: 'n', 2: 'h', 3: 'w'}, 'map': {0: 'n', 2: 'h4', 3: 'w4'}}
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        torch.onnx.export(
            network, torch.zeros(1, 3, 160, 160), str(path), opset_version=17, dynamo=False,
            input_names=['image'], output_names=['map'], dynamic_axes=axes,
        )  # fmt: skip
