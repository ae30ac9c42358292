"""The frozen types that flow: Article → Dossier → merged things. Standard library only.

Offsets everywhere are Unicode code points of an article's `text`, end exclusive.
A `Dossier` is everything that one article says; what many articles say together is held by the
things of `graph_builder.merged`. `to_json` turns both into plain JSON, `from_json` back again.
"""

import types
import typing
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, Literal, TypeVar

from graph_builder.errors import DossierError
from graph_builder.frozen import frozen

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


@frozen
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


@frozen
class Span:
    """A stretch of an article's text; `text` is exactly what stands at [start, end)."""

    start: int
    end: int
    text: str


@frozen
class Evidence:
    """A span and what it supports; the first one of a claim is its main sentence."""

    start: int
    end: int
    text: str
    supports: tuple[Support, ...]


@frozen
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
        if self.precision in ("month", "year"):
            return self.start[: 7 if self.precision == "month" else 4]
        end = 7 if self.precision in ("season", "quarter") else 10
        return f"{self.start[:end]}/{self.end[:end]}"


@frozen
class Actor:
    """Someone or something that acts in one article; `office` is the title it is given there."""

    id: str
    name: str
    type: ActorType
    aliases: tuple[str, ...] = ()
    office: str | None = None
    mentions: tuple[Span, ...] = ()


@frozen
class Participant:
    """An actor's part in an event: in a dossier an actor id, in the merge an actor IRI."""

    actor: str
    role: Role


@frozen
class Topic:
    """What a claim is about: a label, and the concept of `topics.ttl` that it names, if any."""

    label: str
    concept: str | None = None


@frozen
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


@frozen
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


@frozen
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


@frozen
class Refusal:
    """A claim that the grounding gate refused, and why."""

    kind: str
    reason: str
    start: int
    end: int
    text: str


@frozen
class Unresolved:
    """A mention or phrase that was left open rather than guessed."""

    kind: str
    start: int
    end: int
    text: str


@frozen
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


_PLAIN = frozenset({str, int, float, types.NoneType})


def to_json(value: Any) -> Any:
    """`value` (any type of this module) as plain JSON values; tuples become lists."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    read = _reader(kind)
    if read is None:
        return value
    out = dict(zip(field_names(kind), read(value), strict=True))
    for name, item in out.items():
        if type(item) not in _PLAIN:
            out[name] = to_json(item)
    return out


@cache
def _reader(kind: type) -> "attrgetter[tuple[Any, ...]] | None":
    """What reads all fields (two or more) at once if this is a dataclass."""
    return attrgetter(*field_names(kind)) if is_dataclass(kind) else None


@cache
def field_names(cls: type) -> tuple[str, ...]:
    """The names of a dataclass's fields, in order."""
    return tuple(f.name for f in fields(cls))


def from_json(cls: type[T], data: Any) -> T:
    """The inverse of `to_json` for dataclass `cls`; unknown keys are ignored.

    Raises `DossierError` naming the field that is missing or of the wrong kind.
    """
    try:
        decoded: T = _decoder(typing.cast(Any, cls))(data)
    except _MisfitError as misfit:
        where = cls.__name__ + "".join(reversed(misfit.steps))
        raise DossierError(f"{where}: {misfit.what}") from None
    return decoded


class _MisfitError(Exception):
    """JSON that doesn't fit; `steps` lead to it, the last one first."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what
        self.steps: list[str] = []


_Decoder = Callable[[Any], Any]


@cache
def _decoder(hint: Any) -> _Decoder:
    """What decodes values of this type; made once, as millions of values pass through it."""
    origin = typing.get_origin(hint)
    if origin is Literal:
        return _choice_decoder(typing.get_args(hint))
    if origin is tuple:
        return _tuple_decoder(_decoder(typing.get_args(hint)[0]))
    if origin in (types.UnionType, typing.Union):
        kind = next(arg for arg in typing.get_args(hint) if arg is not types.NoneType)
        decode = _decoder(kind)
        return lambda data: None if data is None else decode(data)
    if is_dataclass(hint):
        return _dataclass_decoder(typing.cast(type, hint))
    return _scalar_decoder(hint)


def _choice_decoder(choices: tuple[Any, ...]) -> _Decoder:
    def decode(data: Any) -> Any:
        if data not in choices:
            raise _MisfitError(f"{data!r} is none of {', '.join(choices)}")
        return data

    return decode


def _tuple_decoder(decode_item: _Decoder) -> _Decoder:
    def decode(data: Any) -> tuple[Any, ...]:
        if not isinstance(data, list | tuple):
            raise _MisfitError(f"expected a list, found {type(data).__name__}")
        try:
            return tuple([decode_item(item) for item in data])
        except _MisfitError as misfit:
            misfit.steps.append(f"[{_first_misfit(decode_item, data)}]")
            raise

    return decode


def _first_misfit(decode: _Decoder, items: Iterable[Any]) -> int:
    for i, item in enumerate(items):
        try:
            decode(item)
        except _MisfitError:
            return i
    raise AssertionError("one of them doesn't fit")


def _scalar_decoder(cls: type) -> _Decoder:
    def decode(data: Any) -> Any:
        if type(data) is cls:
            return data
        if cls is float and type(data) is int:
            return float(data)
        # A bool is an int to isinstance, and never what an offset or count should be.
        if not isinstance(data, cls) or isinstance(data, bool):
            raise _MisfitError(f"expected {cls.__name__}, found {type(data).__name__}")
        return data

    return decode


def _dataclass_decoder(cls: type) -> _Decoder:
    hints = typing.get_type_hints(cls)
    known = {f.name: _decoder(hints[f.name]) for f in fields(cls)}
    needed = [f.name for f in fields(cls) if f.default is f.default_factory]

    def decode(data: Any) -> Any:
        if not isinstance(data, dict):
            raise _MisfitError(f"expected an object, found {type(data).__name__}")
        values = {}
        for name, decode_field in known.items():
            if name in data:
                try:
                    values[name] = decode_field(data[name])
                except _MisfitError as misfit:
                    misfit.steps.append(f".{name}")
                    raise
        for name in needed:
            if name not in values:
                raise _MisfitError(f"{name} is missing")
        return cls(**values)

    return decode
