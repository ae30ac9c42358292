"""Doc → Dossier: what one article says, as a careful annotator would take it down.

Read `extract` first: discourse (who the words refer to), then events, statements and offices,
then the grounding gate.
"""

from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

import spacy.tokens

from graph_builder.extraction.actors import find_actors
from graph_builder.extraction.attribution_speakers import is_outlet
from graph_builder.extraction.coreference import resolve_references
from graph_builder.extraction.discourse import Discourse, Entity
from graph_builder.extraction.event_topics import with_topics
from graph_builder.extraction.events import find_events
from graph_builder.extraction.grounding import ground
from graph_builder.extraction.hyphenated import join_hyphenated
from graph_builder.extraction.offices import describe_offices, find_offices
from graph_builder.extraction.statements import find_statements
from graph_builder.extraction.temporal import Clock
from graph_builder.extraction.temporal_phrases import find_times
from graph_builder.extraction.tokens import Doc
from graph_builder.extraction.topics import TopicFinder
from graph_builder.keeping import shed
from graph_builder.model import Actor, Article, Dossier, Span, Statement

VERSION = "1"
_IDLE = frozenset("the a an some around about nearly almost over roughly".split())


def extract(annotated: spacy.tokens.Doc, article: Article) -> Dossier:
    """Everything that `article` says; `annotated` is its text as the reading pipeline left it."""
    doc = Doc.of(annotated, article.text)
    join_hyphenated(doc)
    discourse, findings = find_actors(doc)
    scene = resolve_references(discourse, findings)
    clock = Clock.at(article.published)
    times = find_times(doc, clock)
    events = find_events(doc, discourse, clock, times, scene.transcript)
    topics = TopicFinder(doc, discourse)
    events = with_topics(doc, events, topics)
    statements = find_statements(doc, discourse, times, topics, scene.transcript)
    claimed = {p.actor for event in events for p in event.participants}
    claimed |= {s.speaker for s in statements} | _heard(discourse, statements)
    known = claimed | {entity.id for entity in discourse.entities if entity.named}
    # Of someone unnamed an office is worth telling only if he does something.
    offices = [t for t in find_offices(scene, events, times) if t.person in known]
    describe_offices(offices, scene)
    claimed |= {tenure.person for tenure in offices}
    counted = [e for e in discourse.entities if e.id in claimed or _counts(e)]
    ids = {entity.id for entity in counted}
    dossier = Dossier(
        id=article.id,
        url=article.url,
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        language=article.language,
        text=article.text,
        extraction=VERSION,
        actors=tuple(_actor(discourse, entity) for entity in counted),
        events=tuple(events),
        statements=tuple(_addressed(s, ids) for s in statements),
        offices=tuple(offices),
        unresolved=tuple(discourse.unresolved),
    )
    discourse.close()
    shed()
    return ground(dossier)


def _heard(discourse: Discourse, statements: Sequence[Statement]) -> set[str]:
    """Addressees; an outlet that only carries what it is told is none, nor is an unnamed group."""
    by_id = {entity.id: entity for entity in discourse.entities}
    heard = {s.addressee: by_id[s.addressee] for s in statements if s.addressee is not None}
    vague = {id_ for id_, e in heard.items() if e.type == "group" and not (e.named or e.acts)}
    silent = {id_ for id_, e in heard.items() if e.type == "organization" and not e.acts}
    return heard.keys() - vague - silent


def _counts(entity: Entity) -> bool:
    """Whether an entity that no claim names belongs in the dossier all the same.

    An outlet that only carries a story does not.
    """
    told = entity.named or entity.type in ("group", "person")
    return told and entity.acts and not is_outlet(entity)


def _addressed(statement: Statement, counted: set[str]) -> Statement:
    """`statement` without an addressee that the dossier doesn't hold."""
    if statement.addressee is None or statement.addressee in counted:
        return statement
    return replace(statement, addressee=None)


def _actor(discourse: Discourse, entity: Entity) -> Actor:
    """`entity` as a dossier keeps it: aliases are the forms used, without pronouns."""
    doc, mentions, aliases = discourse.doc, [], []
    for reference in sorted(entity.references, key=attrgetter("start", "end")):
        start = doc.offsets[reference.start]
        phrase = doc.phrase(reference.start, reference.end)
        mentions.append(Span(start, start + len(phrase), phrase))
        if reference.kind in ("pronoun", "members") or len(reference.entities) > 1:
            continue  # "the two ministers" is no name of either
        forms = [phrase if entity.type == "person" else _bare(phrase)]
        if not entity.named:
            forms.append(_bare(doc.phrase(reference.start, reference.head + 1)))
        for form in forms:
            if form not in aliases:
                aliases.append(form)
    return Actor(
        entity.id, entity.name, entity.type, tuple(aliases), entity.office, tuple(mentions)
    )


def _bare(phrase: str) -> str:
    """A description without its article: "the ministry" is "ministry", "some 40 men" "40 men"."""
    first, _, rest = phrase.partition(" ")
    return rest if first.lower() in _IDLE and rest else phrase
