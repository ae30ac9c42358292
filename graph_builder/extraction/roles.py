"""Phrases that name somebody by a role: "Japan's acting premier", "the president", "two aides".

A role phrase is found from its head noun outwards, word by word: parsers hang titles, possessors
and "of" phrases in too many ways to be relied on here.
"""

from collections.abc import Iterator, Sequence

from graph_builder.extraction.appointing import appoints
from graph_builder.extraction.crowds import YEAR
from graph_builder.extraction.lexicon import Lexicon, lexicon
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.regions import region_at
from graph_builder.extraction.role_complements import LED, Complements
from graph_builder.extraction.role_nouns import kind_of, singular
from graph_builder.extraction.role_phrase import RoleKind, RolePhrase
from graph_builder.extraction.role_senses import FRENCH, sense, told_nouns
from graph_builder.extraction.tokens import Doc, Token

_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_NUMBERS |= {"several": 0, "some": 0}
_OF_ENVOYS = frozenset({"extraordinary", "plenipotentiary"})
_FULL = ["plenipotentiary"]  # after "and": "Ambassador Extraordinary and Plenipotentiary"
# After a hyphen these say that the office is yet to be taken up: "president-elect".
_DESIGNATED = frozenset({"elect", "designate", "delegate"})
_IN_CHIEF = ["-", "in", "-", "chief"]  # "commander-in-chief", "editor-in-chief"
# "Two other senators" are senators.
_NO_OFFICE = frozenset({"other", "fellow"})
_HYPHENS = frozenset("-‐‑")
_COMMISSIONED = frozenset({"chief", "commanding", "returning"})  # "chief medical officer"
_ADVERBS = frozenset(
    "also still already once again even only just mostly mainly merely now formerly"
    " currently".split()
)
_LEGISLATURES = frozenset({"senate", "parliament", "house", "assembly", "congress"})
_MADE = frozenset("born backed based trained educated raised installed supported funded".split())
_UNDER = _HYPHENS | {"secretary", "secretaries"}
_POSTED = frozenset({"ambassador", "envoy", "commissioner", "representative"})
# Between an office and the body that it is of: "director at the", "president of Norland's".
_OPENING_BODIES = frozenset({"of", "the", "for", "at", "to", "'s", "’s"})
_LONGEST = 9  # words to the left of a head that may belong to its phrase
_DETERMINERS = frozenset({"the", "a", "an", "one", "another", "that", "this"})
_DEFINITE = frozenset({"the", "that", "this", "these", "those", "both"})


def find_roles(doc: Doc, names: Sequence[Name]) -> list[RolePhrase]:
    """The role phrases of `doc` in the order of their heads, given its proper names."""
    return list(_RoleFinder(doc, names, lexicon()).find())


# Heads of their own ("the deputy said") and parts of other offices ("Deputy Foreign Minister").
_DEPUTIES = frozenset({"deputy", "vice", "assistant"})


