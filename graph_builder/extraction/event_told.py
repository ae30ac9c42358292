"""The events of a text told so far, found by their parties, places in the text and types.

Each telling is compared with the events before it. In a long text hardly any of them has a party,
a sentence or a clause in common with it: to look at all would cost the square of the text's length.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.event_mentions import Mention
from graph_builder.model import EventType

Numbers = set[int]


class ToldEvents:
    """Groups of tellings of one event each; those that are asked for are numbers of `groups`.

    What is found may be more than what fits (a telling that has left a group still leads to it),
    never less.
    """

    def __init__(self) -> None:
        self.groups: list[list[Mention]] = []
        self._number: dict[int, int] = {}
        self._of_type: dict[EventType, Numbers] = defaultdict(set)
        self._of_party: dict[tuple[EventType, Entity], Numbers] = defaultdict(set)
        self._of_land: dict[tuple[EventType, Entity], Numbers] = defaultdict(set)
        self._at_word: dict[int, Numbers] = defaultdict(set)
        self._in_sentence: dict[int, Numbers] = defaultdict(set)
        self._last = 0  # sentence

    # ---- telling --------------------------------------------------------------------------------

    def found(self, group: list[Mention]) -> None:
        """Add an event."""
        self._number[id(group)] = len(self.groups)
        self.groups.append(group)
        self.look_again(group)

    def join(self, group: list[Mention], mention: Mention) -> None:
        """Add a telling to an event."""
        group.append(mention)
        self._enter(self._number[id(group)], mention)

    def look_again(self, group: list[Mention]) -> None:
        """Enter an event whose first telling, which says of what type it is, is another now."""
        for mention in group:
            self._enter(self._number[id(group)], mention)

    def _enter(self, number: int, mention: Mention) -> None:
        type_ = self.groups[number][0].type
        self._of_type[type_].add(number)
        for entity in mention.entities:
            self._of_party[type_, entity].add(number)
            if entity.country is not None:
                self._of_land[type_, entity.country].add(number)
        for i in _words(mention):
            self._at_word[i].add(number)
        sentence = _sentence(mention)
        self._in_sentence[sentence].add(number)
        self._last = max(self._last, sentence)

    # ---- asking ---------------------------------------------------------------------------------

    def of_types(self, types: Iterable[EventType]) -> Numbers:
        """The events of these types."""
        return _all(self._of_type.get(t) for t in types)

    def with_party(self, types: Iterable[EventType], entity: Entity) -> Numbers:
        """Those of these types to which `entity` is a party."""
        return _all(self._of_party.get((t, entity)) for t in types)

    def of_related(self, type_: EventType, entities: Sequence[Entity]) -> Numbers:
        """Those of a type to which one of `entities`, its country or one whom it sends is party."""
        held = [*entities, *(e.country for e in entities if e.country is not None)]
        sent = (self._of_land.get((type_, entity)) for entity in entities)
        return _all(self._of_party.get((type_, entity)) for entity in held) | _all(sent)

    def with_words(self, mention: Mention) -> Numbers:
        """Those that are told with a word of `mention`."""
        return _all(self._at_word.get(i) for i in _words(mention))

    def lately(self, mention: Mention, sentences: int) -> Numbers:
        """Those told of in the sentence of `mention`, as many before it, or later."""
        first = _sentence(mention) - sentences
        return _all(self._in_sentence.get(n) for n in range(first, self._last + 1))


def _words(mention: Mention) -> list[int]:
    """The places of a telling's trigger and of what else it hangs on."""
    return [mention.trigger.i, *(host.i for host in mention.hosts)]


def _sentence(mention: Mention) -> int:
    return bisect_right(mention.trigger.doc.starts, mention.trigger.i)


def _all(found: Iterable[Numbers | None]) -> Numbers:
    return set().union(*filter(None, found))
