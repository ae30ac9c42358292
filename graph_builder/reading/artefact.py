"""The files of the reading model: found, checked, opened.

A model directory holds `model.json` (version, labels, and the sha256 of every other file), the
networks `words.onnx`, `relations.onnx` and `roles.onnx`, and the tables that go with them.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph_builder.errors import ArtefactError

DEFAULT_DIRECTORY = Path(__file__).with_name("model")

_LABELS = frozenset({"upos", "xpos", "feats", "rel", "ner", "roles", "senses"})

MEND = "install Chancery again, or point to a complete model directory"


@dataclass(frozen=True, slots=True)
class Artefact:
    """A checked model directory: its version, its label sets, and what its files hold."""

    directory: Path
    version: str
    labels: Mapping[str, Sequence[str]]
    files: Mapping[str, bytes]

    def data(self, name: str) -> bytes:
        """The content of a file of the directory.

        Raises `ArtefactError` if the manifest doesn't name it.
        """
        if name not in self.files:
            raise ArtefactError(f"reading model: {self.directory} lacks {name}; {MEND}")
        return self.files[name]

    def text(self, name: str) -> str:
        """`data` of a text file."""
        return self.data(name).decode("utf-8")


def manifest(directory: Path) -> dict[str, object]:
    """The content of `model.json`; raises `ArtefactError` if it is missing or unreadable."""
    path = directory / "model.json"
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ArtefactError(f"reading model: can't read {path} ({error}); {MEND}") from error
    if not isinstance(content, dict) or not {"version", "labels", "sha256"} <= content.keys():
        raise ArtefactError(f"reading model: {path} lacks version, labels or sha256; {MEND}")
    if not isinstance(content["labels"], dict) or not isinstance(content["sha256"], dict):
        raise ArtefactError(f"reading model: {path} holds no tables labels and sha256; {MEND}")
    missing = sorted(_LABELS.difference(content["labels"]))
    if missing:
        raise ArtefactError(f"reading model: {path} lacks labels of {', '.join(missing)}; {MEND}")
    return content


def open_artefact(directory: Path) -> Artefact:
    """Read and check a model directory.

    Raises `ArtefactError` naming the first file that is missing or differs from its checksum.
    """
    content = manifest(directory)
    files: dict[str, bytes] = {}
    digests = content["sha256"]
    assert isinstance(digests, dict)
    for name, digest in digests.items():
        path = directory / str(name)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ArtefactError(f"reading model: can't read {path} ({error}); {MEND}") from error
        if hashlib.sha256(data).hexdigest() != digest:
            raise ArtefactError(f"reading model: {path} is damaged (sha256 differs); {MEND}")
        files[str(name)] = data
    labels = content["labels"]
    assert isinstance(labels, dict)
    return Artefact(directory, str(content["version"]), labels, files)
