"""Words beside a name that make a country of it: "neighbouring X", "the states of X and Y"."""

from collections.abc import Sequence

from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.tokens import Token

_ADJOINING = frozenset({"neighbouring", "neighboring"})
_OPENING = frozenset({",", ":", "—", "–"})
_STATES = frozenset({"republics", "kingdoms", "countries", "nations", "states", "governments"})
_SERVING = frozenset({"minister", "leader", "ambassador", "parliament", "army"})
_REACH = 4  # words before a list in which "countries" may stand


class LandWords:
    """The names of one article as such words see them."""

    def __init__(self, tokens: Sequence[Token], names: Sequence[Name]) -> None:
        self._tokens = tokens
        self._ends = {name.end: name for name in names}
        self._holders = _SERVING | lexicon().top

    def tell(self, name: Name) -> bool:
        """Whether such a word stands beside `name` or before the list that it is in."""
        before = self._tokens[name.start - 1].lower_ if name.start else ""
        after = self._tokens[name.end].lower_ if name.end < len(self._tokens) else ""
        seated = after == "capital" and not name.labels["NORP"]  # "the X capital"
        return seated or before in _ADJOINING or self._is_listed(name)

    def _is_listed(self, name: Name) -> bool:
        """Whether a list that `name` is in follows "countries", "republics of", "ministers of"."""
        first = name
        while (earlier := self._before(first)) is not None:
            first = earlier
        opening = self._tokens[max(0, first.start - _REACH) : first.start]
        words = [t.lower_ for t in opening]
        if words[-1:] == ["of"]:
            placed = first is not name and name.labels["LOC"] > 0  # "the ministers of X and Y"
            ruling = placed and {t.lemma_.lower() for t in opening[-2:-1]} & self._holders
            return bool(ruling or _STATES & set(words[-2:-1]))
        listed = bool(words) and words[-1] in _OPENING
        return listed and bool(lexicon().plural_countries & set(words))

    def _before(self, name: Name) -> Name | None:
        """The name before `name` in one list: X in "X, Y and Z" for Y."""
        i = name.start - 1
        if i < 1 or self._tokens[i].lower_ not in (",", "and"):
            return None
        oxford = self._ends.get(i - 1) if self._tokens[i - 1].text == "," else None
        return self._ends.get(i) or oxford
