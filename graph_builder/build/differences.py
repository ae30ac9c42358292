"""What a generation changed, kept with it, and what differs between two generations."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

from graph_builder import rdf
from graph_builder.errors import GraphError, InputError
from graph_builder.merged import Change, Pair, Thing
from graph_builder.model import to_json
from graph_builder.store.directory import Generation, GraphDirectory

CHANGES = "changes.jsonl"
How = Literal["came", "went", "changed"]
Edge = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """A thing that came, went or changed; `fields` are those that changed.

    `because` are the ids of the articles and judgements that brought it about.
    """

    kind: str
    iri: str
    label: str
    how: How
    fields: tuple[str, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EdgeDifference:
    """A direct edge between two actors that came or went: source, property, target are IRIs."""

    source: str
    edge: str
    target: str
    how: How
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GenerationDiff:
    """All that differs between two generations, by kind and IRI."""

    older: int
    newer: int
    things: tuple[Difference, ...]
    edges: tuple[EdgeDifference, ...]


# ---- keeping ------------------------------------------------------------------------------------


def write_change_log(folder: Path, changes: Iterable[Change]) -> None:
    """Write what the generation in `folder` changed, sorted, one thing a line."""
    lines = sorted(
        json.dumps(_record(change), ensure_ascii=False, sort_keys=True) for change in changes
    )
    with (folder / CHANGES).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in lines)


def _record(change: Change) -> dict[str, Any]:
    before, after = change.before, change.after
    thing = after or before
    if thing is None:
        raise GraphError("a change of nothing into nothing; please report this")
    return {
        "iri": thing.iri,
        "kind": thing.kind,
        "label": label(thing),
        "before": _digests(before),
        "after": _digests(after),
        "edges_before": _edges(before),
        "edges_after": _edges(after),
        "because": sorted(change.because),
    }


_LABELS: Mapping[str, Callable[[Any], str]] = {
    "actor": lambda actor: actor.name,
    "event": lambda event: event.label,
    "statement": lambda statement: statement.variants[0].text if statement.variants else "",
    "tenure": lambda tenure: f"{tenure.office}, {tenure.org}",
    "article": lambda article: article.title or "",
    "discrepancy": lambda discrepancy: f"{discrepancy.field} of {discrepancy.subject}",
}


def label(thing: Thing) -> str:
    """A short text that says which thing it is, as far as the thing itself knows."""
    known = _LABELS.get(thing.kind)
    return (known(thing)[:160] if known else "") or thing.iri


def _digests(thing: Thing | None) -> dict[str, str] | None:
    """A short digest of every field, so that two states can be compared without either."""
    if thing is None:
        return None
    return {
        f.name: hashlib.sha256(
            json.dumps(to_json(getattr(thing, f.name)), sort_keys=True).encode()
        ).hexdigest()[:8]
        for f in fields(thing)
        if f.name not in ("iri", "kind")
    }


def _edges(thing: Thing | None) -> list[Edge]:
    return sorted(rdf.direct_edges(thing)) if isinstance(thing, Pair) else []


# ---- comparing ----------------------------------------------------------------------------------


def diff(
    directory: GraphDirectory, older: int | None = None, newer: int | None = None
) -> GenerationDiff:
    """What differs between two generations: `newer` (default: the current one) and `older`
    (default: the one before it).

    Raises `NotFoundError` for a generation that isn't kept any more, `InputError` when `older`
    isn't older.
    """
    last = directory.generation(newer) if newer is not None else directory.current()
    first = last.number - 1 if older is None else older
    if first >= last.number:
        raise InputError(f"generation {first} isn't older than generation {last.number}")
    if first > 0:
        directory.generation(first)
    seen: dict[str, dict[str, Any]] = {}
    for number in range(first + 1, last.number + 1):
        for record in _records(directory.generation(number)):
            known = seen.setdefault(record["iri"], {**record, "because": []})
            known |= {key: record[key] for key in ("after", "edges_after", "label")}
            known["because"] += record["because"]
    records = sorted(seen.values(), key=lambda r: (r["kind"], r["iri"]))
    return GenerationDiff(
        first,
        last.number,
        tuple(d for record in records for d in _differences(record)),
        tuple(d for record in records for d in _edge_differences(record)),
    )


def _records(generation: Generation) -> Iterator[dict[str, Any]]:
    path = generation.path / CHANGES
    try:
        with path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)
    except (OSError, ValueError) as error:
        raise GraphError(f"{path}: damaged ({error}); restore a backup") from error


def _because(record: dict[str, Any]) -> tuple[str, ...]:
    return tuple(sorted(set(record["because"])))


def _differences(record: dict[str, Any]) -> Iterator[Difference]:
    before, after = record["before"], record["after"]
    if record["kind"] == "pair" or before == after:
        return
    how: How = "came" if before is None else "went" if after is None else "changed"
    changed = sorted(k for k in before if before[k] != after.get(k)) if before and after else []
    yield Difference(
        record["kind"], record["iri"], record["label"], how, tuple(changed), _because(record)
    )


def _edge_differences(record: dict[str, Any]) -> Iterator[EdgeDifference]:
    before: set[Edge] = {(s, p, o) for s, p, o in record["edges_before"]}
    after: set[Edge] = {(s, p, o) for s, p, o in record["edges_after"]}
    for source, edge, target in sorted(before ^ after):
        how: How = "came" if (source, edge, target) in after else "went"
        yield EdgeDifference(source, edge, target, how, _because(record))
