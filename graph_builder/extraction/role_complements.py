"""What follows a role noun and belongs to it: "of Norland", "for regional security"."""

from collections.abc import Mapping, Sequence

from graph_builder.extraction.lexicon import Lexicon
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.tokens import Doc, Token

_COMPLEMENT = frozenset({"of", "for"})
_DELEGATES = frozenset(
    {"envoy", "negotiator", "delegate", "representative", "delegation", "delegations"}
)
# Heads whose complement may begin with "to": "envoy to Mbalaka".
_SENT_TO = frozenset(
    "commissioner envoy envoys ambassador representative adviser advisor delegate rapporteur"
    " spokesman aide attaché consul".split()
)
# "Deputy Director for Fisheries at the Ministry of Trade".
_SEATED_AT = frozenset(
    {"director", "director general", "head", "chief", "general", "fellow", "counsellor"}
    | {"professor", "dean", "chair"}
)
_LONGEST_SUBJECT = 7  # words of what is taught
_EPITHETS = 3  # words between an article and a name
_BORDERING = frozenset({"neighbouring", "neighboring", "nearby", "ruling", "governing"})
FORCES = frozenset({"forces", "fleet", "troops", "armies", "contingent"})
"""What is commanded, with whose it is before it: "head of Norland's armed forces"."""
LED = FORCES | {"opposition"}
"""What is led so: "leader of the Greek opposition" leads no Greece."""
_FIELD = 4  # words of what an office is for: "for regional maritime security"
_HYPHENS = frozenset("-‐‑")
# "Of" after whom they befall tells what for: "accused the army of theft".
_CHARGING = frozenset(
    "accuse suspect convict acquit clear strip inform warn remind assure notify absolve".split()
)
_CHARGED = frozenset({"obj", "iobj", "nsubj:pass"})


