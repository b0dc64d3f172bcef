"""The encoder in PyTorch, for training and for writing it down as ONNX; at run time only the ONNX file is used."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

LAYERS = 6
_EPSILON = 1e-12


class _Layer(nn.Module):
    """Attention and feed-forward of BERT, normalized afterwards."""

    def __init__(self, weights: dict[str, np.ndarray], number: int, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads

        def linear(*names: str) -> nn.Linear:
            bias = np.concatenate([weights[f"l{number}.{name}.b"] for name in names])
            matrix = np.concatenate([weights[f"l{number}.{name}.w"] for name in names]).reshape(len(bias), -1)
            return _filled(nn.Linear(matrix.shape[1], len(bias)), matrix, bias)

        def norm(name: str) -> nn.LayerNorm:
            w, b = (weights[f"l{number}.{name}.{part}"] for part in "wb")
            return _filled(nn.LayerNorm(width, _EPSILON), w, b)

        self.attention, self.output = linear("q", "k", "v"), linear("ao")
        self.inner, self.outer = linear("fi"), linear("fo")
        self.first, self.second = norm("aln"), norm("oln")

    def forward(self, x: torch.Tensor, mask: torch.Tensor, dropout: float) -> torch.Tensor:
        batch, length, width = x.shape
        split = self.attention(x).view(batch, length, 3, self.heads, width // self.heads)
        query, key, value = split.permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        mixed = self.output(mixed.transpose(1, 2).reshape(batch, length, width))
        x = self.first(x + functional.dropout(mixed, dropout, self.training))
        inner = self.outer(functional.gelu(self.inner(x)))
        return self.second(x + functional.dropout(inner, dropout, self.training))


class Encoder(nn.Module):
    """Word pieces → one vector a text: the mean over its pieces."""

    def __init__(self, base: Path) -> None:
        """The first ``LAYERS`` layers of the encoder that ``basis.py`` wrote."""
        super().__init__()
        with np.load(base) as arrays:
            weights = dict(arrays)
        self.width, _, heads, *_ = weights["sizes"].tolist()
        words = torch.tensor(weights["emb.word"].reshape(-1, self.width))
        self.words = nn.Embedding.from_pretrained(words, freeze=True)
        places = weights["emb.pos"].reshape(-1, self.width) + weights["emb.type"][: self.width]
        self.places = nn.Parameter(torch.tensor(places[:256]))
        self.norm = _filled(nn.LayerNorm(self.width, _EPSILON), weights["emb.ln.w"], weights["emb.ln.b"])
        self.layers = nn.ModuleList(_Layer(weights, i, self.width, heads) for i in range(LAYERS))

    def forward(self, pieces: torch.Tensor, there: torch.Tensor, dropout: float = 0.0) -> torch.Tensor:
        """Vectors of shape (texts, width).

        Args:
            pieces: numbers of shape (texts, pieces), padded at the end.
            there: False where it is padding, the same shape.
            dropout: share of what a layer adds that is left out in training.
        """
        x = self.norm(self.words(pieces) + self.places[: pieces.shape[1]])
        for layer in self.layers:
            x = layer(x, there[:, None, None, :], dropout)
        weight = there[..., None].to(x.dtype)
        return (x * weight).sum(1) / weight.sum(1)


def _filled(module: Any, weight: np.ndarray, bias: np.ndarray) -> Any:
    module.weight.data, module.bias.data = torch.tensor(weight), torch.tensor(bias)
    return module
