"""Gold and predictions as they are written: JSON Lines, an article a line.

::

    {"id", "published", "text",
     "actors":     [{"id", "name", "type", "aliases": [name …]}],
     "events":     [{"type", "participants": [{"actor", "role"} …], "place", "date", "status"}],
     "statements": [{"speaker", "kind", "quote", "topics": [label …]}],
     "offices":    [{"person", "office", "org"}]}

Dossiers have these fields and more. A part may be missing; of what stands in it, `_NEEDED` says
which fields must be there.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graph_builder.errors import InputError

Record = Mapping[str, Any]

PARTS = ("actors", "events", "statements", "offices")
_NEEDED = {
    "actors": ("name",),
    "events": ("type",),
    "statements": ("speaker", "kind", "quote"),
    "offices": ("person", "office"),
}


def read_records(path: Path) -> list[dict[str, Any]]:
    """Gold or predictions, a record an article.

    Raises `InputError` naming the line, and what is wrong in it.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {why_unreadable(error)}; give a JSON Lines file") from error
    # Not splitlines: a text may hold U+2028 and other line ends that JSON lets stand.
    lines = ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())
    records: dict[str, dict[str, Any]] = {}
    for number, line in lines:
        where = f"{path}, line {number}"
        record = _record(line, where)
        if record["id"] in records:
            raise InputError(f"{where} has the id {record['id']!r} again; leave one of the two")
        records[record["id"]] = record
    return list(records.values())


def why_unreadable(error: OSError | UnicodeDecodeError) -> str:
    """The reason in a few words."""
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8"
    return (error.strerror or "can't be read").lower()


def _record(line: str, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise InputError(f"{where} is not JSON: {error}") from error
    if not isinstance(record, dict) or not isinstance(record.get("id"), str):
        raise InputError(f'{where} has no article id; give an object with "id", "actors" …')
    for problem in _problems(record):
        raise InputError(f"{where}: {problem}; write it as a dossier has it")
    return record


def _problems(record: Record) -> Iterator[str]:
    if not isinstance(record.get("text", ""), str | None):
        yield "text is no text"
    for part in PARTS:
        items = record.get(part) or []
        if not isinstance(items, list):
            yield f"{part} is no list"
            continue
        for i, item in enumerate(items):
            if not isinstance(item, dict):
                yield f"{part}[{i}] is no object"
                continue
            for field in _NEEDED[part]:
                if not isinstance(item.get(field), str):
                    yield f"{part}[{i}] has no {field}"
            if part == "events" and not _have_actors(item.get("participants") or []):
                yield f"{part}[{i}] has participants without an actor"


def _have_actors(participants: Any) -> bool:
    return isinstance(participants, list) and all(
        isinstance(p.get("actor") if isinstance(p, dict) else p, str) for p in participants
    )
