"""The frozen types that flow: Article → Dossier → merged things. Standard library only.

Offsets everywhere are Unicode code points of an article's `text`, end exclusive.
A `Dossier` is everything that one article says; what many articles say together is held by the
things of `graph_builder.merged`. `to_json` and `from_json` turn the types of both modules into
plain JSON values and back without loss.
"""

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar

from graph_builder.errors import DossierError

DOSSIER_SCHEMA = "chancery/dossier/1"

ActorType = Literal["person", "country", "organization", "group"]
EventType = Literal[
    "meet",
    "phone_call",
    "visit",
    "joint_statement",
    "agree",
    "sign",
    "criticize",
    "praise",
    "threaten",
    "demand",
    "sanction_or_tariff",
    "invite",
    "host",
    "attack",
    "aid",
    "appoint",
    "resign",
    "other",
]
Role = Literal["agent", "target", "participant", "host", "visitor"]
Status = Literal["happened", "planned", "denied", "hypothetical"]
Basis = Literal["stated", "inferred"]
StatementKind = Literal["direct", "indirect"]
Precision = Literal[
    "day", "days", "week", "month", "season", "quarter", "year", "interval", "unresolved"
]
Support = Literal["trigger", "participant", "date", "place", "quote", "status", "speaker", "office"]

EVENT_TYPES: tuple[EventType, ...] = typing.get_args(EventType)
STATUSES: tuple[Status, ...] = typing.get_args(Status)
ACTOR_TYPES: tuple[ActorType, ...] = typing.get_args(ActorType)


@dataclass(frozen=True, slots=True)
class Article:
    """One news text as it came in.

    `published` is an ISO day, month or year ("2025-08-24", "2025-08", "2025") or None, and is never
    used as sharper than it is. `text` is NFC with LF line ends and holds the title line if the
    source has one.
    """

    id: str
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of an article's text; `text` is exactly what stands at [start, end)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span and what it supports; the first one of a claim is its main sentence."""

    start: int
    end: int
    text: str
    supports: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Time:
    """When something was, as sharp as the text allows.

    `start` and `end` are ISO days, end inclusive; both None when unresolved. `phrase` is the words
    it came from, `anchor` what they were resolved against (a date, or an event's id), `rule` the
    name of the rule that did it.
    """

    start: str | None = None
    end: str | None = None
    precision: Precision = "unresolved"
    phrase: str | None = None
    anchor: str | None = None
    rule: str | None = None

    @property
    def date(self) -> str | None:
        """The ISO short form: a day, month or year, else `start/end`; None when unresolved."""
        if self.start is None or self.end is None:
            return None
        if self.start == self.end:
            return self.start
        if self.precision == "month":
            return self.start[:7]
        if self.precision == "year":
            return self.start[:4]
        return f"{self.start}/{self.end}"


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that acts in one article; `office` is the title it is given there."""

    id: str
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    office: str | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor's part in an event: in a dossier an actor id, in the merge an actor IRI."""

    actor: str
    role: Role


@dataclass(frozen=True, slots=True)
class Topic:
    """What a claim is about: a label, and the concept of `topics.ttl` that it names, if any."""

    label: str
    concept: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One event as one article tells it. `place_alt` holds other granularities of the place.

    `topics` are what a joint statement, an agreement, talks or a call were about, the main first.
    """

    id: str
    type: EventType
    participants: tuple[Participant, ...]
    place: str | None
    place_alt: tuple[str, ...]
    date: str | None
    time: Time
    status: Status
    basis: Basis
    trigger: Span
    evidence: tuple[Evidence, ...]
    confidence: float
    rule: str
    topics: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what to whom. `quote` is verbatim for direct speech, else the content clause."""

    id: str
    speaker: str
    kind: StatementKind
    quote: str
    content: str
    addressee: str | None
    topics: tuple[Topic, ...]
    mentions: tuple[str, ...]
    date: str | None
    time: Time
    evidence: tuple[Evidence, ...]
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person's office as one article states it; `since` and `until` are ISO short forms."""

    person: str
    office: str
    org: str
    org_actor: str | None
    since: str | None
    until: str | None
    evidence: tuple[Evidence, ...]
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A claim that the grounding gate refused, and why."""

    kind: str
    reason: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A mention or phrase that was left open rather than guessed."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that one article says: the unit of storage, evaluation and retraction.

    `reader` and `extraction` are the versions of what read the article. Ids of actors (a1, a2 …),
    events (e1 …) and statements (s1 …) are unique inside the dossier.
    """

    id: str
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    language: str
    text: str
    reader: str = ""
    extraction: str = ""
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    offices: tuple[Tenure, ...] = ()
    refused: tuple[Refusal, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    schema: str = DOSSIER_SCHEMA


# ---- JSON ---------------------------------------------------------------------------------------

T = TypeVar("T")


def to_json(value: Any) -> Any:
    """`value` (any type of this module) as plain JSON values; tuples become lists."""
    if is_dataclass(value):
        return {f.name: to_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    return value


def from_json(cls: type[T], data: Any) -> T:
    """The inverse of `to_json` for dataclass `cls`; unknown keys are ignored.

    Raises `DossierError` naming the field that is missing or of the wrong kind.
    """
    decoded: T = _decode(cls, data, cls.__name__)
    return decoded


@cache
def _hints(cls: type) -> Mapping[str, tuple[Any, bool]]:
    hints = typing.get_type_hints(cls)
    return {f.name: (hints[f.name], f.default is not f.default_factory) for f in fields(cls)}


def _decode(hint: Any, data: Any, where: str) -> Any:
    origin = typing.get_origin(hint)
    if origin is Literal:
        if data not in typing.get_args(hint):
            raise DossierError(f"{where}: {data!r} is none of {', '.join(typing.get_args(hint))}")
        return data
    if origin is tuple:
        return _decode_tuple(typing.get_args(hint)[0], data, where)
    if origin in (types.UnionType, typing.Union):
        kind = next(arg for arg in typing.get_args(hint) if arg is not types.NoneType)
        return None if data is None else _decode(kind, data, where)
    if is_dataclass(hint):
        return _decode_dataclass(typing.cast(type, hint), data, where)
    return _decode_scalar(hint, data, where)


def _decode_tuple(item: Any, data: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(data, list | tuple):
        raise DossierError(f"{where}: expected a list, found {type(data).__name__}")
    return tuple(_decode(item, value, f"{where}[{i}]") for i, value in enumerate(data))


def _decode_scalar(hint: type, data: Any, where: str) -> Any:
    if hint is float and type(data) is int:
        return float(data)
    # A bool is an int to isinstance, and never what an offset or count should be.
    if not isinstance(data, hint) or (isinstance(data, bool) and hint is not bool):
        raise DossierError(f"{where}: expected {hint.__name__}, found {type(data).__name__}")
    return data


def _decode_dataclass(cls: type, data: Any, where: str) -> Any:
    if not isinstance(data, dict):
        raise DossierError(f"{where}: expected an object, found {type(data).__name__}")
    values = {}
    for name, (hint, optional) in _hints(cls).items():
        if name in data:
            values[name] = _decode(hint, data[name], f"{where}.{name}")
        elif not optional:
            raise DossierError(f"{where}: {name} is missing")
    return cls(**values)
