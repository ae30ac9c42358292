"""PropBank's frame files: example sentences, and the lexicon of rolesets."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

from graph_builder.reading.training.convert.repositories import Repository

_TRACE = re.compile(r"\*.+|0")
_MARKS = {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"', "/.": ".", "/?": "?", "/,": ","}
_FEWEST_WORDS = 3

Span = tuple[str, int, int]


def frames(repository: Repository) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Example sentences, and the lexicon: `lex` (alias → [[roleset, part of speech]]), `names` and
    `roles` of rolesets.
    """
    examples: list[dict[str, Any]] = []
    lexicon: dict[str, Any] = {"lex": {}, "names": {}, "roles": {}}
    paths = repository.names("frames", ".xml")
    for text in repository.texts(paths).values():
        try:
            tree = ET.fromstring(text)
        except ET.ParseError:
            continue  # a few files are not well formed
        for roleset in tree.iter("roleset"):
            name = roleset.get("id", "")
            lexicon["names"][name] = roleset.get("name")
            roles = {role.get("n"): role.get("descr") for role in roleset.iter("role")}
            lexicon["roles"][name] = roles
            for alias in roleset.iter("alias"):
                lexicon["lex"].setdefault(alias.text, []).append([name, alias.get("pos")])
            examples += (
                {
                    "id": f"frames-{name}-{k}",
                    "doc": f"frames/{name}",
                    "tok": words,
                    "head": None,
                    "preds": [{"i": i, "sense": name, "args": args}],
                }
                for k, example in enumerate(roleset.findall("example"))
                for words, i, args in _example(example)
            )
    return examples, lexicon


def _example(example: ET.Element) -> Iterator[tuple[list[str], int, list[list[Any]]]]:
    """Words, predicate and arguments (end inclusive, head unknown) of a usable example."""
    text, annotation = example.findtext("text"), example.find("propbank")
    if not text or annotation is None:
        return
    words = text.split()
    predicate = [
        int(n)
        for rel in annotation.findall("rel")
        for n in re.split(r"[ ,]+", (rel.get("relloc") or "").strip())
        if n.isdigit()
    ]
    spans = [
        (arg.get("type", ""), _number(arg.get("start")), _number(arg.get("end")))
        for arg in annotation.findall("arg")
    ]
    if not predicate or max(predicate) >= len(words):
        return
    if any(not 0 <= start <= end < len(words) for _, start, end in spans):
        return
    kept = [k for k, word in enumerate(words) if not _TRACE.fullmatch(word)]
    places = {k: i for i, k in enumerate(kept)}
    moved = [
        (role, positions[0], positions[-1])
        for role, start, end in spans
        if (positions := [places[k] for k in range(start, end + 1) if k in places])
    ]
    heads = [places[k] for k in predicate if k in places]
    if not heads or len(kept) < _FEWEST_WORDS or _overlap(moved, heads[0]):
        return
    clean = [_MARKS.get(words[k], words[k]).lstrip("/") or words[k] for k in kept]
    yield clean, heads[0], [[role, start, end, -1] for role, start, end in moved]


def _number(text: str | None) -> int:
    return int(text) if text and text.lstrip("-").isdigit() else -1


def _overlap(spans: list[Span], predicate: int) -> bool:
    taken = [predicate] + [k for _, start, end in spans for k in range(start, end + 1)]
    return len(taken) != len(set(taken))
