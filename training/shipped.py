"""Read the weights back out of a shipped 8-bit graph, so that a training may go on from them."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.example import TAGS
from training.losses import Inventory
from training.network import Reader

_PREFIX = "reader."


def load_shipped(reader: Reader, inventory: Inventory, package: Path) -> None:
    """Fill ``reader`` from ``reader.onnx`` in ``package``; what that graph does not have keeps its first values.

    Raises ValueError if the graph's labels are not those of ``inventory``, or its matrices not those of the network.
    """
    labels = json.loads((package / "labels.json").read_text(encoding="utf-8"))
    for name, values in dataclasses.asdict(inventory).items():
        if labels[name] != values:
            raise ValueError(f"{package / 'labels.json'}: other {name} than the data has; train from the beginning")
    held = reader.state_dict()
    found: dict[str, Tensor] = {}
    for graph in sorted(package.glob("*.onnx")):  # en-2 had one graph, with the labels in it
        found |= _by_name(onnx.load(str(graph)).graph)
    for name, value in found.items():
        if name in ("tag.weight", "tag.bias"):
            value = value[: len(TAGS)]  # en-1 marked times too, last
        elif name == "names.0.weight" and value.shape[1] < held[name].shape[1]:
            # Before names saw both layer mixes, they saw the second one only.
            value = torch.cat([torch.zeros_like(value), value], dim=1)
        if held[name].shape != value.shape:
            raise ValueError(f"{name} is {tuple(value.shape)} in {package}, not {tuple(held[name].shape)}")
        held[name] = value
    reader.load_state_dict(held)
    print(f"{len(found)} of {len(held)} weights come from {package}", flush=True)


def _by_name(graph: onnx.GraphProto) -> dict[str, Tensor]:
    """Weights by the network's own names, back in floating point. A matrix is named by the node that multiplies with it."""
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found = {
        name.removeprefix(_PREFIX): torch.tensor(array)
        for name, array in arrays.items()
        if name.startswith(_PREFIX) and not name.endswith(("_quantized", "_scale", "_zero_point"))
    }
    for node in graph.node:
        stem = next((i.removesuffix("_quantized") for i in node.input if i.endswith("_quantized") and i in arrays), "")
        if stem and node.op_type == "Gather":
            found[stem.removeprefix(_PREFIX)] = torch.tensor(_exact(arrays, stem))
        elif stem and node.op_type == "MatMulInteger":
            module = node.name.rpartition("/")[0].split("/")[1:]
            # "/names/names.0/MatMul": a sequence repeats its own name.
            path = [p for i, p in enumerate(module) if i + 1 == len(module) or not module[i + 1].startswith(f"{p}.")]
            found[f"{'.'.join(path)}.weight"] = torch.tensor(_exact(arrays, stem).T.copy())
    return found | _layer_mixes(graph)


def _exact(arrays: dict[str, npt.NDArray[np.generic]], stem: str) -> npt.NDArray[np.float32]:
    quantized, zero = (arrays[f"{stem}_{part}"].astype(np.float32) for part in ("quantized", "zero_point"))
    return (quantized - zero) * arrays[f"{stem}_scale"].astype(np.float32)


def _layer_mixes(graph: onnx.GraphProto) -> dict[str, Tensor]:
    """The shares of the layers were computed when the graph was written: their logarithms give the same shares."""
    constants = {n.output[0]: numpy_helper.to_array(n.attribute[0].t) for n in graph.node if n.op_type == "Constant"}
    constants |= {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    mixes = {}
    for node in graph.node:
        if node.op_type == "Split" and node.name in ("/syntax/Split", "/meaning/Split"):
            mixes[f"{node.name.split('/')[1]}.weights"] = torch.tensor(constants[node.input[0]]).log()
    return mixes