class Complements:
    """Reads the complements of role phrases; `name_at` gives the name that covers a token."""

    def __init__(
        self,
        doc: Doc,
        tokens: Sequence[Token],
        lower: Sequence[str],
        name_at: Mapping[int, Name],
        words: Lexicon,
    ) -> None:
        self.doc = doc
        self.tokens = tokens
        self.lower = lower
        self.name_at = name_at
        self.words = words

    def at(  # noqa: PLR0911 - a ladder of what may follow
        self, i: int, phrase: RolePhrase
    ) -> tuple[Name | None, int] | None:
        """What follows at `i`: (organization, end), (None, end) for a portfolio, or None."""
        n = len(self.doc)
        if i >= n or not self._opens_complement(self.lower[i], phrase):
            return None
        j = i + 1
        if phrase.noun == "professor" and self.lower[i] in ("of", "in"):
            return None, self._subject_end(j)
        while j < n and self.tokens[j].pos_ == "DET":
            j += 1
        known = self.name_at.get(j)
        if known is not None and known.start == j and self.lower[j] in self.words.lands:
            return self._owned(known)  # "President of the Republic of Norland X"
        while j + 2 < n and self.lower[j] in self.words.lands and self.lower[j + 1] == "of":
            j += 3 if self.lower[j + 2] == "the" else 2  # "of the Republic of Talvia"
        j = self._past_epithets(j)
        if j >= n:
            return None
        name = self.name_at.get(j)
        served = self._served_at(i, j, name, phrase)
        if served is not None and not phrase.plural:
            if name is None and j == i + 2 and self._is_titled(i, phrase):
                return None, served.start  # "Senior Adviser to the President X": X advises him
            phrase.owner_name, phrase.owner = served, served.end - 1
            return None
        behind = self.name_at.get(j + 1)
        if self.tokens[j].text == "Republic" and behind is not None and behind.start == j + 1:
            return None, j + 1  # "the President of the Republic X"
        if name is not None and name.start == j:
            field = self.lower[i] == "for" and self.lower[name.end : name.end + 1] == ["affairs"]
            return (None, name.end + 1) if field else self._owned(name)
        if self.lower[i] == "to" and self.tokens[j].pos_ == "NOUN":
            return None, j + 1
        k = self._field_end(j)
        if k == j or (k < n and self.tokens[k].pos_ in ("NOUN", "ADJ")):
            charged = self.lower[i] == "of" and self._is_charged(phrase)
            k = j if phrase.plural or charged else self._field(j)
        return (None, k) if k > j else None

    def _subject_end(self, j: int) -> int:
        """The end of what is taught: "Conflict and Peace Studies", "Practice in Diplomacy"."""
        k, n = j, len(self.lower)
        while k < min(n, j + _LONGEST_SUBJECT) and self.tokens[k].pos_ in ("NOUN", "PROPN", "ADJ"):
            k += 1
            joined = k + 1 < n and self.lower[k] in ("and", "in", "of")
            if joined and self.lower[k + 1] not in self.words.modifiers | self.words.offices:
                k += self.tokens[k + 1].pos_ in ("NOUN", "PROPN", "ADJ")
        return k

    def _past_epithets(self, j: int) -> int:
        """Where a name begins after what only describes it: "the ruling X", "neighbouring Y"."""
        k = j
        while k < min(len(self.lower), j + _EPITHETS) and self.is_epithet(k):
            k += 1
        name = self.name_at.get(k)
        told = name is not None and name.start == k and name.kind in ("organization", "polity")
        return k if told or (name is not None and self.lower[j] in _BORDERING) else j

    def after_part(self, i: int) -> int:
        """Over the rest of a region's name: "to the Horn | of Africa"."""
        whole = self.name_at.get(i + 1) if self.lower[i : i + 1] == ["of"] else None
        return whole.end if whole is not None and whole.kind != "unknown" else i

    def is_epithet(self, k: int) -> bool:
        """Whether a word only describes what follows: "ruling", "state-backed"."""
        if self.tokens[k].text[0].isupper() or k in self.name_at:
            return False
        joined = any(t.text in _HYPHENS for t in self.tokens[k : k + 2])
        return self.tokens[k].dep_ == "amod" or joined

    def _field_end(self, j: int) -> int:
        """The end of a field of government at `j`: "Foreign Affairs, Trade and Culture"."""
        k, n = j, len(self.lower)
        while k < n and (self._is_of_field(k) or (k > j and self.lower[k] in ("and", ","))):
            if self.lower[k - 1] == "," and self.lower[k] in self.words.offices:
                break  # "Minister of Petroleum, Chief X"
            if self.lower[k] == "and" and self._opens_office(k + 1):
                break  # "Minister of Trade and National Coordinator of Funds"
            k += 1
        while k > j and self.lower[k - 1] in ("and", ","):
            k -= 1
        return k

    def _opens_office(self, k: int) -> bool:
        """Whether another office begins at `k`, after what may stand before its head."""
        while k + 1 < len(self.lower) and self.lower[k] in self.words.modifiers:
            k += 1
        return k < len(self.lower) and self.lower[k] in self.words.offices

    def after_bracket(self, i: int) -> int:
        """Over the short form of a body in brackets, where a name follows: "(KSB) X"."""
        closed = self.lower[i + 2 : i + 3] == [")"] and self.lower[i] == "("
        return i + 3 if closed and i + 3 in self.name_at else i

    def before_short_form(self, j: int) -> int:
        """Back over a body's short form: "an International Rice Committee | (IRC) member"."""
        i = j - 3
        if i < 1 or self.tokens[j - 1].text != ")" or self.tokens[i].text != "(":
            return j
        name = self.name_at.get(i - 1)
        return i if name is not None and name.end == i and self.tokens[i + 1].text.isupper() else j

    def _is_of_field(self, k: int) -> bool:
        """Whether a word tells a field of government: known as such, or with a capital."""
        if self.lower[k] in self.words.portfolios:
            return True
        token = self.tokens[k]
        return (
            token.text[0].isupper()
            and token.pos_ in ("NOUN", "PROPN", "ADJ")
            and k not in self.name_at
            and self.lower[k] not in self.words.offices | self.words.honorifics
        )

    def _served_at(self, i: int, j: int, name: Name | None, phrase: RolePhrase) -> Name | None:
        """Whom the role serves by what stands from `j` on, after the preposition at `i`."""
        if self.lower[i] == "to" and name is not None:
            return None  # "envoy to the Horn Ambassador X": one man with two titles
        own = phrase.kind == "office" and phrase.noun not in self.words.relational
        if self.lower[i] == "of" and own:
            return None  # "Minister of Foreign Affairs Sheikh X", "Chief of Staff General X"
        return self._served(j if name is None or name.start != j else name.end)

    def _is_titled(self, i: int, phrase: RolePhrase) -> bool:
        return self.lower[i + 1] == "the" and self.tokens[phrase.head].text[0].isupper()

    def _served(self, i: int) -> Name | None:
        """Whom the role serves, when his title stands at `i`: "spokesman for President X"."""
        j = i
        known = self.words.offices, self.words.modifiers, self.words.portfolios, _HYPHENS
        while j < len(self.doc) and any(self.lower[j] in words for words in known):
            j += 1
        name = self.name_at.get(j) if j > i else None
        titled = name is not None and name.start == j and self.lower[j - 1] in self.words.offices
        if name is not None and self.tokens[min(name.end, len(self.doc) - 1)].tag_ == "POS":
            return None  # "for King X's help"
        return name if titled and name is not None and name.kind == "unknown" else None

    def _field(self, i: int) -> int:
        """The end of a short phrase of common nouns that closes the role: "for security,"."""
        j = i
        while j < len(self.doc) and j < i + _FIELD and self.tokens[j].pos_ in ("NOUN", "ADJ"):
            j += 1
        closed = j < len(self.doc) and self.lower[j] in (",", ".", ")", "said", "says", "told")
        closed = closed or (j in self.name_at and self.name_at[j].labels["PERSON"] > 0)
        noun = j > i and self.tokens[j - 1].pos_ == "NOUN"
        return j if closed and noun and self.tokens[i].text[0].islower() else i

    def _is_charged(self, phrase: RolePhrase) -> bool:
        """ "Accused the army of theft": what follows is the charge, no part of the office."""
        head = self.tokens[phrase.head]
        return head.dep_ in _CHARGED and head.head.lemma_ in _CHARGING

    def _opens_complement(self, word: str, phrase: RolePhrase) -> bool:
        return (
            word in _COMPLEMENT
            or (word == "to" and phrase.noun in _SENT_TO)
            or (word == "from" and phrase.noun in _DELEGATES)
            or (word == "at" and phrase.noun in _SEATED_AT)
            or (word == "in" and phrase.noun == "professor")
        )

    def _owned(self, name: Name) -> tuple[Name, int]:
        """`name`, or the organization that it possesses: "Cambodia's Senate"."""
        end = name.end
        if end < len(self.doc) and self.tokens[end].tag_ == "POS":
            after = self.name_at.get(end + 1)
            if after is not None and after.kind == "organization" and after.start == end + 1:
                after.country = after.country or name
                return after, after.end
            return name, max(end, self._institution(end + 1), self._forces(end + 1))
        stated = name.kind in ("demonym", "polity")  # "the UN nuclear agency"
        return name, max(end, self._institution(end)) if stated else end

    def _forces(self, i: int) -> int:
        """The end of "armed forces" after a possessive at `i`; 0 if nothing such stands there."""
        for k in range(i, min(len(self.lower), i + 3)):
            if self.lower[k] in FORCES:
                return k + 1
        return 0

    def _institution(self, i: int) -> int:
        """The end of a body in small letters at `i`: "Kenya's | foreign ministry"; 0 if none."""
        for k in range(i, min(len(self.lower), i + 4)):
            if self.lower[k] in self.words.own_institutions or self.lower[k] == "opposition":
                return k + 1
            if self.tokens[k].pos_ not in ("NOUN", "ADJ") or k in self.name_at:
                return 0
        return 0
