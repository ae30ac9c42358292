"""What questions to a graph answer: plain frozen dataclasses, as `model.to_json` turns into JSON.

Every row that states something carries its evidence: sentences with the article that they stand
in, offsets in code points of that article's text (end exclusive), and how many independent texts
say so (`origins`, near-copies being one).
"""

from dataclasses import dataclass

from graph_builder.model import ActorType, Time


@dataclass(frozen=True, slots=True)
class ActorRef:
    """An actor as it is named in passing."""

    iri: str
    name: str
    type: ActorType


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """An article as it is named in passing; `published` is a day, a month, a year or nothing."""

    iri: str
    id: str
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of an article that bears a claim; `claim` is the claim's id in that article."""

    article: ArticleRef
    claim: str
    start: int
    end: int
    text: str
    supports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An actor's role in an event."""

    actor: ActorRef
    role: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event. `articles` counts all that tell of it; `evidence` holds their main sentences."""

    iri: str
    type: str
    label: str
    status: str
    basis: str
    date: str | None
    time: Time
    place: str | None
    place_polity: str | None
    participants: tuple[Part, ...]
    confidence: float
    origins: int
    articles: int
    evidence: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """One way in which a statement is printed, and where."""

    text: str
    evidence: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class TopicRef:
    """A topic as it is named in passing."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement; its wordings stand side by side, the first being the usual one."""

    iri: str
    speaker: ActorRef
    kind: str
    quote: str
    variants: tuple[Wording, ...]
    addressee: ActorRef | None
    topics: tuple[TopicRef, ...]
    mentions: tuple[ActorRef, ...]
    date: str | None
    time: Time
    confidence: float
    origins: int
    articles: int


@dataclass(frozen=True, slots=True)
class TenureRow:
    """An office held; `since` and `until` are ISO short forms, None when not told."""

    iri: str
    person: ActorRef
    office: str
    org: str
    org_actor: ActorRef | None
    since: str | None
    until: str | None
    top: bool
    origins: int
    evidence: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class TellingRow:
    """One of several values that articles give, and the sentences that do."""

    value: str
    evidence: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class DiscrepancyRow:
    """One thing told differently by different articles."""

    iri: str
    subject: str
    field: str
    tellings: tuple[TellingRow, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many of something."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class ActorHit:
    """An actor that a search found; `matched` is the name that fitted, `score` about 0 to 1.1."""

    actor: ActorRef
    matched: str
    score: float
    articles: int


@dataclass(frozen=True, slots=True)
class ActorPage:
    """All that there is to know about an actor at a glance.

    `events` count what happened by type, `statuses` all events by status; `first_seen` and
    `last_seen` are the earliest and the latest day that its events, statements or articles are
    dated to. `offices` are those it holds or held, `officeholders` who holds or held office in it.
    """

    actor: ActorRef
    names: tuple[str, ...]
    code: str | None
    wikidata: str | None
    leader: bool
    retired: tuple[str, ...]
    offices: tuple[TenureRow, ...]
    officeholders: tuple[TenureRow, ...]
    events: tuple[Count, ...]
    statuses: tuple[Count, ...]
    statements: int
    mentioned_in_statements: int
    articles: int
    related: int
    first_seen: str | None
    last_seen: str | None
    discrepancies: tuple[DiscrepancyRow, ...]


@dataclass(frozen=True, slots=True)
class NeighbourRow:
    """An actor related to the one asked about: how often, by what, when, on how many origins.

    `origins` adds up the independent texts of each event: one that tells of two counts twice.
    """

    actor: ActorRef
    events: int
    origins: int
    types: tuple[Count, ...]
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A page of an actor's relationships, most events first; `next` is the next one's cursor."""

    actor: ActorRef
    total: int
    rows: tuple[NeighbourRow, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Period:
    """What a pair did within one month ("2025-08"), year ("2025"), or undated (None)."""

    period: str | None
    types: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One entry of a pair's timeline: an event, or a statement of one about or to the other."""

    date: str | None
    event: EventRow | None = None
    statement: StatementRow | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The dated record of two actors, oldest first and undated last.

    `total`, `types` and `periods` count all rows that the filters leave, whatever the page holds;
    `hidden` counts events between the two, by status, that only the filter of statuses leaves out.
    """

    a: ActorRef
    b: ActorRef
    pair: str | None
    total: int
    types: tuple[Count, ...]
    periods: tuple[Period, ...]
    hidden: tuple[Count, ...]
    rows: tuple[TimelineRow, ...]
    discrepancies: tuple[DiscrepancyRow, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Statements:
    """A page of statements, oldest first and undated last."""

    total: int
    rows: tuple[StatementRow, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Events:
    """A page of events, oldest first and undated last."""

    total: int
    rows: tuple[EventRow, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic. `statements` are on it itself, `with_narrower` on it or any topic below it.

    `months` counts the latter by month ("2025-08"); those dated to no month are not among them.
    """

    iri: str
    label: str
    definition: str
    broader: tuple[TopicRef, ...]
    narrower: tuple[TopicRef, ...]
    statements: int
    with_narrower: int
    months: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class TopicPage:
    """A page of topics, the busiest first."""

    total: int
    rows: tuple[TopicRow, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Hop:
    """One link of a path: the events between two actors, the best attested first.

    `total` counts all events that the filters leave; `events` are the first few.
    """

    source: ActorRef
    target: ActorRef
    total: int
    events: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True)
class PathRow:
    """A path; `strength` in (0, 1] is the product of n/(n+1) over its hops.

    n adds up the independent texts of each event of the hop: one that tells of two counts twice.
    """

    length: int
    strength: float
    actors: tuple[ActorRef, ...]
    hops: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class NoPath:
    """Why there is no path: in words, with the nearest actors that can be reached.

    `reachable` counts the actors that paths from the source lead to; each of `nearest` is `gap`
    links away from the target once all filters are off.
    """

    message: str
    reachable: int
    nearest: tuple[ActorRef, ...]
    gap: int | None


@dataclass(frozen=True, slots=True)
class Paths:
    """Paths from `source` to `target`, by length, then strength.

    `distance` is the length of the shortest, `shortest` how many there are of that length. `more`
    says that there may be further paths within the maximum length than are listed.
    """

    source: ActorRef
    target: ActorRef
    distance: int | None
    shortest: int
    paths: tuple[PathRow, ...]
    more: bool
    no_path: NoPath | None


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a list; `begins` are the first words of its text, where it has no title.

    They are None too where whole texts may not be shown.
    """

    article: ArticleRef
    begins: str | None


@dataclass(frozen=True, slots=True)
class Articles:
    """A page of articles, oldest first and undated last."""

    total: int
    rows: tuple[ArticleRow, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class MentionRow:
    """Where an article names an actor, and as whom the graph knows it."""

    actor: ActorRef | None
    name: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article with all that the graph takes from it.

    `text` is what all offsets count in; None where whole texts may not be shown.

    `copies` are articles of the same origin: near-copies of one text.
    """

    article: ArticleRef
    language: str
    text: str | None
    origin: str | None
    copies: tuple[ArticleRef, ...]
    mentions: tuple[MentionRow, ...]
    events: tuple[EventRow, ...]
    statements: tuple[StatementRow, ...]
    offices: tuple[TenureRow, ...]
