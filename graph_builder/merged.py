"""The things of a graph: what many articles say together. Standard library only.

Resolution turns dossiers into these, and reports what it did as `Change`s. They are all that the
RDF, the index, the network and the exports are made from: every quad of the default graph belongs
to exactly one thing, so a change of things is a change of quads.
"""

from dataclasses import dataclass
from typing import Literal

from graph_builder.model import (
    ActorType,
    Basis,
    EventType,
    Participant,
    StatementKind,
    Status,
    Time,
    Topic,
)


@dataclass(frozen=True, slots=True, order=True)
class ClaimRef:
    """A claim or actor of one article: the dossier's id and the id inside it.

    A tenure has no id of its own; its claim is `o` and its position (`o1`, `o2` …).
    """

    article: str
    claim: str


@dataclass(frozen=True, slots=True)
class MergedActor:
    """One actor of the graph, and the dossier actors that are it.

    `code` is an ISO 3166-1 alpha-2 code or an id of `polities.csv`; `wikidata` a confirmed QID;
    `leader` says that a tenure gives it a top office; `retired` are IRIs that redirect here;
    `articles` counts the articles of all members (None: those that `members` lists).
    """

    iri: str
    type: ActorType
    name: str
    aliases: tuple[str, ...]
    members: tuple[ClaimRef, ...]
    code: str | None = None
    wikidata: str | None = None
    leader: bool = False
    retired: tuple[str, ...] = ()
    articles: int | None = None
    kind: Literal["actor"] = "actor"


@dataclass(frozen=True, slots=True)
class MergedEvent:
    """One real occasion, and the claims that tell of it.

    `place_polity` is the IRI of the country that the place lies in, when known. `origins` counts
    the independent texts behind it, near-copies being one. `topics` have concept IRIs.
    """

    iri: str
    type: EventType
    label: str
    participants: tuple[Participant, ...]
    place: str | None
    place_polity: str | None
    time: Time
    status: Status
    basis: Basis
    confidence: float
    claims: tuple[ClaimRef, ...]
    origins: int
    retired: tuple[str, ...] = ()
    topics: tuple[Topic, ...] = ()
    kind: Literal["event"] = "event"


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording of a quote, verbatim, and the claims that print it so."""

    text: str
    claims: tuple[ClaimRef, ...]


@dataclass(frozen=True, slots=True)
class MergedStatement:
    """One statement, its wordings side by side; topics all have concept IRIs, minted if open."""

    iri: str
    speaker: str
    statement_kind: StatementKind
    variants: tuple[Variant, ...]
    addressee: str | None
    topics: tuple[Topic, ...]
    mentions: tuple[str, ...]
    time: Time
    confidence: float
    claims: tuple[ClaimRef, ...]
    origins: int
    retired: tuple[str, ...] = ()
    kind: Literal["statement"] = "statement"


@dataclass(frozen=True, slots=True)
class MergedTenure:
    """A person's office over time. `top` marks heads of state or government.

    `articles` counts the articles of all claims (None: those that `claims` lists).
    """

    iri: str
    person: str
    office: str
    org: str
    org_actor: str | None
    since: str | None
    until: str | None
    top: bool
    claims: tuple[ClaimRef, ...]
    origins: int
    retired: tuple[str, ...] = ()
    articles: int | None = None
    kind: Literal["tenure"] = "tenure"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a pair did: events of one type and status, in one direction.

    `implied` ones rest on events that nothing tells of by itself ("our second meeting" implies a
    first one): inferred, with neither a date nor words that say when; no direct edge follows.
    Directed types go from `source` to `target`; symmetric ones have source < target.
    `first` and `last` are ISO days, None when no event of it is dated. `events` are IRIs.
    """

    source: str
    target: str
    type: EventType
    status: Status
    basis: Basis
    symmetric: bool
    events: tuple[str, ...]
    first: str | None
    last: str | None
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors (a < b by IRI) and everything between them; direct edges derive from it."""

    iri: str
    a: str
    b: str
    relations: tuple[Relation, ...]
    kind: Literal["pair"] = "pair"


@dataclass(frozen=True, slots=True)
class MergedArticle:
    """An article in the graph; near-copies share an `origin` IRI."""

    iri: str
    id: str
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    origin: str
    kind: Literal["article"] = "article"


@dataclass(frozen=True, slots=True)
class Telling:
    """One of the values that a discrepancy sets side by side, and who tells it so."""

    value: str
    claims: tuple[ClaimRef, ...]


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """The same event, tenure or state (`subject`, an IRI) told differently in `field`."""

    iri: str
    subject: str
    field: str
    tellings: tuple[Telling, ...]
    kind: Literal["discrepancy"] = "discrepancy"


Thing = (
    MergedActor | MergedEvent | MergedStatement | MergedTenure | Pair | MergedArticle | Discrepancy
)


@dataclass(frozen=True, slots=True)
class Change:
    """A thing before and after (None before: it came; None after: it went).

    Any number of articles may tell of an actor or a tenure: of the members or claims of one that
    stays, those are left out on both sides that are the same before and after.
    `because` names the articles or judgements, by id, that brought the change about.
    """

    before: Thing | None
    after: Thing | None
    because: tuple[str, ...] = ()