class _RoleFinder:
    def __init__(self, doc: Doc, names: Sequence[Name], words: Lexicon) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.words = words
        self.lower = doc.forms
        self._floor = 0  # the end of the phrase before
        self.name_at = {i: name for name in names for i in range(name.start, name.end)}
        self._complements = Complements(doc, self.tokens, self.lower, self.name_at, words)

    def find(self) -> Iterator[RolePhrase]:
        taken = self._floor = 0
        known = told_nouns()
        for token in self.doc:
            if token.pos_ not in {"NOUN", "PROPN", "ADJ"} or token.i in self.name_at:
                continue
            noun, plural = singular(token.lower_, token.tag_ in ("NNS", "NNPS"))
            if noun not in known:
                continue
            noun, kind = sense(self.lower, token.i, noun, plural=plural)
            if kind is None or token.i < taken or not self._is_head(token):
                continue
            self._floor = taken
            phrase = self._phrase(token, noun, kind, plural)
            if phrase.person is None or kind not in ("government", "institution"):
                taken = phrase.end
                yield phrase

    # ---- heads ------------------------------------------------------------------------------

    def _is_head(self, token: Token) -> bool:  # noqa: PLR0911 - a ladder of signs, the surest first
        """Whether `token` heads its phrase: nothing of the same compound follows it."""
        i = token.i
        if token.pos_ == "ADJ" and not token.text[0].isupper():
            return False
        if i + 1 >= len(self.doc):
            return True
        after = self.tokens[i + 1]
        if after.i in self.name_at or after.lower_ in FRENCH:
            return True
        if after.text in _HYPHENS and not token.whitespace_ and i + 2 < len(self.doc):
            return self.lower[i + 2] in _DESIGNATED or self.lower[i + 1 : i + 5] == _IN_CHIEF
        if token.lower_ in _DEPUTIES and self._is_lesser(after):
            return False
        if f"{token.lower_} {after.lower_}" in self.words.offices:
            return False  # "Director | General", wherever the parser hung the second word
        if self._is_second_title(token, after) or after.lower_ in self.words.honorifics:
            return True
        if after.pos_ in ("NOUN", "PROPN") and not self._is_new_phrase(token, after):
            return False
        if token.tag_ == "NN" and after.tag_ == "NNS" and kind_of(singular(after.lower_, True)[0]):
            return token.dep_ in ("obj", "iobj", "obl")  # "civil society groups", however parsed
        return not (
            token.dep_ in ("compound", "amod")
            and i < token.head.i <= i + 2
            and token.head.i not in self.name_at
        )

    def _is_lesser(self, after: Token) -> bool:
        """Whether an office goes on after "deputy", which the parser hung on the person."""
        words = self.words
        further = after.lower_ in words.portfolios or after.lower_ in words.modifiers
        return further and self.lower[after.i + 1 : after.i + 2] != [","]

    def _is_second_title(self, token: Token, after: Token) -> bool:
        """Whether a rank follows an office before a name: "Supreme Leader Ayatollah X"."""
        words = self.words
        pair = f"{token.lower_} {after.lower_}"
        i = after.i + 1
        while i < len(self.lower) and self.lower[i] in words.honorifics:
            i += 1  # "Foreign Minister Sheikh Dr. X"
        ranked = after.lower_ in words.ranks and i in self.name_at
        forces = token.i and self.lower[token.i - 1] in words.own_institutions  # "army chief"
        modifies = token.lower_ in words.modifiers and token.lower_ != "minister" and not forces
        return ranked and pair not in words.offices and not modifies

    def _is_new_phrase(self, token: Token, after: Token) -> bool:
        return (
            after.is_sent_start
            or after.tag_ == "_SP"
            or (
                token.dep_ not in ("compound", "amod", "nmod:desc", "flat")
                and after.head.i != token.i
                and not token.is_ancestor(after)
            )
        )

    # ---- phrases ----------------------------------------------------------------------------

    def _phrase(self, token: Token, noun: str, kind: RoleKind, plural: bool) -> RolePhrase:
        phrase = RolePhrase(
            token.i, token.i + 1, token.i, token.i, noun, kind, token.text, plural=plural
        )
        first = phrase.first = self._extend_left(phrase)
        self._extend_right(phrase)
        inner = [
            t
            for t in self.tokens[first : phrase.head + 1]
            if t.i == phrase.head
            or not self._says_no_office(t.lower_)
            or (t.lower_ == "top" and noun == "diplomat")
        ]
        while len(inner) > 1 and inner[0].text in _HYPHENS:
            inner.pop(0)
        if noun in self.words.top and len(inner) > 1:
            # "the first black president" holds the office of president.
            inner = [t for t in inner[:-1] if self._names_office(t.lower_)] + inner[-1:]
        phrase.region = region_at([t.lower_ for t in inner])
        if phrase.region is not None:
            inner = inner[len(phrase.region.split()) :]
        words = [t.text_with_ws for t in inner]
        if token.lower_ in self.words.abbreviations:
            words[-1] = noun.capitalize()
        if plural:
            words[-1] = noun.capitalize() if token.text[0].isupper() else noun
        phrase.office = "".join(words).strip() + self._tail(phrase)
        if noun == "officer" and not plural and {t.lower_ for t in inner} & _COMMISSIONED:
            phrase.kind = "office"
        return phrase

    def _says_no_office(self, word: str) -> bool:
        words = self.words
        return word in _NO_OFFICE or word in words.standing or word in words.honorifics

    def _names_office(self, word: str) -> bool:
        known = word in self.words.modifiers or word in self.words.portfolios
        known = known or word in _HYPHENS or word in _LEGISLATURES
        return known and word not in ("first", "second", "third")

    def _extend_left(self, phrase: RolePhrase) -> int:
        """Take in what belongs to the phrase on its left; returns where the office begins."""
        j = first = phrase.head
        standing: set[str] = set()
        while j > self._floor and phrase.head - j < _LONGEST and not self.tokens[j].is_sent_start:
            j = self._complements.before_short_form(j) if phrase.kind == "office" else j
            token = self.tokens[j - 1]
            name = self.name_at.get(j - 1)
            if name is not None:
                if name.end != j or not self._may_qualify(name, phrase):
                    break
                house = self._is_legislature(name, phrase)
                j = name.start
                # "Senate President" is an office of its country.
                first, phrase.org = (j, phrase.org) if house else (first, name)
            elif token.tag_ == "POS":
                j = self._possessor(phrase, j - 1) if j > 1 else j  # a text may begin with "'s"
                break
            elif token.tag_ in ("PRP$", "WP$"):
                phrase.owner, phrase.definiteness, j = j - 1, "possessed", j - 1
                break
            elif token.pos_ == "DET" or (
                token.tag_ in ("DT", "PDT", "CD") and token.lower_ in _DETERMINERS
            ):
                _determine(phrase, token.lower_)
                j -= 1
                break
            elif self._counts(token, phrase):
                number = _NUMBERS.get(token.lower_, 0)
                phrase.number, j = (number if phrase.number is None else 0), j - 1
            elif self._modifies(token, phrase.head):
                j -= 1
                if token.lower_ in self.words.standing:
                    standing.add(token.lower_)
                if phrase.org is None and token.lower_ != "last":
                    first = j
            else:
                break
        phrase.start = j
        phrase.standing = frozenset(standing)
        return first

    def _counts(self, token: Token, phrase: RolePhrase) -> bool:
        """Whether `token` is a number of the phrase, or part of one: "two thousand workers"."""
        known = token.tag_ == "CD" and YEAR.fullmatch(token.text) is None
        if phrase.number is None:
            return token.lower_ in _NUMBERS or known
        return known and token.nbor(1).tag_ == "CD"  # but not "in 1998 two generals"

    def _is_legislature(self, name: Name, phrase: RolePhrase) -> bool:
        """Whether a bare word before the head is the house that somebody presides over."""
        house = name.end - name.start == 1 and self.lower[name.start] in _LEGISLATURES
        return house and name.end == phrase.head and phrase.noun in ("president", "speaker")

    def _may_qualify(self, name: Name, phrase: RolePhrase) -> bool:
        served = name.kind == "unknown" and phrase.kind == "office" and name.end - name.start > 1
        if served and name.labels["PERSON"] > 0:
            return False  # "named X Y royal adviser"
        if appoints(self.doc, name):
            return False  # "named Ana Quispe foreign minister"
        return phrase.org is None and name.kind != "work"

    def _modifies(self, token: Token, head: int) -> bool:
        lower = token.lower_
        words = self.words
        if token.text in _HYPHENS:
            return not token.whitespace_
        if (
            lower in words.modifiers
            or lower in words.portfolios
            or lower in words.standing
            or lower in words.honorifics
        ):
            # "Under President X they agreed", but "Under Secretary X".
            under = token.tag_ == "IN" and self.tokens[token.i + 1].lower_ not in _UNDER
            mistaken = token.tag_ == "VBD" or under
            return not mistaken and (token.pos_ != "VERB" or token.head.i <= head)
        # "Attorney | general", however they are parsed
        second = token.i + 1 + (self.tokens[token.i + 1].text in _HYPHENS)
        double = f"{lower} {self.lower[second]}" in words.offices
        if double or (lower in words.offices and token.pos_ in ("NOUN", "PROPN")):
            return double or token.i + 1 == head or self.tokens[token.i + 1].text in _HYPHENS
        # "Saudi-backed President X" is of another country.
        made = lower in _MADE and token.i and self.tokens[token.i - 1].text in _HYPHENS
        if made or lower in _ADVERBS:
            return False
        if token.dep_ == "nmod:desc" and lower in words.own_institutions:
            return token.i + 1 == head  # "foreign ministry spokesman X"
        return (
            token.dep_ in ("amod", "compound", "nummod", "advmod")
            and token.i < token.head.i <= head
            and token.pos_ in ("ADJ", "NOUN", "PROPN", "VERB", "ADV")
            and token.tag_ not in ("VBD", "CD")  # "In 1998 nineteen sailors"
        )

    def _possessor(self, phrase: RolePhrase, mark: int) -> int:
        """Take in the possessor before the "'s" at `mark`; returns where the phrase begins."""
        phrase.definiteness = "possessed"
        name = self.name_at.get(mark - 1)
        if name is not None:
            if name.kind in ("polity", "demonym", "organization", "place"):
                phrase.org = name
            else:
                phrase.owner_name = name
            phrase.owner = name.end - 1
            j = name.start
        else:
            phrase.owner = mark - 1
            j = mark - 1
            while j > 0 and self._modifies(self.tokens[j - 1], mark - 1):
                j -= 1
            qualifier = self.name_at.get(j - 1)
            if qualifier is not None and qualifier.end == j:
                j = qualifier.start
        if j > 0 and self.tokens[j - 1].pos_ == "DET":
            j -= 1
        return j

    def _extend_right(self, phrase: RolePhrase) -> None:
        """Take in "of …" complements, and note the name that follows."""
        end = phrase.head + 1
        doc, n = self.doc, len(self.doc)
        while end < n and self.lower[end] in FRENCH:
            end += 1
        while end < n and (
            self.lower[end] in _OF_ENVOYS
            or (self.lower[end] == "and" and self.lower[end + 1 : end + 2] == _FULL)
        ):
            end += 1
        if end + 1 < n and doc[end].text in _HYPHENS and self.lower[end + 1] in _DESIGNATED:
            end += 2
        if self.lower[end : end + 4] == _IN_CHIEF:
            end += 4
        styled = end
        while styled < n and self.lower[styled] in self.words.honorifics:
            styled += 1  # "opposition leader Sir X"
        following = self.name_at.get(styled)
        begins = self._begins_sentence(end)
        if following is not None and following.start == styled and not begins:
            phrase.person = following
            after = self._complements.at(following.end, phrase)
            if after is not None and after[0] is not None and phrase.org is None:
                phrase.org = after[0]
            phrase.end = end
            return
        for _ in range(3):
            opener = self.lower[end] if end < n else ""
            found = self._complements.at(end, phrase)
            if found is None:
                break
            name, end = found
            own = phrase.org is not None and phrase.org.start < phrase.head
            if name is not None and (opener == "to" or (opener == "for" and own)):
                phrase.end = self._complements.after_part(end)
                break
            if name is not None:
                phrase.second_org = phrase.org
                phrase.org = name
                # "Ambassador of Japan to Oman X" goes on.
                if phrase.noun not in _POSTED or self.lower[end : end + 1] != ["to"]:
                    break
        phrase.end = max(phrase.end, min(end, n))
        self._note_person(phrase)

    def _begins_sentence(self, i: int) -> bool:
        """Whether a sentence begins at `i`: right after a word none does, parser or not."""
        return (
            i < len(self.doc) and self.tokens[i].is_sent_start and not self.tokens[i - 1].is_alpha
        )

    def _note_person(self, phrase: RolePhrase) -> None:
        """Note the name after a role with its complements: "the head of the Board (FB) Dr X"."""
        styled = self._complements.after_bracket(phrase.end)
        while styled < len(self.doc) and self.lower[styled] in self.words.honorifics:
            styled += 1
        following = self.name_at.get(styled)
        if (
            following is not None
            and following.start == styled
            and following is not phrase.org
            and not self._begins_sentence(styled)
        ):
            phrase.person = following

    def _tail(self, phrase: RolePhrase) -> str:
        """The portfolio that follows the head ("of State"), as part of the office's words."""
        stop = phrase.end
        if phrase.org is not None and phrase.head < phrase.org.start < phrase.end:
            body = phrase.org.end
            body += body < phrase.end and self.tokens[body].tag_ == "POS"
            known = self.lower[phrase.end - 1] in self.words.own_institutions | LED
            if body < phrase.end and known and phrase.kind == "office" and not phrase.plural:
                return f" of the {self.doc[body : phrase.end].text}"  # "of Kenya's tax office"
            stop = phrase.org.start
            if phrase.org.country is not None and phrase.head < phrase.org.country.start < stop:
                stop = phrase.org.country.start
            while stop > phrase.head + 1 and (
                self.lower[stop - 1] in _OPENING_BODIES
                or self.lower[stop - 1] in self.words.lands
                or self._complements.is_epithet(stop - 1)
            ):
                stop -= 1
            if self.lower[stop : stop + 1] == ["to"]:
                stop = phrase.org.end
        elif phrase.end > phrase.head + 1 and self.lower[phrase.head + 1] == "for":
            stop = phrase.end
        if stop <= phrase.head + 1:
            return ""
        text = self.doc.phrase(phrase.head + 1, stop)
        return text if text[0] in _HYPHENS else f" {text}"


def _determine(phrase: RolePhrase, determiner: str) -> None:
    """Note what the word before the phrase says of it: "both ministers", "a minister"."""
    phrase.definiteness = "definite" if determiner in _DEFINITE else "indefinite"
    if determiner == "both":
        phrase.number = 2
