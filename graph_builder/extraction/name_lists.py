"""Names that stand in a list: "X and Y", "X (fisheries), Y (youth)", "X of A and Y of B"."""

from collections.abc import Iterator, Sequence

from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.status_negations import NEGATIONS
from graph_builder.extraction.tokens import Doc, Token

UNREAL = NEGATIONS | frozenset("would could might may should".split())
"""What denies that somebody holds an office: "is not the president", "would make a good one"."""
_IN_PLACES = frozenset({"ADP", "DET", "ADJ", "NOUN", "PROPN"})
_COUNTED = frozenset({"first", "last", "latest", "only", "second", "third"})
_LONGEST_BRACKET = 6  # tokens
_LONGEST_CALLING = 9  # tokens of ", a courteous Norwegian lawyer named"
_BEFORE_NAMES = frozenset({"old", "young", "late", "sri"})
_CALLING = (["called"], ["named"])
_JOINING = frozenset({",", "and", "&"})
STANDING = {
    "then": "then",
    "now": "now",
    "currently": "now",
    "once": "former",
    "formerly": "former",
    "previously": "former",
}
"""Adverbs before an apposition, and what they say of the office: "X, once Norland's premier"."""
# "X, until this month the president of Z", "X, by then a minister".
_TIMES = {"until": "former", "till": "former", "by": "then", "since": "now", "still": "now"}
_LONGEST_TIME = 4  # tokens


