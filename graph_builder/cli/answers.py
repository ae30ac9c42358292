"""What answers look like on a terminal: actors, paths, timelines, statements, topics and so on."""

from collections.abc import Iterable, Sequence
from textwrap import shorten

import typer

from graph_builder.cli.output import print_table
from graph_builder.graph.answers import (
    ActorHit,
    ArticleRef,
    ArticleRow,
    Articles,
    DiscrepancyRow,
    EventRow,
    Hop,
    PathRow,
    Paths,
    Sentence,
    StatementRow,
    Statements,
    Timeline,
    TimelineRow,
    TopicPage,
    TopicRef,
    TopicRow,
    Wording,
)
from graph_builder.rdf import event_classes
from graph_builder.resolution.explaining import Explanation

UNDATED = "undated"
# Roles of those who do what an event is; the others have it done to them, or take part alike.
_DOERS = ("agent", "visitor")
# So many topics are shown with a statement, the scheme's own first; --json has all.
_TOPICS = 5
# Longer titles of articles are cut at a word.
_TITLE = 40


def print_actors(hits: Iterable[ActorHit], base_iri: str) -> None:
    """Actors that a name may mean; the last column can be given wherever a name can."""
    print_table(
        "Actors",
        ("actor", "articles", "IRI"),
        [(_hit(h), h.articles, h.actor.iri.removeprefix(base_iri)) for h in hits],
    )


def _hit(hit: ActorHit) -> str:
    what = f"{hit.actor.name}, {hit.actor.type}"
    return what if hit.matched == hit.actor.name else f"{what}\nfound as {hit.matched}"


# ---- paths --------------------------------------------------------------------------------------


def print_paths(found: Paths) -> None:
    """Each path as a table of its hops, or why there is none."""
    if found.no_path is not None:
        typer.echo(found.no_path.message)
        return
    for row in found.paths:
        _print_path(row)
    if found.more:
        typer.echo("There may be more paths; raise --limit.")


def _print_path(row: PathRow) -> None:
    print_table(
        " → ".join(actor.name for actor in row.actors),
        ("hop", "event", "sentence"),
        [_hop_cells(hop, event) for hop in row.hops for event in hop.events[:1]],
    )


def _hop_cells(hop: Hop, event: EventRow) -> tuple[object, ...]:
    return (
        f"{hop.source.name} –\n{hop.target.name}",
        "\n".join(
            (
                f"{_what(event)}, {event.date or UNDATED}",
                _counted(event.origins, "origin"),
                *([f"1 of {hop.total} events"] if hop.total > 1 else ()),
            )
        ),
        _cited(event.evidence, event.date),
    )


# ---- timelines ----------------------------------------------------------------------------------


def print_timeline(found: Timeline) -> None:
    """The record of two actors, then what articles tell differently about it."""
    print_table(
        f"{found.a.name} and {found.b.name}",
        ("date", "what", "sentence"),
        [_timeline_cells(row) for row in found.rows],
    )
    for discrepancy in found.discrepancies:
        typer.echo(_discrepancy(discrepancy, found.rows))
    for hidden in found.hidden:
        typer.echo(f"{hidden.count} more {hidden.name}; --status {hidden.name} shows what is")
    if found.next:
        typer.echo(f"{len(found.rows)} of {found.total} rows; raise --limit to see more")


def _timeline_cells(row: TimelineRow) -> tuple[object, ...]:
    if row.event is not None:
        event = row.event
        what = f"{_what(event)}\n{_told(event.articles, event.origins)}"
        return event.date or UNDATED, what, _cited(event.evidence, event.date)
    said = row.statement
    assert said is not None
    what = f"{said.speaker.name} said\n{_told(said.articles, said.origins)}"
    return said.date or UNDATED, what, _wordings(said.variants, said.kind)


def _told(articles: int, origins: int) -> str:
    return f"{_counted(articles, 'article')},\n{_counted(origins, 'origin')}"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _discrepancy(found: DiscrepancyRow, rows: Sequence[TimelineRow]) -> str:
    events = [row.event for row in rows if row.event is not None]
    subject = next((e.label for e in events if e.iri == found.subject), found.subject)
    values = "; ".join(
        f"{telling.value} ({', '.join(_sources(telling.evidence))})" for telling in found.tellings
    )
    return f"told differently, {found.field} of {subject}: {values}"


def _what(event: EventRow) -> str:
    """The type of an event, who did it where it has a direction, where, and what is unsure."""
    doers = [part.actor.name for part in event.participants if part.role in _DOERS]
    symmetric = {name for name, known in event_classes().items() if known.symmetric}
    alike = event.type in symmetric or len(doers) == len(event.participants)
    what = event.type if alike or not doers else f"{event.type} by {' and '.join(doers)}"
    if event.place:
        what += f" in {event.place}"
    if event.status != "happened":
        what += f", {event.status}"
    return f"{what} (inferred)" if event.basis == "inferred" else what


