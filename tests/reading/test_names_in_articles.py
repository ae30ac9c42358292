"""Persons in real articles: their names whole, and titles apart from them.

The articles and the names that persons have there come from the folder CHANCERY_SHARED.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from graph_builder.reading.names import TITLES
from tests.shared import SHARED

ROOT = Path(__file__).parents[2]
GOLD = SHARED / "gold"
pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason=f"no articles in {GOLD}")


def articles() -> Iterator[tuple[str, Path, list[str]]]:
    """Name, text and full names of persons: the seeds, and the articles meant for development."""
    if not GOLD.is_dir():
        return
    chosen = set(json.loads((GOLD / "split.json").read_text("utf-8"))["develop"])
    for file, folder in (("seed_gold.jsonl", ROOT / "seeds"), ("gold.jsonl", GOLD / "articles")):
        for line in (GOLD / file).read_text("utf-8").splitlines():
            record = json.loads(line)
            text = folder / record.get("source", f"{record['id']}.txt")
            if (folder.name == "seeds" or record["id"] in chosen) and text.exists():
                persons = [a for a in record["actors"] if a["type"] == "person"]
                yield record["id"], text, [n for p in persons for n in p["aliases"] if is_full(n)]


def is_full(name: str) -> bool:
    """Several capitalised words, none of them a title."""
    words = name.split()
    named = all(w[0].isupper() and w.lower() not in TITLES for w in words)
    return len(words) > 1 and named and not any(w.endswith(("'s", "’s")) for w in words)


def pieces(doc: Doc, name: str) -> Iterator[str]:
    """Persons of a Doc that hold a part of an occurrence of the name, but not all of it."""
    for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", doc.text):
        for entity in doc.ents:
            overlaps = entity.start_char < found.end() and found.start() < entity.end_char
            whole = entity.start_char <= found.start() and found.end() <= entity.end_char
            if entity.label_ == "PERSON" and overlaps and not whole:
                yield f"{entity.text!r} of {name!r}"


CASES = list(articles())


@pytest.mark.parametrize(("text", "names"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_persons_are_whole_and_without_titles(nlp: Language, text: Path, names: list[str]) -> None:
    doc = nlp(text.read_text("utf-8"))
    cut = [piece for name in names for piece in pieces(doc, name)]
    titled = [e.text for e in doc.ents if e.label_ == "PERSON" and e[0].lower_ in TITLES]
    hyphened = [e.text for e in doc.ents if e.text.endswith("-") or e.text.startswith("-")]
    assert not cut + titled + hyphened
