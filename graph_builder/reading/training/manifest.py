"""Writes `model.json`, the manifest of a model directory."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

FILES = (
    "words.onnx",
    "relations.onnx",
    "roles.onnx",
    "vocab.txt",
    "lemmas.json",
    "classes.json",
    "senses.json",
    "roles.tsv",
    "arguments.json",
)
_TRAINED_LATER = ("events.npz",)  # on articles with gold, once the networks are there


def write_manifest(out: Path, version: str, labels: Mapping[str, Sequence[str]]) -> None:
    """Write `model.json` for the files that are there."""
    files = [*FILES, *(name for name in _TRAINED_LATER if (out / name).exists())]
    digests = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in files}
    content = {"version": version, "labels": labels, "sha256": digests}
    (out / "model.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