def _cited(evidence: Sequence[Sentence], date: str | None) -> str:
    """The sentence that bears most of an event, its date above all, and where it stands."""
    if not evidence:
        return ""

    def weight(sentence: Sentence) -> tuple[bool, int]:
        return date is not None and "date" in sentence.supports, len(sentence.supports)

    best = max(evidence, key=weight)
    return f"{best.text} — {_source(best.article)}"


def _source(article: ArticleRef) -> str:
    """A short text by which a reader knows the article."""
    title = shorten(article.title or f"article {article.id}", _TITLE, placeholder=" …")
    name = article.publisher or title
    return f"{name}, {article.published}" if article.published else name


def _sources(evidence: Iterable[Sentence]) -> list[str]:
    return list(dict.fromkeys(_source(sentence.article) for sentence in evidence))


# ---- statements ---------------------------------------------------------------------------------


def print_statements(found: Statements) -> None:
    """Who said what; every wording on lines of its own, with where it is printed."""
    print_table(
        "Statements", ("date", "speaker", "words"), [_statement_cells(row) for row in found.rows]
    )
    if found.next:
        typer.echo(f"{len(found.rows)} of {found.total} rows; raise --limit to see more")


def _statement_cells(row: StatementRow) -> tuple[object, ...]:
    speaker = row.speaker.name
    if row.addressee:
        speaker += f"\nto {row.addressee.name}"
    words = _wordings(row.variants, row.kind)
    if row.topics:
        words += f"\nTopics: {', '.join(topic.label for topic in row.topics[:_TOPICS])}"
    return row.date or UNDATED, f"{speaker}\n{_counted(row.origins, 'origin')}", words


def _wordings(variants: Sequence[Wording], kind: str) -> str:
    return "\n".join(_wording(variant, kind) for variant in variants)


def _wording(variant: Wording, kind: str) -> str:
    words = f"“{variant.text}”" if kind == "direct" else variant.text
    return f"{words} — {'; '.join(_sources(variant.evidence))}"


# ---- topics -------------------------------------------------------------------------------------


def print_topics(found: TopicPage) -> None:
    """Topics, the busiest first, with what they belong to and how many statements are on them."""
    print_table(
        "Topics",
        ("topic", "part of", "statements", "with narrower"),
        [(t.label, _labels(t.broader), t.statements, t.with_narrower) for t in found.rows],
    )
    if found.next:
        typer.echo(f"{len(found.rows)} of {found.total} topics; raise --limit to see more")


def print_topic(found: TopicRow) -> None:
    """One topic: what it is, the topics around it, and how many statements in which month."""
    typer.echo(f"{found.label}: {found.definition}" if found.definition else found.label)
    for word, around in (("part of", found.broader), ("includes", found.narrower)):
        if around:
            typer.echo(f"  {word} {_labels(around)}")
    typer.echo(f"  {found.statements} statements, {found.with_narrower} with narrower topics")
    print_table("By month", ("month", "statements"), [(m.name, m.count) for m in found.months])


def _labels(topics: Iterable[TopicRef]) -> str:
    return ", ".join(topic.label for topic in topics)


# ---- articles -----------------------------------------------------------------------------------


def print_articles(found: Articles) -> None:
    """Articles by date, each by its title or first words, where it comes from, and its id."""
    print_table(
        "Articles",
        ("published", "article", "id"),
        [(row.article.published or UNDATED, _known(row), row.article.id) for row in found.rows],
    )
    if found.next:
        typer.echo(f"{len(found.rows)} of {found.total} articles; raise --limit to see more")


def _known(row: ArticleRow) -> str:
    told = (row.article.title or row.begins, row.article.publisher, row.article.url)
    return "\n".join(line for line in told if line)


# ---- reasons ------------------------------------------------------------------------------------


def print_explanation(found: Explanation) -> None:
    """The members of a thing, why they are one, and what was judged about them."""
    members = found.members
    typer.echo(found.thing.iri)
    if members:
        told = [(m.ref.article, m.ref.claim, m.told) for m in members]
        print_table("Told by", ("article", "claim", "as"), told)
    if not found.reasons and found.thing.kind == "article":
        typer.echo("No other article is a near-copy of it.")
    elif not found.reasons and len(members) > 1:
        typer.echo("One, because all of them say the same about who or what it is.")
    elif found.reasons:
        print_table(
            "Because",
            ("one", "other", "score", "rule"),
            [
                (
                    f"{r.left.article}/{r.left.claim}",
                    f"{r.right.article}/{r.right.claim}",
                    f"{r.score:.2f}",
                    r.rule,
                )
                for r in found.reasons
            ],
        )
    print_table(
        "Judgements",
        ("id", "verdict", "by", "reason"),
        [(j.id, j.verdict, j.by, j.reason) for j in found.judgements],
    )
