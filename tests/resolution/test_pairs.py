"""What stands between two actors, and what only follows from something else that is told."""

from dataclasses import replace

from graph_builder.merged import Pair
from graph_builder.model import Actor, Dossier, Event, Evidence, Participant, Span, Time
from graph_builder.resolution import Registry, State, open_state

SENTENCE = "Ann Berg spoke of her meetings with Eva Soto."


def article(id_: str, rule: str) -> Dossier:
    """An article from which an undated meeting is inferred by a rule."""
    actors = (Actor("a1", "Ann Berg", "person"), Actor("a2", "Eva Soto", "person"))
    event = Event(
        "e1", "meet", tuple(Participant(a.id, "participant") for a in actors), None, (), None,
        Time(), "happened", "inferred", Span(22, 30, "meetings"),
        (Evidence(0, len(SENTENCE), SENTENCE, ("trigger",)),), 0.5, rule,
    )  # fmt: skip
    return Dossier(id_, None, None, None, "2025-03-01", "en", SENTENCE, "1", "1", actors, (event,))


def implied(*dossiers: Dossier) -> list[bool]:
    with open_state(":memory:") as state:
        state.apply(dossiers, (), (), Registry())
        return [
            relation.implied
            for pair in state.things("pair")
            if isinstance(pair, Pair)
            for relation in pair.relations
        ]


def test_a_meeting_is_implied_where_the_rule_that_found_it_says_so() -> None:
    assert implied(article("n1", "implied-by-ordinal")) == [True]
    assert implied(article("n1", "verb:meet+purpose")) == [False]


def test_an_event_that_one_article_tells_of_by_itself_is_not_implied() -> None:
    both = article("n1", "implied-by-ordinal"), article("n2", "verb:meet")
    assert implied(*both) == implied(*reversed(both)) == [False]


def test_a_dated_event_is_not_implied() -> None:
    told = article("n1", "implied-by-meeting-abroad")
    day = Time("2025-02-01", "2025-02-01", "day", "1 February", None, "absolute")
    event = replace(told.events[0], date="2025-02-01", time=day)
    assert implied(replace(told, events=(event,))) == [False]


def at_work(id_: str, *names: tuple[str, str], place: str | None = None) -> Dossier:
    """An article that names these actors; with a place, the first of them visits it."""
    actors = tuple(Actor(f"a{i}", *name) for i, name in enumerate(names))  # type: ignore[arg-type]
    visit = Event(
        "e1", "visit", (Participant("a0", "visitor"),), place, (), None, Time(), "happened",
        "stated", Span(0, 8, "Ann Berg"), (Evidence(0, len(SENTENCE), SENTENCE, ("trigger",)),),
        0.8, "verb:visit",
    )  # fmt: skip
    events = (visit,) if place else ()
    return Dossier(id_, None, None, None, "2025-03-01", "en", SENTENCE, "1", "1", actors, events)


def test_a_visit_binds_to_the_land_of_its_place_as_long_as_that_is_an_actor() -> None:
    visit = at_work("n1", ("Ann Berg", "person"), place="Muscat")
    oman = at_work("n2", ("Oman", "country"))
    registry = Registry()

    def bound(state: State) -> list[str]:
        known = {thing.iri for thing in state.things("actor")}
        pairs = [pair for pair in state.things("pair") if isinstance(pair, Pair)]
        assert all({pair.a, pair.b} <= known for pair in pairs)
        return [pair.iri.rpartition("/")[2] for pair in pairs]

    with open_state(":memory:") as state:
        state.apply((visit,), (), (), registry)
        assert bound(state) == []
        state.apply((oman,), (), (), registry)
        assert bound(state) == ["country-OM--person-ann-berg"]
        state.apply((), ("n2",), (), registry)
        assert bound(state) == []
