"""Linking actors to Wikidata by labels from a local file; nothing is ever fetched.

The file is CSV with a header that has `qid` and `label` (and perhaps `type`: person or
organization), or N-Triples with `rdfs:label`, `skos:prefLabel` or `skos:altLabel` of Wikidata
entities, as cut from a dump. Gzipped files are read too.
"""

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from graph_builder.errors import InputError
from graph_builder.merged import MergedActor
from graph_builder.resolution.ledger import Judgement
from graph_builder.resolution.names import full_key, normal
from graph_builder.resolution.state import State

_TRIPLE = re.compile(
    r"<https?://www\.wikidata\.org/entity/(Q\d+)>\s+"
    r"<http://www\.w3\.org/(?:2000/01/rdf-schema#label|2004/02/skos/core#(?:pref|alt)Label)>\s+"
    r'"((?:[^"\\]|\\.)*)"(?:@en(?:-[a-z]+)?)?\s*\.'
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
RULE = "rule:wikidata-labels"


def labels(path: Path) -> Iterator[tuple[str, str, str | None]]:
    """(QID, label, type or None) of every usable line of the file.

    Raises `InputError` when it can't be read or has no such columns.
    """
    try:
        with path.open("rb") as raw:
            zipped = raw.read(2) == b"\x1f\x8b"
        with (
            gzip.open(path, "rt", encoding="utf-8")
            if zipped
            else path.open(encoding="utf-8") as text
        ):
            yield from _lines(path, text)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} can't be read as labels: {error}") from error


def _lines(path: Path, text: Iterable[str]) -> Iterator[tuple[str, str, str | None]]:
    if ".nt" in path.suffixes:
        for line in text:
            found = _TRIPLE.match(line)
            if found:
                yield found.group(1), _unescaped(found.group(2)), None
        return
    rows = csv.DictReader(text)
    if not {"qid", "label"} <= set(rows.fieldnames or ()):
        raise InputError(f"{path} has no columns qid and label; name them in its first line")
    for row in rows:
        if row["qid"] and row["label"]:
            yield row["qid"], row["label"], row.get("type") or None


def _unescaped(text: str) -> str:
    def plain(match: re.Match[str]) -> str:
        code = match.group(1) or match.group(2)
        known = {"n": "\n", "t": "\t", "r": "\r"}
        return chr(int(code, 16)) if code else known.get(match.group(3), match.group(3))

    return _ESCAPE.sub(plain, text)


def link_labels(state: State, path: Path) -> tuple[Judgement, ...]:
    """Judgements by rule that give actors the QID of the one entity with their label.

    Only persons with a full name and organizations are linked, only where a single entity of the
    file has the name, and only where nothing is linked yet. Append them to the ledger to make them
    count; people can correct any of them.
    """
    wanted: dict[str, list[MergedActor]] = defaultdict(list)
    for actor in state.things("actor"):
        if isinstance(actor, MergedActor) and actor.type in ("person", "organization"):
            key = _key(actor.name, actor.type)
            if actor.wikidata is None and key.count(" ") > 1:
                wanted[key].append(actor)
    found: dict[str, set[str]] = defaultdict(set)
    for qid, label, type_ in labels(path):
        for kind in (type_,) if type_ else ("person", "organization"):
            key = _key(label, kind)
            if key in wanted:
                found[key].add(qid)
    made = []
    for key, qids in sorted(found.items()):
        if len(qids) != 1 or len(wanted[key]) != 1:
            continue
        anchor = min(filter(None, (state.anchor(ref) for ref in wanted[key][0].members)))
        reason = f"the only entity of {path.name} with this name"
        made.append(Judgement("correct", anchor, None, "wikidata", min(qids), RULE, reason, 0.9))
    return tuple(made)


def _key(name: str, kind: str) -> str:
    return f"person {full_key(name)}" if kind == "person" else f"other {normal(name)}"
