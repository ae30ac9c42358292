"""Small graphs made by hand for tests: things, the dossiers behind them, and generations of both.

What resolution would make of dossiers is written down directly, so that the index, the network,
the questions and the exports are tested without reading or resolving anything.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

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
    Article,
    Dossier,
    Event,
    Evidence,
    Participant,
    Span,
    Statement,
    Tenure,
    Time,
    Topic,
)

BASE = "https://w3id.org/chancery/id/"
TOPICS = "https://w3id.org/chancery/topics#"
SYMMETRIC = {"meet", "phone_call", "joint_statement", "agree", "sign"}


def iri(path: str) -> str:
    return BASE + path


def day(start: str, end: str | None = None, precision: str = "day", phrase: str = "") -> Time:
    return Time(start, end or start, precision, phrase or None)  # type: ignore[arg-type]


@dataclass
class Story:
    """Articles and things under construction; `things` are by IRI."""

    things: dict[str, Thing] = field(default_factory=dict)
    dossiers: dict[str, Dossier] = field(default_factory=dict)

    def article(self, id_: str, text: str, published: str | None = None, origin: str = "") -> None:
        read = Article(id_, f"https://news.example/{id_}", f"Title of {id_}", "Example News",
                       published, "en", text)  # fmt: skip
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
            )  # fmt: skip
        )

    def add(self, thing: Thing) -> None:
        self.things[thing.iri] = thing

    def actor(self, path: str, name: str, *aliases: str, in_articles: Iterable[str] = ()) -> str:
        kind = path.split("/", maxsplit=1)[0]
        members = tuple(ClaimRef(a, f"a-{path}") for a in in_articles)
        code = path.split("/")[1] if kind == "country" else None
        self.add(MergedActor(iri(path), kind, name, aliases, members, code))  # type: ignore[arg-type]
        return iri(path)

    def _evidence(self, article: str, sentence: str, supports: tuple[str, ...]) -> Evidence:
        start = self.dossiers[article].text.index(sentence)
        return Evidence(start, start + len(sentence), sentence, supports)  # type: ignore[arg-type]

    def event(  # noqa: PLR0913
        self,
        path: str,
        type_: str,
        parts: Iterable[tuple[str, str]],
        told: Iterable[tuple[str, str]] = (),
        *,
        time: Time | None = None,
        status: str = "happened",
        basis: str = "stated",
        place: str | None = None,
        polity: str | None = None,
        origins: int | None = None,
    ) -> str:
        participants = tuple(Participant(actor, role) for actor, role in parts)  # type: ignore[arg-type]
        time = time or Time()
        claims = []
        for article, sentence in told:
            dossier = self.dossiers[article]
            ref = ClaimRef(article, f"e{len(dossier.events) + 1}")
            claims.append(ref)
            evidence = self._evidence(article, sentence, ("trigger", "participant"))
            claim = Event(
                ref.claim, type_, participants, place, (), time.date, time, status,  # type: ignore[arg-type]
                basis, Span(evidence.start, evidence.start + 3, sentence[:3]), (evidence,), 0.9, "made",  # type: ignore[arg-type]
            )  # fmt: skip
            self.dossiers[article] = replace(dossier, events=(*dossier.events, claim))
        self.add(
            MergedEvent(
                iri(f"event/{path}"),
                type_,
                f"{type_} {path}",
                participants,
                place,
                polity,
                time,  # type: ignore[arg-type]
                status,
                basis,
                0.9,
                tuple(claims),
                origins or max(len(claims), 1),  # type: ignore[arg-type]
            )  # fmt: skip
        )
        return iri(f"event/{path}")

    def statement(  # noqa: PLR0913
        self,
        path: str,
        speaker: str,
        wordings: Iterable[tuple[str, str, str]],
        *,
        kind: str = "direct",
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
                ref.claim, speaker, kind, quote, quote, addressee, subjects, mentions, time.date,  # type: ignore[arg-type]
                time, (self._evidence(article, sentence, ("quote", "speaker")),), 0.9, "made",
            )  # fmt: skip
            self.dossiers[article] = replace(dossier, statements=(*dossier.statements, claim))
        claims = tuple(ref for refs in said.values() for ref in refs)
        self.add(
            MergedStatement(
                iri(f"statement/{path}"),
                speaker,
                kind,  # type: ignore[arg-type]
                tuple(Variant(text, tuple(refs)) for text, refs in said.items()),
                addressee,
                subjects,
                mentions,
                time,
                0.9,
                claims,
                len(claims),
            )  # fmt: skip
        )
        return iri(f"statement/{path}")

    def tenure(self, path: str, person: str, office: str, org: str, told: tuple[str, str],
               **dates: str) -> None:  # fmt: skip
        article, sentence = told
        dossier = self.dossiers[article]
        evidence = self._evidence(article, sentence, ("office",))
        claim = Tenure(person, office, org, None, dates.get("since"), dates.get("until"),
                       (evidence,), 0.9, "made")  # fmt: skip
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
            )  # fmt: skip
        )

    def discrepancy(self, path: str, subject: str, field_: str, **tellings: ClaimRef) -> None:
        told = tuple(Telling(value, (ref,)) for value, ref in tellings.items())
        self.add(Discrepancy(iri(f"discrepancy/{path}"), subject, field_, told))

    def pairs(self) -> dict[str, Pair]:
        """The pairs that the events make: every two participants of one event."""
        found: dict[tuple[str, str], dict[tuple[str, ...], list[MergedEvent]]] = defaultdict(dict)
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


def _ends(event: MergedEvent) -> list[tuple[str, str]]:
    actors = list(dict.fromkeys(p.actor for p in event.participants))
    return [
        (a, b) if event.type not in SYMMETRIC else (min(a, b), max(a, b))
        for i, a in enumerate(actors)
        for b in actors[i + 1 :]
    ]


def _pair(a: str, b: str, relations: dict[tuple[str, ...], list[MergedEvent]]) -> Pair:
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
                type_ in SYMMETRIC,  # type: ignore[arg-type]
                tuple(sorted(e.iri for e in events)),
                days[0] if days else None,
                days[-1] if days else None,
            )  # fmt: skip
        )
    name = f"pair/{a.removeprefix(BASE)}--{b.removeprefix(BASE)}"
    return Pair(iri(name.replace("/", "-", 0)), a, b, tuple(made))


def changes(before: dict[str, Thing], after: dict[str, Thing]) -> list[Change]:
    """What turns the things of `before` into those of `after`, in the order of IRIs."""
    return [
        Change(before.get(name), after.get(name))
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    ]


def publish(story: Story, folder: Path, previous: Path | None = None,
            before: dict[str, Thing] | None = None) -> Path:  # fmt: skip
    """Write the index and network of `story` into `folder`, as the generation after `previous`."""
    folder.mkdir(parents=True)
    index.update(
        previous, folder, changes(before or {}, story.all_things()), story.dossiers.get,
        articles=sorted(story.dossiers),
    )  # fmt: skip
    return folder


def seeds() -> Story:
    """The five seed articles' main story, in a few sentences of our own."""
    story = Story()
    story.article("a0", "Lee and Ishiba met in Tokyo on August 23, 2025. They issued a joint "
                  "statement. Trump will host Lee in Washington on Monday.", "2025-08")  # fmt: skip
    story.article("a1", "Lee met Ishiba on Saturday. “This is our second gathering, and I feel "
                  "that we are close friends,” Lee said. “Ukraine today could be East Asia’s "
                  "tomorrow,” Kishida once said.", "2025-08")  # fmt: skip
    story.article("a2", "Takaichi met Lee in Nara on Tuesday. Lee traveled to China for talks with "
                  "Xi. “I hope to elevate Japan–South Korea relations to new heights,” "
                  "Takaichi said.", "2026-01")  # fmt: skip
    story.article("a3", "Following a summit of Lee with Ishiba, a statement was issued. “This is our "
                  "second meeting, and I feel as if we are close friends,” Lee remarked. Having "
                  "already met Trump, Ishiba may have offered advice.", "2025-08")  # fmt: skip
    story.article("a4", "Ishiba received Lee in Tokyo on Saturday. Lee became president in June.")
    lee = story.actor("person/lee-jae-myung", "Lee Jae-myung", "Lee", "Lee Jae Myung",
                      "President Lee", in_articles=("a0", "a1", "a2", "a3", "a4"))  # fmt: skip
    ishiba = story.actor("person/shigeru-ishiba", "Shigeru Ishiba", "Ishiba",
                         in_articles=("a0", "a1", "a3", "a4"))  # fmt: skip
    takaichi = story.actor(
        "person/sanae-takaichi", "Sanae Takaichi", "Takaichi", in_articles=("a2",)
    )
    trump = story.actor("person/donald-trump", "Donald Trump", "Trump", in_articles=("a0", "a3"))
    xi = story.actor("person/xi-jinping", "Xi Jinping", "Xi", in_articles=("a2",))
    kishida = story.actor("person/fumio-kishida", "Fumio Kishida", "Kishida", in_articles=("a1",))
    story.actor("person/jeffrey-kingston", "Jeffrey Kingston", "Kingston")
    japan = story.actor("country/JP", "Japan", "Tokyo", in_articles=("a0", "a2"))
    korea = story.actor("country/KR", "South Korea", "Seoul", in_articles=("a0", "a2"))
    china = story.actor("country/CN", "China", "Beijing", in_articles=("a2",))
    ukraine = story.actor("country/UA", "Ukraine", in_articles=("a1",))
    both = (lee, "participant"), (ishiba, "participant")
    summit = story.event(
        "tokyo-summit", "meet", both,
        (("a0", "Lee and Ishiba met in Tokyo on August 23, 2025."),
         ("a1", "Lee met Ishiba on Saturday."),
         ("a3", "Following a summit of Lee with Ishiba, a statement was issued."),
         ("a4", "Ishiba received Lee in Tokyo on Saturday.")),
        time=day("2025-08-23", phrase="August 23, 2025"), place="Tokyo", polity=japan,
    )  # fmt: skip
    story.event("joint-statement", "joint_statement", both,
                (("a0", "They issued a joint statement."),), time=day("2025-08-23"))  # fmt: skip
    story.event("first-meeting", "meet", both, (("a1", "Lee met Ishiba on Saturday."),),
                basis="inferred")  # fmt: skip
    story.event("nara", "meet", ((takaichi, "host"), (lee, "visitor")),
                (("a2", "Takaichi met Lee in Nara on Tuesday."),),
                time=day("2026-01-01", "2026-01-31", "month", "on Tuesday"),
                place="Nara", polity=japan)  # fmt: skip
    story.event("beijing", "meet", ((lee, "visitor"), (xi, "host")),
                (("a2", "Lee traveled to China for talks with Xi."),), basis="inferred")  # fmt: skip
    story.event("china-visit", "visit", ((lee, "visitor"), (china, "host")),
                (("a2", "Lee traveled to China for talks with Xi."),))  # fmt: skip
    story.event("white-house", "meet", ((ishiba, "participant"), (trump, "participant")),
                (("a3", "Having already met Trump, Ishiba may have offered advice."),))  # fmt: skip
    story.event("washington", "meet", ((trump, "host"), (lee, "visitor")),
                (("a0", "Trump will host Lee in Washington on Monday."),), status="planned",
                time=day("2025-08-25"), place="Washington")  # fmt: skip
    story.event("accord", "agree", ((japan, "participant"), (korea, "participant")),
                (("a0", "They issued a joint statement."),), time=day("2025-08-23"))  # fmt: skip
    story.statement(
        "close-friends", lee,
        (("a1", "“This is our second gathering, and I feel that we are close friends,” Lee said.",
          "This is our second gathering, and I feel that we are close friends,"),
         ("a3", "“This is our second meeting, and I feel as if we are close friends,” Lee remarked.",
          "This is our second meeting, and I feel as if we are close friends,")),
        mentions=(ishiba,), topics=(("friendship", iri("topic/friendship")),),
        time=day("2025-08-23"),
    )  # fmt: skip
    story.statement(
        "ukraine-today", kishida,
        (("a1", "“Ukraine today could be East Asia’s tomorrow,” Kishida once said.",
          "Ukraine today could be East Asia’s tomorrow,"),),
        mentions=(ukraine,), topics=(("Ukraine", iri("topic/ukraine")),),
    )  # fmt: skip
    story.statement(
        "new-heights", takaichi,
        (("a2", "“I hope to elevate Japan–South Korea relations to new heights,” Takaichi said.",
          "I hope to elevate Japan–South Korea relations to new heights,"),),
        mentions=(japan, korea),
        topics=(("Japan–South Korea relations", iri("topic/japan-south-korea-relations")),),
        time=day("2026-01-01", "2026-01-31", "month"),
    )  # fmt: skip
    story.tenure("lee-president", lee, "President", "South Korea",
                 ("a4", "Lee became president in June."), since="2025-06")  # fmt: skip
    story.discrepancy("summit-date", summit, "date",
                      **{"2025-08-23": ClaimRef("a0", "e1"), "unresolved": ClaimRef("a3", "e1")})  # fmt: skip
    return story
