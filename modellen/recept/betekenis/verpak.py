"""Write the trained encoder down as ONNX with weights of 8 bits.

Usage: ``python verpak.py MAP modellen/betekenis`` (``MAP`` as ``leren.py`` left it).
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import torch
import typer
from encoder import Encoder
from onnxruntime.quantization import QuantType, quantize_dynamic

from analyse.language.encoder import MODEL, PIECES


def main(folder: Path, out: Path) -> None:
    """Write ``out/encoder.onnx`` and ``out/stukken.model``."""
    encoder = Encoder(folder / "basis.npz").eval()
    encoder.load_state_dict(torch.load(folder / "encoder.pt", weights_only=True))
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
    shutil.copyfile(folder / "stukken.model", out / PIECES)


if __name__ == "__main__":
    typer.run(main)
