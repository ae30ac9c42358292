"""What a graph was made by, and what an article was read from: decides what is done again."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache

from graph_builder import __version__, ontology
from graph_builder.model import Article, Dossier, to_json
from graph_builder.resolution import FORMAT

_CODE = (".py", ".pyc")
_CHECKS = ("shapes.ttl",)
_SHAPE = ("chancery.ttl",)


def ontology_version() -> str:
    """Twelve hex digits that change with any file of the ontology that a graph is made from."""
    return _digest_of_files(_CHECKS)


def lexical_version() -> str:
    """The same for the files that articles are read with: all but the vocabulary."""
    return _digest_of_files((*_CHECKS, *_SHAPE))


@cache
def _digest_of_files(left_out: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    files = [file for file in ontology.path("").iterdir() if file.is_file()]
    for file in sorted(files, key=lambda file: file.name):
        if file.name not in left_out and not file.name.endswith(_CODE):
            digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def merge_versions() -> Mapping[str, str]:
    """What decides how dossiers become a graph; another value means: rebuild from the dossiers."""
    return {"chancery": __version__, "ontology": ontology_version(), "state": FORMAT}


def reading_versions() -> Mapping[str, str]:
    """What decides how an article becomes a dossier; imports the reader."""
    from graph_builder import extraction, reading  # noqa: PLC0415

    return {
        "reader": reading.VERSION,
        "extraction": extraction.VERSION,
        "ontology": lexical_version(),
    }


def fingerprint(article: Article, versions: Mapping[str, str]) -> str:
    """32 hex digits that change when the article or what reads it does."""
    known = [article.url, article.title, article.publisher, article.published, article.language]
    basis = json.dumps([known, article.text, sorted(versions.items())], ensure_ascii=False)
    return hashlib.sha256(basis.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def dossier_fingerprint(dossier: Dossier) -> str:
    """32 hex digits that change when anything in the dossier does."""
    basis = json.dumps(to_json(dossier), ensure_ascii=False)
    return hashlib.sha256(basis.encode("utf-8", "surrogatepass")).hexdigest()[:32]
