"""The event lexicon of `ontology/events.toml` as typed tables.

The file says which verbs and nouns tell of which event, which complements play which role, and
which governing words make it planned, denied or hypothetical; its comments say why.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, cast

from graph_builder.errors import ArtefactError
from graph_builder.model import EVENT_TYPES, STATUSES, EventType, Status
from graph_builder.ontology import load_toml


@dataclass(frozen=True, slots=True)
class TypeInfo:
    """What is true of every event of a type: codes, symmetry, least parties, direct property."""

    type: EventType
    plover: str
    mode: str
    cameo: str
    symmetric: bool
    parties: int
    edge: str | None


@dataclass(frozen=True, slots=True)
class VerbPattern:
    """One wording with a verb as its trigger; the fields are those of `[[verbs]]` in the file."""

    type: EventType
    lemmas: frozenset[str]
    roles: Mapping[str, str]
    place: tuple[str, ...] = ("in", "at", "on", "aboard", "inside", "outside", "near", "off")
    needs: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    object: str | None = None
    object_class: frozenset[str] = frozenset()
    object_not: frozenset[str] = frozenset()
    object_or: tuple[str, ...] = ()
    target_place: bool = False
    subject_kind: str | None = None
    complement: str | None = None
    clause_class: frozenset[str] = frozenset()
    of_class: frozenset[str] = frozenset()
    infinitive: bool = False
    judges: str | None = None
    adverb: str | None = None
    words: frozenset[str] = frozenset()
    subject_class: frozenset[str] = frozenset()
    kinds: Mapping[str, str] = field(default_factory=dict)
    told_of: frozenset[str] = frozenset()
    needs_role: str | None = None
    instrument: frozenset[str] = frozenset()
    passive: bool = True
    needs_place: bool = False
    needs_time: bool = False
    place_kind: str | None = None
    owner: bool = False
    joint: bool = False
    joint_object: bool = False
    marked: bool = False
    plural: bool = False
    own_action: bool = False
    joins: bool = False
    foreign: bool = False
    beside: bool = False
    request: bool = False
    parties: int | None = None
    status: Status | None = None
    confidence: float = 0.8


@dataclass(frozen=True, slots=True)
class NounPattern:
    """One wording with a noun as its trigger; the fields are those of `[[nouns]]` in the file."""

    type: EventType
    lemmas: frozenset[str]
    roles: Mapping[str, str]
    place: tuple[str, ...] = ("in", "at", "on", "aboard", "inside", "outside", "near", "off")
    needs: tuple[str, ...] = ()
    modifiers: frozenset[str] = frozenset()
    support: frozenset[str] = frozenset()
    one_of: tuple[str, ...] = ()
    unless: frozenset[str] = frozenset()
    people: bool = False
    strict: bool = False
    needs_time: bool = False
    needs_place: bool = False
    several: bool = False
    confidence: float = 0.75


@dataclass(frozen=True, slots=True)
class StatusWords:
    """What the words that govern an event say about its reality."""

    deny: frozenset[str]
    plan: frozenset[str]
    hypothesis: frozenset[str]
    of_objects: frozenset[str]
    modal_plan: frozenset[str]
    modal_hypothesis: frozenset[str]
    adjective_plan: frozenset[str]
    adjective_hypothesis: frozenset[str]
    adjective_deny: frozenset[str]
    negations: frozenset[str]
    conditions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All of the file, indexed by lemma."""

    types: Mapping[EventType, TypeInfo]
    classes: Mapping[str, frozenset[str]]
    verbs: Mapping[str, tuple[VerbPattern, ...]]
    nouns: Mapping[str, tuple[NounPattern, ...]]
    status: StatusWords = field(repr=False)


@cache
def lexicon() -> Lexicon:
    """The event lexicon, read once. Raises `ArtefactError` naming an entry that can't be used."""
    data = load_toml("events.toml")
    classes = {name: frozenset(words) for name, words in data["classes"].items()}
    verbs = [_pattern(VerbPattern, entry, classes) for entry in data["verbs"]]
    nouns = [_pattern(NounPattern, entry, classes) for entry in data["nouns"]]
    words = {name: frozenset(value) for name, value in data["status"].items()}
    return Lexicon(
        types=MappingProxyType(
            {_event_type(name): _type_info(name, entry) for name, entry in data["types"].items()}
        ),
        classes=MappingProxyType(classes),
        verbs=_by_lemma(cast("list[VerbPattern]", verbs)),
        nouns=_by_lemma(cast("list[NounPattern]", nouns)),
        status=StatusWords(**words),
    )


def _event_type(name: str) -> EventType:
    if name not in EVENT_TYPES:
        raise ArtefactError(f"ontology/events.toml: {name!r} is no event type")
    return name


def _type_info(name: str, entry: Mapping[str, Any]) -> TypeInfo:
    return TypeInfo(
        type=_event_type(name),
        plover=entry["plover"],
        mode=entry["mode"],
        cameo=entry["cameo"],
        symmetric=entry["symmetric"],
        parties=entry["parties"],
        edge=entry.get("edge"),
    )


def _pattern(cls: type, entry: Mapping[str, Any], classes: Mapping[str, frozenset[str]]) -> Any:
    """One `[[verbs]]` or `[[nouns]]` entry; classes of nouns are put in place of their names."""
    values = dict(entry)
    _event_type(values["type"])
    if values.get("status", "happened") not in STATUSES:
        raise ArtefactError(f"ontology/events.toml: unknown status in {entry}")
    for name in (
        "lemmas",
        "modifiers",
        "unless",
        "support",
        "object_class",
        "instrument",
        "clause_class",
        "of_class",
        "object_not",
        "words",
        "told_of",
        "subject_class",
    ):
        if name in values:
            words = values[name]
            values[name] = classes[words] if isinstance(words, str) else frozenset(words)
    if cls is NounPattern:
        values["support"] = values.get("support", frozenset()) | classes["support"]
    for name in ("place", "needs", "one_of", "without", "object_or"):
        if name in values:
            values[name] = tuple(values[name])
    try:
        return cls(**values)
    except TypeError as error:
        raise ArtefactError(f"ontology/events.toml: {error} in {entry}") from error


def _by_lemma(patterns: list[Any]) -> Mapping[str, tuple[Any, ...]]:
    table: dict[str, tuple[Any, ...]] = {}
    for pattern in patterns:
        british = {f"{lemma[:-3]}ise" for lemma in pattern.lemmas if lemma.endswith("ize")}
        for lemma in sorted(pattern.lemmas | british):
            table[lemma] = (*table.get(lemma, ()), pattern)
    return MappingProxyType(table)
