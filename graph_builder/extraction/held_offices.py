"""Who holds which office, as far as a text has told it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.role_phrase import RolePhrase, office_key

Wording = tuple[str, frozenset[str], frozenset[str]]


@dataclass(slots=True)
class Holding:
    """`person` holds, held or is to hold the office of `role`, for `org` (an entity) if known.

    `at` is the token that says it of him, when that isn't the role phrase: "his successor, X".
    """

    person: Entity
    role: RolePhrase
    org: Entity | None
    how: str
    at: int | None = None


class Holdings:
    """All of a text, in the order in which they were found; by person and by wording, too."""

    def __init__(self) -> None:
        self._all: list[Holding] = []
        self._of: dict[Entity, list[Holding]] = defaultdict(list)
        self._worded: dict[Wording, list[Holding]] = defaultdict(list)

    def __iter__(self) -> Iterator[Holding]:
        return iter(self._all)

    def append(self, holding: Holding) -> None:
        """Add one."""
        self._all.append(holding)
        self._enter(holding)

    def extend(self, holdings: Iterable[Holding]) -> None:
        """Add several."""
        for holding in holdings:
            self.append(holding)

    def remove(self, holding: Holding) -> None:
        """Take one out again."""
        self._all.remove(holding)
        self.put(self._all)

    def put(self, holdings: list[Holding]) -> None:
        """Put these in the place of all."""
        self._all = holdings
        self._of.clear()
        self._worded.clear()
        for holding in holdings:
            self._enter(holding)

    def of(self, person: Entity) -> list[Holding]:
        """Those of `person`."""
        return [*self._of.get(person, ())]

    @property
    def by_person(self) -> Mapping[Entity, Sequence[Holding]]:
        """Those of each person, in the order of their first ones."""
        return self._of

    def worded(self, suits: Callable[[RolePhrase], bool]) -> list[Holding]:
        """Those that `suits` by noun, office and standing; all in the same words are asked once."""
        return [h for alike in self._worded.values() if suits(alike[0].role) for h in alike]

    def _enter(self, holding: Holding) -> None:
        role = holding.role
        self._of[holding.person].append(holding)
        self._worded[role.noun, office_key(role), role.standing].append(holding)
