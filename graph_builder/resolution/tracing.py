"""What an update has made so far, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from graph_builder.resolution.things import StoredNames


@dataclass
class Trace:
    """What an update has made so far: `made` are IRIs of things that are there now, `gone` of those
    that were before and may have gone.

    `because` maps the articles of the update to the reasons for which they were read.
    """

    names: StoredNames
    because: Mapping[str, set[str]]
    made: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)

    @cached_property
    def _all(self) -> set[str]:
        return set().union(*self.because.values())

    def reasons(self, articles: Iterable[str]) -> set[str]:
        """Why a thing changed: the update's articles among these; all of the update, if none is."""
        found = [self.because[a] for a in articles if a in self.because]
        return set().union(*found) if found else self._all