class NameLists:
    """Walks from name to name over what joins them; `starting` and `ending` find names by token."""

    def __init__(self, doc: Doc, names: Sequence[Name]) -> None:
        self.text = doc.forms
        self.tokens = doc.tokens
        self.starting = {name.start: name for name in names}
        self.ending = {name.end: name for name in names}

    def opens_clause(self, i: int, name: Name) -> bool:
        """Whether a verb at `i` goes on right behind what stands after `name`, set off before."""
        verb = self.tokens[i] if i < len(self.tokens) else None
        finite = verb is not None and verb.tag_ in ("VBD", "VBZ", "VBP", "MD")
        return finite and name.start > 0 and self.text[name.start - 1] == ","

    def acts(self, name: Name, office: Token) -> bool:
        """ "After talks with the French premier, X flew home": X does, he is not the premier."""
        if self.text[name.end : name.end + 1] in ([], [","]):
            return False
        named = self.tokens[name.start : name.end]
        subject = next((t for t in named if t.dep_ in ("nsubj", "nsubj:pass")), None)
        if subject is None or subject.head.i < name.end or subject.is_ancestor(office):
            return False
        verb = subject.head
        fronted = office.dep_ in ("nmod", "obl", "obj", "iobj") and office.i < name.start
        return fronted and verb.is_ancestor(office)

    def home(self, name: Name) -> Name | None:
        """The Y of "X of Y"."""
        i = name.end
        if i + 1 < len(self.text) and self.text[i] == "of":
            j = i + 2 if self.text[i + 1] == "the" else i + 1
            home = self.starting.get(j)
            return home if home is not None and not home.text.islower() else None
        return None

    def onward(self, first: Name) -> list[Name]:
        """`first` and the names of persons listed after it: "X, Y and Norland's Z"."""
        out = [first]
        i = self._end(first)
        while i < len(self.text) and self.text[i] in _JOINING:
            j = i + 1
            if j < len(self.text) and self.text[i] == "," and self.text[j] == "and":
                j += 1
            told = self.starting.get(j)
            name = self.possessed(told)
            if name is None or not may_be_person(name):
                break
            homeless = name is told and self.home(name) is None
            if self.home(out[-1]) is not None and homeless:
                break  # "X of Norland and Y" may be of two lands
            out.append(name)
            i = self._end(name)
        return out

    def _end(self, name: Name) -> int:
        """Where the list goes on after a name, its home and what stands in brackets."""
        home = self.home(name)
        return self.after_bracket(name.end if home is None else home.end)

    def after_bracket(self, i: int) -> int:
        """Over what stands in brackets after a name: "X (fisheries) and Y (youth)"."""
        if self.text[i : i + 1] != ["("]:
            return i
        inside = range(i + 1, min(i + _LONGEST_BRACKET, len(self.text)))
        return next((k + 1 for k in inside if self.text[k] == ")"), i)

    def possessed(self, name: Name | None) -> Name | None:
        """The Y of "the host, X's Y"; `name` itself where no possessive follows."""
        if name is None or self.tokens[min(name.end, len(self.tokens) - 1)].tag_ != "POS":
            return name
        owned = self.starting.get(name.end + 1)
        return owned if owned is not None and owned.end - owned.start > 1 else name

    def behind_honorifics(self, i: int) -> int:
        """From "Tan Sri X", "the Honourable X" or "old X" to the name."""
        honorifics, text = lexicon().honorifics, self.text
        while (
            i not in self.starting
            and i < len(text)
            and (
                text[i] in honorifics
                or text[i] in _BEFORE_NAMES
                or (text[i] == "the" and not honorifics.isdisjoint(text[i + 1 : i + 2]))
                or text[i : i + 2] == ["tan", "sri"]
            )
        ):
            i += 1 + (self.text[i + 1 : i + 2] in (["'"], ["’"]))
        return i

    def behind_calling(self, i: int) -> int:
        """From "the retired general X", which tells what somebody is besides, to the name."""
        end = i + 1
        while end < len(self.text) and self.tokens[end].pos_ in ("ADJ", "NOUN"):
            end += 1
        if self.text[i : i + 1] != ["the"] or end == i + 1 or end not in self.starting:
            return i
        words = lexicon()
        office = self.text[end - 1] in words.offices - words.ranks
        office = office and not words.past & set(self.text[i:end])
        return i if office or self.tokens[end - 1].tag_ != "NN" else end

    def called(self, i: int) -> Name | None:
        """X behind "named X" or "called X" at `i`, or behind ", a retired general named X"."""
        if self.text[i : i + 2] in ([",", "a"], [",", "an"]):
            last, i = min(i + _LONGEST_CALLING, len(self.text)), i + 2
            while i < last and self.tokens[i].pos_ in ("ADJ", "NOUN", "PROPN", "ADV"):
                i += 1
        return self.starting.get(i + 1) if self.text[i : i + 1] in _CALLING else None

    def before_standing(self, i: int) -> tuple[int, frozenset[str]]:
        """Back over "once" or "until May" before an apposition, and what that says of it."""
        if i > 0 and self.text[i] in STANDING:
            return i - 1, frozenset({STANDING[self.text[i]]})
        for k in range(i, max(i - _LONGEST_TIME, 0), -1):
            if self.text[k] in _TIMES and self.text[k - 1] == ",":
                return k - 1, frozenset({_TIMES[self.text[k]]})
        return i, frozenset()

    def before_age(self, i: int) -> int:
        """From a comma back over ", 61" to the comma before it."""
        aged = i >= 2 and self.tokens[i - 1].like_num and self.text[i - 2] == ","
        return i - 2 if aged else i

    def before_bracket(self, i: int) -> Name | None:
        """The person before a bracket that ends at token `i`: "X (Radical Party), the chairman"."""
        if not i or self.text[i - 1] != ")":
            return None
        inside = range(i - 2, max(i - _LONGEST_BRACKET, 0), -1)
        name = next((self.ending.get(k) for k in inside if self.text[k] == "("), None)
        return name if name is not None and name.labels["PERSON"] else None

    def beyond_place(self, role: RolePhrase) -> Name | None:
        """ "A shopkeeper in the border town of Taftan, X, said": X."""
        i = role.end
        if i >= len(self.tokens) or self.tokens[i].lower_ not in ("in", "at", "from", "with", "on"):
            return None
        while i < min(len(self.tokens), role.end + 9) and self.tokens[i].pos_ in _IN_PLACES:
            i += 1
        name = self.starting.get(i + 1)
        if (
            i >= len(self.tokens)
            or self.tokens[i].text != ","
            or name is None
            or not may_be_person(name)
        ):
            return None
        closed = name.end < len(self.tokens) and self.tokens[name.end].text in (",", ".")
        owned = role.kind == "office" and (role.org is not None or role.owner_name is not None)
        told = name.labels["PERSON"] or (owned and not name.labels["ORG"])
        return name if closed and name.end - name.start > 1 and told else None

    def told_last(self, role: RolePhrase, head: Token) -> Name | None:
        """ "The last premier of Y to go there was X": X."""
        told = head.head
        counted = not {t.lower_ for t in self.tokens[role.start : role.head]}.isdisjoint(_COUNTED)
        told_whose = role.kind == "office" and role.org is not None
        if not (told_whose and counted) or head.dep_ != "nsubj" or "cop" not in told.relations:
            return None
        name = next((n for n in self.starting.values() if n.start <= told.i < n.end), None)
        real = name is not None and may_be_person(name) and name.end - name.start > 1
        return name if real and told.below.isdisjoint(UNREAL) else None

    def bodies(self, first: Name) -> Iterator[Name]:
        """`first` and the names that "and" joins to it."""
        yield first
        i = first.end
        while i + 1 < len(self.text) and self.text[i] in (",", "and"):
            name = self.starting.get(i + 1)
            if name is None or self.text[i] == ",":
                return
            yield name
            i = name.end

    def before(self, last: Name, number: int) -> list[Name]:
        """The `number` names of a list that ends with `last`; none if they are fewer."""
        out = [last]
        while len(out) < number:
            i = out[-1].start - 1
            name = self.ending.get(i) if i > 0 and self.text[i] in (",", "and") else None
            if name is None:
                return []
            out.append(name)
        return out


def may_be_person(name: Name) -> bool:
    """Whether nothing in a name says that it is no person's."""
    return name.kind == "unknown" or (name.kind == "place" and not name.polities)
