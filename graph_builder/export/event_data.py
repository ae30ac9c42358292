"""Event data for political science: one row for each event, coded by PLOVER and CAMEO.

The codes of an event type are those of `ontology/events.toml`, which names their sources. Countries
are ISO 3166-1 alpha-3 codes: a country's own, and for a person that of the country of the office
that it held at the time (else of its latest office).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph_builder.export.selection import ExportOptions
from graph_builder.export.tables import Row, csv_lines
from graph_builder.graph.answers import ActorRef, EventRow, Part
from graph_builder.graph.events import event_rows
from graph_builder.graph.naming import resolve
from graph_builder.graph.opened import Opened
from graph_builder.ontology import load_toml, polities

COLUMNS = (
    "event", "date", "date_start", "date_end", "date_precision",
    "source", "source_type", "source_country", "source_iri",
    "target", "target_type", "target_country", "target_iri",
    "event_type", "plover_event", "plover_mode", "cameo_root", "status", "basis",
    "place", "place_country", "origins", "articles", "urls", "sentence",
)  # fmt: skip
# Roles whose actors do the event; the others have it done to them, or share in it.
_DOING = ("agent", "visitor")
_SEPARATOR = "; "
PORTION = 500


def event_data(graph: Opened, options: ExportOptions) -> Iterator[bytes]:
    """All events that the options leave, oldest first and undated last, as CSV."""
    yield csv_lines([COLUMNS])
    condition, values = options.filters.condition(graph)
    if options.around is not None:
        condition += " AND event.id IN (SELECT event FROM participant WHERE node = ?)"
        values.append(resolve(graph, options.around).node)
    rows = graph.rows(
        f"SELECT event.id FROM event WHERE {condition} ORDER BY first IS NULL, first, iri", values
    )
    numbers = [row["id"] for row in rows]
    countries = _Countries(graph)
    for start in range(0, len(numbers), PORTION):
        portion = event_rows(graph, numbers[start : start + PORTION])
        taken = [event for event in portion if _takes(options, event)]
        yield csv_lines(_row(event, countries) for event in taken)


def _takes(options: ExportOptions, event: EventRow) -> bool:
    types = options.actor_types
    return not types or any(part.actor.type in types for part in event.participants)


def _row(event: EventRow, countries: "_Countries") -> Row:
    codes = load_toml("events.toml")["types"][event.type]
    doing, others = _sides(event.participants)
    return (
        event.iri,
        event.date,
        event.time.start,
        event.time.end,
        event.time.precision,
        *_side(doing, event, countries),
        *_side(others, event, countries),
        event.type,
        codes.get("plover"),
        codes.get("mode"),
        codes.get("cameo"),
        event.status,
        event.basis,
        event.place,
        countries.of_iri(event.place_polity),
        event.origins,
        event.articles,
        _SEPARATOR.join(dict.fromkeys(s.article.url or s.article.id for s in event.evidence)),
        event.evidence[0].text if event.evidence else None,
    )


def _sides(parts: Sequence[Part]) -> tuple[list[ActorRef], list[ActorRef]]:
    """Who does it and to whom; where all stand alike, the first by IRI and the others."""
    doing = [part.actor for part in parts if part.role in _DOING]
    others = [part.actor for part in parts if part.role not in _DOING]
    if not doing:
        others.sort(key=lambda actor: actor.iri)
        return others[:1], others[1:]
    return doing, others


def _side(
    actors: Sequence[ActorRef], event: EventRow, countries: "_Countries"
) -> tuple[str, str, str, str]:
    return (
        _SEPARATOR.join(actor.name for actor in actors),
        _SEPARATOR.join(actor.type for actor in actors),
        _SEPARATOR.join(countries.of(actor, event.time.start) or "" for actor in actors),
        _SEPARATOR.join(actor.iri for actor in actors),
    )


class _Countries:
    """The country code of every actor that has one."""

    def __init__(self, graph: Opened) -> None:
        self._codes = {
            row["iri"]: self._iso3(row["code"])
            for row in graph.rows("SELECT iri, code FROM actor WHERE code IS NOT NULL")
        }
        self._offices: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for row in graph.rows(
            "SELECT person.iri, org.iri AS org, coalesce(since, '') AS since,"
            " coalesce(until, '~') AS until FROM tenure"
            " JOIN actor AS person ON person.node = person"
            " JOIN actor AS org ON org.node = org_actor"
            " ORDER BY since, until"
        ):
            if self._codes.get(row["org"]):
                self._offices[row["iri"]].append((row["since"], row["until"], row["org"]))

    @staticmethod
    def _iso3(code: str) -> str | None:
        polity = polities().by_id(code)
        return None if polity is None else polity.iso3

    def of(self, actor: ActorRef, day: str | None) -> str | None:
        """The code of a country, or of the country in whose office a person was on `day`."""
        own = self._codes.get(actor.iri)
        if own is not None:
            return own
        offices = self._offices.get(actor.iri, [])
        if day is not None:
            # Short forms compare as text up to their own length.
            at_the_time = [
                org
                for since, until, org in offices
                if since <= day[: len(since)] and day[: len(until)] <= until
            ]
            if at_the_time:
                return self._codes[at_the_time[-1]]
        return self._codes[offices[-1][2]] if offices else None

    def of_iri(self, iri: str | None) -> str | None:
        """The code at the end of a country's IRI."""
        return None if iri is None else self._iso3(iri.rpartition("/")[2])
