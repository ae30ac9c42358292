"""What a generation changed, kept with it, and what differs between two generations."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

from graph_builder import rdf
from graph_builder.errors import GraphError, InputError
from graph_builder.merged import (
    Change,
    ClaimRef,
    Discrepancy,
    MergedActor,
    MergedArticle,
    MergedEvent,
    MergedStatement,
    MergedTenure,
    Pair,
    Thing,
)
from graph_builder.model import to_json
from graph_builder.resolution.anchors import key64
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
    """Write what the generation in `folder` changed, one thing a line.

    A thing that goes and comes again in `changes`, in this order, has changed.
    """
    went: dict[str, Change] = {}
    with (folder / CHANGES).open("w", encoding="utf-8", newline="\n") as file:
        for change in changes:
            if change.after is None and change.before is not None:
                went[change.before.iri] = change
            elif change.after is not None:
                earlier = went.pop(change.after.iri, None)
                before = earlier.before if earlier else change.before
                because = (*change.because, *(earlier.because if earlier else ()))
                file.write(_line(before, change.after, because))
        for change in went.values():
            file.write(_line(change.before, None, change.because))


def _line(before: Thing | None, after: Thing | None, because: Iterable[str]) -> str:
    thing = after or before
    assert thing is not None
    record = {
        "iri": thing.iri,
        "kind": thing.kind,
        "label": label(thing),
        "before": _digest(before),
        "after": _digest(after),
        "roll": (_sum(after) - _sum(before)) % _SUMS,
        "fields": _changed_fields(before, after),
        "edges_before": _edges(before),
        "edges_after": _edges(after),
        "because": sorted(set(because)),
    }
    return json.dumps(record, ensure_ascii=False) + "\n"


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


_HUBS = (MergedActor, MergedTenure)
_SUMS = 1 << 64


def _digest(thing: Thing | None) -> str | None:
    """A short text by which two states of a thing can be compared without either.

    Members of actors and claims of tenures aren't in it, see `_sum`.
    """
    if thing is None:
        return None
    data = to_json(thing)
    if isinstance(thing, _HUBS):
        data |= {"members": [], "claims": []}
    return hashlib.sha256(json.dumps(data).encode()).hexdigest()[:12]


def _sum(thing: Thing | None) -> int:
    """The sum of hashes of an actor's members or a tenure's claims.

    The difference of two sums is the same whether or not what both have is left out, so those of a
    row of generations add up to 0 only where the members are what they were.
    """
    if not isinstance(thing, _HUBS):
        return 0
    return sum(key64(f"{ref.article}/{ref.claim}") for ref in _refs(thing))


def _changed_fields(before: Thing | None, after: Thing | None) -> list[str]:
    if before is None or after is None:
        return []
    names = (f.name for f in fields(after) if f.name != "articles")
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def _edges(thing: Thing | None) -> list[Edge]:
    return sorted(rdf.direct_edges(thing)) if isinstance(thing, Pair) else []


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why things of a graph that was made anew differ: `articles` maps articles that came, went or
    were judged to why, `versions` are what makes it otherwise than before."""

    articles: Mapping[str, Iterable[str]]
    versions: frozenset[str]

    def of(self, before: Thing | None, after: Thing | None) -> tuple[str, ...]:
        """Why a thing differs: the articles behind it, else the versions, else all articles."""
        behind = {ref.article for thing in (before, after) for ref in _refs(thing)}
        found = [self.articles[article] for article in behind & self.articles.keys()]
        every = [self.versions] if self.versions else list(self.articles.values())
        return tuple(sorted(set().union(*(found or every))))


def _refs(thing: Thing | None) -> Iterator[ClaimRef]:
    """The claims or members of a thing, as far as it lists them."""
    match thing:
        case MergedActor(members=refs):
            yield from refs
        case MergedArticle(id=id_):
            yield ClaimRef(id_, "")
        case Discrepancy(tellings=tellings):
            yield from (ref for telling in tellings for ref in telling.claims)
        case MergedEvent(claims=refs) | MergedStatement(claims=refs) | MergedTenure(claims=refs):
            yield from refs
        case _:
            return


def compared(before: Iterable[Thing], after: Iterable[Thing], reasons: Reasons) -> Iterator[Change]:
    """The changes that turn the things `before` into those `after`, both in order of IRI."""
    old, new = iter(before), iter(after)
    left, right = next(old, None), next(new, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left.iri < right.iri):
            yield Change(left, None, reasons.of(left, None))
            left = next(old, None)
        elif left is None or right.iri < left.iri:
            yield Change(None, right, reasons.of(None, right))
            right = next(new, None)
        else:
            if left != right:
                yield Change(left, right, reasons.of(left, right))
            left, right = next(old, None), next(new, None)


# ---- comparing ----------------------------------------------------------------------------------


def diff(
    directory: GraphDirectory, older: int | None = None, newer: int | None = None
) -> GenerationDiff:
    """What differs between two generations of a graph.

    `newer` is the current one and `older` the one before it unless given. Raises `NotFoundError`
    for a generation that isn't kept any more, `InputError` when `older` isn't older.
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
            first_seen = {**record, "because": [], "fields": [], "roll": 0}
            known = seen.setdefault(record["iri"], first_seen)
            known |= {key: record[key] for key in ("after", "edges_after", "label")}
            known["because"] += record["because"]
            known["fields"] += record["fields"]
            known["roll"] = (known["roll"] + record.get("roll", 0)) % _SUMS
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
    if record["kind"] == "pair" or (before == after and not record["roll"]):
        return
    how: How = "came" if before is None else "went" if after is None else "changed"
    changed = tuple(sorted(set(record["fields"]))) if how == "changed" else ()
    yield Difference(record["kind"], record["iri"], record["label"], how, changed, _because(record))


def _edge_differences(record: dict[str, Any]) -> Iterator[EdgeDifference]:
    before: set[Edge] = {(s, p, o) for s, p, o in record["edges_before"]}
    after: set[Edge] = {(s, p, o) for s, p, o in record["edges_after"]}
    for source, edge, target in sorted(before ^ after):
        how: How = "came" if (source, edge, target) in after else "went"
        yield EdgeDifference(source, edge, target, how, _because(record))
