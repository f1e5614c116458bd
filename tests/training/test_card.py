"""The model card: scores, files with their sums, sources with their licences."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from training.card import write_card


def test_the_card_tells_version_files_scores_and_sources(tmp_path: Path) -> None:
    (tmp_path / "labels.json").write_text(json.dumps({"version": "toy-1"}), encoding="utf-8")
    (tmp_path / "reader.onnx").write_bytes(b"graph")
    card = write_card(tmp_path, {"Toy test": {"UPOS": 97.04, "LAS": 90.96}}).read_text(encoding="utf-8")
    assert card.startswith("# Model card: reader toy-1\n")
    assert hashlib.sha256(b"graph").hexdigest() in card
    assert "- **Toy test**: UPOS 97.0, LAS 91.0\n" in card
    assert "| QANom: Klein et al. (Wikinews part) | MIT; text CC BY |" in card
