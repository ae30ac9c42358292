"""A dossier as one self-contained HTML page, for a person to check what was understood."""

from collections.abc import Iterable, Sequence
from html import escape

from graph_builder.export.annotated_text import Segment, segments
from graph_builder.model import Dossier, Participant

STYLE = """
body{font:16px/1.6 system-ui,sans-serif;max-width:54rem;margin:2rem auto;padding:0 1rem;
color:#1a1a1a}
.text{white-space:pre-wrap}
mark{color:inherit;padding:.05em .15em;border-radius:.2em}
.person{background:#cfe3ff}.country{background:#d3f2d1}.organization{background:#ffe7b8}
.group{background:#ecdcff}.event{border-bottom:3px solid #c0392b;background:none}
.quote{background:none;font-style:italic;border-bottom:1px dotted #666}
table{border-collapse:collapse;width:100%;margin:1rem 0;font-size:14px}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #ddd}
@media(prefers-color-scheme:dark){body{background:#14161a;color:#e8e8e8}
.person{background:#1d3f66}.country{background:#1f4a24}.organization{background:#5a4312}
.group{background:#43285f}th,td{border-color:#333}}
"""


def dossier_page(dossier: Dossier) -> str:
    """The article with its actors, events and quotes marked, and tables of what it says."""
    title = escape(dossier.title or dossier.id)
    text = "".join(_marked(segment) for segment in segments(dossier))
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style>'
        f'<h1>{title}</h1><p class="text">{text}</p>{"".join(_tables(dossier))}</html>\n'
    )


def _marked(segment: Segment) -> str:
    text = escape(segment.text)
    for annotation in reversed(segment.annotations):
        text = f'<mark class="{annotation.layer}" title="{escape(annotation.label)}">{text}</mark>'
    return text


def _tables(dossier: Dossier) -> Iterable[str]:
    names = {actor.id: actor.name for actor in dossier.actors}

    def who(participants: Sequence[Participant]) -> str:
        return ", ".join(f"{names[p.actor]} ({p.role})" for p in participants)

    yield _table(
        "Actors",
        ("name", "type", "office", "also"),
        [(a.name, a.type, a.office or "", ", ".join(a.aliases)) for a in dossier.actors],
    )
    yield _table(
        "Events",
        ("event", "who", "status", "date", "place", "sentence"),
        [
            (e.type, who(e.participants), e.status, e.date or "", e.place or "", e.evidence[0].text)
            for e in dossier.events
        ],
    )
    yield _table(
        "Statements",
        ("speaker", "kind", "words", "topics"),
        [
            (names[s.speaker], s.kind, s.quote, ", ".join(t.label for t in s.topics))
            for s in dossier.statements
        ],
    )
    yield _table(
        "Offices",
        ("person", "office", "of", "since", "until"),
        [(names[t.person], t.office, t.org, t.since or "", t.until or "") for t in dossier.offices],
    )
    yield _table(
        "Refused or left open",
        ("kind", "reason", "text"),
        [(r.kind, r.reason, r.text) for r in dossier.refused]
        + [(u.kind, "unresolved", u.text) for u in dossier.unresolved],
    )


def _table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<h2>{escape(caption)}</h2><table><tr>{head}</tr>{body}</table>"
