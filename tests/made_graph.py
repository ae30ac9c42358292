"""Small graphs made by hand for tests: things, the dossiers behind them, and generations of both.

What resolution would make of dossiers is written down directly, so that the index, the network,
the questions and the exports are tested without reading or resolving anything.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from graph_builder import index
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
    Relation,
    Telling,
    Thing,
    Variant,
)
from graph_builder.model import (
    ActorType,
    Article,
    Basis,
    Dossier,
    Event,
    EventType,
    Evidence,
    Participant,
    Precision,
    Role,
    Span,
    Statement,
    StatementKind,
    Status,
    Support,
    Tenure,
    Time,
    Topic,
)
from graph_builder.store.directory import GraphDirectory, Manifest
from graph_builder.store.dossiers import SegmentWriter
from graph_builder.store.oxigraph import OxigraphStore
from graph_builder.store.writing import write_changes

BASE = "https://w3id.org/chancery/id/"
SYMMETRIC: set[EventType] = {"meet", "phone_call", "joint_statement", "agree", "sign"}


def iri(path: str) -> str:
    return BASE + path


def day(start: str, end: str | None = None, precision: Precision = "day", phrase: str = "") -> Time:
    return Time(start, end or start, precision, phrase or None)


@dataclass
class Story:
    """Articles and things under construction; `things` are by IRI."""

    things: dict[str, Thing] = field(default_factory=dict)
    dossiers: dict[str, Dossier] = field(default_factory=dict)

    def article(self, id_: str, text: str, published: str | None = None, origin: str = "") -> None:
        read = Article(
            id_,
            f"https://news.example/{id_}",
            f"Title of {id_}",
            "Example News",
            published,
            "en",
            text,
        )
        self.dossiers[id_] = Dossier(
            read.id, read.url, read.title, read.publisher, read.published, read.language, read.text
        )
        self.add(
            MergedArticle(
                iri(f"article/{id_}"),
                id_,
                read.url,
                read.title,
                read.publisher,
                published,
                iri(f"origin/{origin or id_}"),
            )
        )

    def add(self, thing: Thing) -> None:
        self.things[thing.iri] = thing

    def actor(self, path: str, name: str, *aliases: str, in_articles: Iterable[str] = ()) -> str:
        kind = cast(ActorType, path.split("/", maxsplit=1)[0])
        members = tuple(ClaimRef(a, f"a-{path}") for a in in_articles)
        code = path.split("/")[1] if kind == "country" else None
        self.add(MergedActor(iri(path), kind, name, aliases, members, code))
        return iri(path)

    def _evidence(self, article: str, sentence: str, supports: tuple[Support, ...]) -> Evidence:
        start = self.dossiers[article].text.index(sentence)
        return Evidence(start, start + len(sentence), sentence, supports)

    def event(  # noqa: PLR0913
        self,
        path: str,
        type_: EventType,
        parts: Iterable[tuple[str, Role]],
        told: Iterable[tuple[str, str]] = (),
        *,
        time: Time | None = None,
        status: Status = "happened",
        basis: Basis = "stated",
        place: str | None = None,
        polity: str | None = None,
        origins: int | None = None,
    ) -> str:
        participants = tuple(Participant(actor, role) for actor, role in parts)
        time = time or Time()
        claims = []
        for article, sentence in told:
            dossier = self.dossiers[article]
            ref = ClaimRef(article, f"e{len(dossier.events) + 1}")
            claims.append(ref)
            evidence = self._evidence(article, sentence, ("trigger", "participant"))
            trigger = Span(evidence.start, evidence.start + 3, sentence[:3])
            claim = Event(
                ref.claim,
                type_,
                participants,
                place,
                (),
                time.date,
                time,
                status,
                basis,
                trigger,
                (evidence,),
                0.9,
                "made",
            )
            self.dossiers[article] = replace(dossier, events=(*dossier.events, claim))
        self.add(
            MergedEvent(
                iri(f"event/{path}"),
                type_,
                f"{type_} {path}",
                participants,
                place,
                polity,
                time,
                status,
                basis,
                0.9,
                tuple(claims),
                origins or max(len(claims), 1),
            )
        )
        return iri(f"event/{path}")

    def statement(  # noqa: PLR0913
        self,
        path: str,
        speaker: str,
        wordings: Iterable[tuple[str, str, str]],
        *,
        kind: StatementKind = "direct",
        addressee: str | None = None,
        topics: Iterable[tuple[str, str]] = (),
        mentions: tuple[str, ...] = (),
        time: Time | None = None,
    ) -> str:
        """`wordings` are (article, sentence, quote)."""
        time = time or Time()
        subjects = tuple(Topic(label, concept) for label, concept in topics)
        said: dict[str, list[ClaimRef]] = defaultdict(list)
        for article, sentence, quote in wordings:
            dossier = self.dossiers[article]
            ref = ClaimRef(article, f"s{len(dossier.statements) + 1}")
            said[quote].append(ref)
            claim = Statement(
                ref.claim,
                speaker,
                kind,
                quote,
                quote,
                addressee,
                subjects,
                mentions,
                time.date,
                time,
                (self._evidence(article, sentence, ("quote", "speaker")),),
                0.9,
                "made",
            )
            self.dossiers[article] = replace(dossier, statements=(*dossier.statements, claim))
        claims = tuple(ref for refs in said.values() for ref in refs)
        self.add(
            MergedStatement(
                iri(f"statement/{path}"),
                speaker,
                kind,
                tuple(Variant(text, tuple(refs)) for text, refs in said.items()),
                addressee,
                subjects,
                mentions,
                time,
                0.9,
                claims,
                len(claims),
            )
        )
        return iri(f"statement/{path}")

    def tenure(
        self, path: str, person: str, office: str, org: str, told: tuple[str, str], **dates: str
    ) -> None:
        article, sentence = told
        dossier = self.dossiers[article]
        evidence = self._evidence(article, sentence, ("office",))
        claim = Tenure(
            person,
            office,
            org,
            None,
            dates.get("since"),
            dates.get("until"),
            (evidence,),
            0.9,
            "made",
        )
        self.dossiers[article] = replace(dossier, offices=(*dossier.offices, claim))
        ref = ClaimRef(article, f"o{len(dossier.offices) + 1}")
        self.add(
            MergedTenure(
                iri(f"tenure/{path}"),
                person,
                office,
                org,
                None,
                dates.get("since"),
                dates.get("until"),
                True,
                (ref,),
                1,
            )
        )

    def discrepancy(self, path: str, subject: str, field_: str, **tellings: ClaimRef) -> None:
        told = tuple(Telling(value, (ref,)) for value, ref in tellings.items())
        self.add(Discrepancy(iri(f"discrepancy/{path}"), subject, field_, told))

    def pairs(self) -> dict[str, Pair]:
        """The pairs that the events make: every two participants of one event."""
        found: dict[tuple[str, str], dict[_Relation, list[MergedEvent]]] = defaultdict(dict)
        for thing in self.things.values():
            if isinstance(thing, MergedEvent):
                for source, target in _ends(thing):
                    key = (source, target, thing.type, thing.status, thing.basis)
                    a, b = sorted((source, target))
                    found[a, b].setdefault(key, []).append(thing)
        pairs = (_pair(a, b, relations) for (a, b), relations in found.items())
        return {pair.iri: pair for pair in pairs}

    def all_things(self) -> dict[str, Thing]:
        return {**self.things, **self.pairs()}


_Relation = tuple[str, str, EventType, Status, Basis]


def _ends(event: MergedEvent) -> list[tuple[str, str]]:
    actors = list(dict.fromkeys(p.actor for p in event.participants))
    return [
        (a, b) if event.type not in SYMMETRIC else (min(a, b), max(a, b))
        for i, a in enumerate(actors)
        for b in actors[i + 1 :]
    ]


def _pair(a: str, b: str, relations: dict[_Relation, list[MergedEvent]]) -> Pair:
    made = []
    for (source, target, type_, status, basis), events in relations.items():
        days = sorted(e.time.start for e in events if e.time.start)
        made.append(
            Relation(
                source,
                target,
                type_,
                status,
                basis,
                type_ in SYMMETRIC,
                tuple(sorted(e.iri for e in events)),
                days[0] if days else None,
                days[-1] if days else None,
            )
        )
    name = f"pair/{a.removeprefix(BASE)}--{b.removeprefix(BASE)}"
    return Pair(iri(name), a, b, tuple(made))


def changes(before: Mapping[str, Thing], after: Mapping[str, Thing]) -> list[Change]:
    """What turns the things of `before` into those of `after`, in the order of IRIs."""
    return [
        Change(before.get(name), after.get(name))
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    ]


def publish(
    story: Story,
    folder: Path,
    previous: Path | None = None,
    before: Mapping[str, Thing] | None = None,
) -> Path:
    """Write the index and network of `story` into `folder`, as the generation after `previous`."""
    folder.mkdir(parents=True)
    done = changes(before or {}, story.all_things())
    index.update(previous, folder, done, story.dossiers.get, sorted(story.dossiers))
    return folder


def make_directory(folder: Path, story: Story) -> Path:
    """A whole graph directory with `story` as its only generation, quads and dossiers included."""
    directory = GraphDirectory(folder)
    with directory.writing(), directory.draft() as draft:
        directory.dossiers.mkdir(parents=True, exist_ok=True)
        segment = SegmentWriter(directory.dossiers, 1)
        for dossier in story.dossiers.values():
            segment.add(dossier, "made")
        segment.finish(draft.path / "dossiers.sqlite", None, [])
        done = changes({}, story.all_things())
        store = OxigraphStore(draft.path / "store")
        write_changes(store, done, BASE)
        store.close()
        index.update(None, draft.path, done, story.dossiers.get, sorted(story.dossiers))
        directory.publish(draft, Manifest(draft.number, BASE, counts={"articles": 5}))
    return folder
