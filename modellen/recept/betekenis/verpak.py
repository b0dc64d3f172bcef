"""Write an encoder down as ONNX with weights of 8 bits, as the product reads it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import torch
from encoder import Encoder
from onnxruntime.quantization import QuantType, quantize_dynamic

from analyse.language.encoder import MODEL, PIECES


def write(encoder: Encoder, pieces: Path, out: Path) -> None:
    """Write ``encoder`` (no longer training) to ``out/encoder.onnx``, and its word pieces beside it."""
    out.mkdir(parents=True, exist_ok=True)
    example = (torch.ones((2, 8), dtype=torch.int64), torch.ones((2, 8), dtype=torch.bool))
    axes = {0: "texts", 1: "length"}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        names = {"input_names": ["pieces", "there"], "output_names": ["vectors"]}
        growing = {"pieces": axes, "there": axes, "vectors": {0: "texts"}}
        # the newer exporter (dynamo) does not take the mask of any length
        torch.onnx.export(encoder, example, plain, opset_version=17, dynamic_axes=growing, dynamo=False, **names)
        quantize_dynamic(plain, out / MODEL, weight_type=QuantType.QInt8, per_channel=True)
    shutil.copyfile(pieces, out / PIECES)
