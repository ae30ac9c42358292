"""The mentions and offices of a text, found by their entity, sentence and wording."""

import random

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.held_offices import Holding, Holdings
from graph_builder.extraction.history import History, Occurrence
from graph_builder.extraction.role_phrase import RolePhrase, office_key


def test_history_keeps_one_order_in_all_its_lists() -> None:
    rng, history = random.Random(3), History()
    people = [Entity(f"a{n}", "person", f"P{n}") for n in range(5)]
    places = [max(0, n + rng.choice([0, 0, 0, -3, -30])) for n in range(200)]
    for i in places:
        several = rng.sample(people, rng.choice([1, 1, 2]))
        history.add([Occurrence(i, i // 10, e, False, False, True) for e in several])
    everything = list(history)
    assert [o.i for o in everything] != sorted(places)  # some were found much later
    for person in people:
        own = [o for o in everything if o.entity is person]
        assert history.of(person) == own
        assert history.count(person, 90) == sum(o.i < 90 for o in own)
    for sentence in range(20):
        assert history.inside(sentence) == [o for o in everything if o.sentence == sentence]
    for start, end in ((0, 50), (40, 41), (60, 300), (0, 0)):
        first = next((n for n, o in enumerate(everything) if o.i >= start), len(everything))
        last = next((n for n, o in enumerate(everything) if o.i >= end), len(everything))
        assert history.between(start, end) == everything[first:last]


def test_holdings_are_found_by_person_and_wording() -> None:
    holdings = Holdings()
    ann, ben = Entity("a1", "person", "Ann"), Entity("a2", "person", "Ben")
    premier = RolePhrase(0, 1, 0, 0, "premier", "office", "premier")
    chief = RolePhrase(5, 6, 5, 5, "minister", "office", "prime minister")
    envoy = RolePhrase(9, 10, 9, 9, "envoy", "office", "envoy")
    first, second, third = (
        Holding(ben, premier, None, "title"),
        Holding(ann, envoy, None, "title"),
        Holding(ben, chief, None, "title"),
    )
    holdings.extend([first, second, third])
    assert list(holdings.by_person) == [ben, ann]
    assert holdings.of(ben) == [first, third]
    key = office_key(chief)
    assert list(holdings.worded(lambda role: office_key(role) == key)) == [first, third]
    holdings.remove(first)
    assert list(holdings.by_person) == [ann, ben]
    assert list(holdings.worded(lambda role: role.noun == "premier")) == []
