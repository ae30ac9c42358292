"""Proper names in a Doc: where they stand, and what kind each may be.

Names are found by spelling first (capitals, particles, hyphens, initials), with the reading model's
entities as evidence: a model that has never met a name cuts it or takes it for something else more
often than spelling does. Titles and countries that stand before a name are kept apart from it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from spacy.tokens import Doc, Token

from graph_builder.extraction.lexicon import Lexicon, lexicon
from graph_builder.ontology import Polity, name_key, polities

NameKind = Literal["polity", "demonym", "organization", "place", "work", "unknown"]

# Lower-case words inside or before surnames (German, Dutch, Romance, Arabic, Turkic and others).
PARTICLES = frozenset(
    "al el ul bin ibn ben bint abu arap ould von van der den ten ter de del della di da du dos das la le af av zu y".split()
)
# These begin a surname by themselves ("said von Rethel"); the others only continue one.
_LEADING = frozenset("al el ad bin ibn von van ten ter de del della di da du".split())
CALENDAR = frozenset(
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sept sep oct nov dec monday tuesday wednesday thursday friday"
    " saturday sunday spring summer autumn fall winter".split()
)
_FUNCTION = frozenset(
    {"DET", "PRON", "ADP", "CCONJ", "SCONJ", "AUX", "PART", "PUNCT", "NUM", "SYM", "SPACE", "INTJ"}
)
# Groups whose possessive stands inside names of bodies: "Supreme People's Assembly".
_COLLECTIVE = frozenset(
    "people peoples women men children workers farmers lords king queen".split()
)
_HYPHENS = frozenset("-‐‑")
# "eBay", "al-Dabbagh", "d'Estaing", "von-Trapp": lower case first, a capital inside.
_INNER_CAPITAL = re.compile(r"[a-z]{1,4}[-'’]?[^\W\d_a-z]")
# "U.S.-led", "ICBM-class" describe; they name nobody.
_COMPOUND_ADJECTIVE = re.compile(
    r"-(?:led|based|backed|brokered|born|style|class|owned|controlled|run|era|wide|imposed|made|occupied|mediated)$"
)
# With a country's name these make another place: "Northern Ireland".
_COMPASS = frozenset(
    "northern southern eastern western central north south east west greater upper lower".split()
)
_SCRIPT_LABEL = re.compile(r"[A-Z][A-Z ]+$")
# Words that open sentences, which a model may take into the name that follows.
_OPENERS = frozenset(
    {"only", "even", "also", "still", "yet", "just", "meanwhile", "both", "but", "and", "when"}
)
# First words of the names of places: "Cape Dan", "Port Ansel".
_PLACE_OPENERS = frozenset(
    {
        "cape",
        "lake",
        "mount",
        "port",
        "fort",
        "isle",
        "bay",
        "gulf",
        "strait",
        "river",
        "camp",
        "point",
    }
)
_ARTICLES = frozenset({"the", "a", "an"})
# After "Labour" these say that a party is meant, not the common noun.
_PARTISAN = frozenset(
    {"leader", "leaders", "party", "government", "lawmaker", "lawmakers", "mp", "mps"}
)
_LONGEST_POLITY = 7


@dataclass(slots=True, eq=False)
class Name:
    """A proper name at tokens [start, end).

    `polities` are what the tables know under it; `country` is a country's name or adjective that
    opens an organization's name ("Cuban" in "Cuban Foreign Ministry"); `labels` counts the reading
    model's entity labels over its tokens; `partisan` says that a party leader or the like follows.
    `words` are those of its normal form, `head` is the token that heads it.
    """

    start: int
    end: int
    text: str
    kind: NameKind
    polities: tuple[Polity, ...] = ()
    country: "Name | None" = None
    labels: Counter[str] = field(default_factory=Counter)
    partisan: bool = False
    words: tuple[str, ...] = field(init=False)
    head: int = -1

    def __post_init__(self) -> None:
        self.words = _words_of(self.text)


def find_names(doc: Doc) -> list[Name]:
    """The proper names of `doc`, in order, not overlapping; titles and honorifics are left out."""
    return _NameFinder(doc, lexicon()).find()


class _NameFinder:
    def __init__(self, doc: Doc, words: Lexicon) -> None:
        self.doc = doc
        self.tokens = list(doc)
        self.words = words
        self.heads = words.institutions | words.works | words.places
        self.lower = [token.lower_ for token in doc]
        self.capital = [self._capitalised(token) for token in doc]
        self.shouted = _shouted_lines(doc)
        self.seen = {
            token.text
            for token in doc
            if self.capital[token.i] and not _opens(token) and not self.shouted[token.i]
        }

    def find(self) -> list[Name]:
        found: list[Name] = []
        i, n = 0, len(self.doc)
        while i < n:
            end = self._run_end(i)
            if end > i and not self._is_label(i, end):
                found.extend(n for n in self._split(i, end) if not self._is_headline_noun(n))
                i = max(end, found[-1].end if found else 0)
            else:
                i = max(end, i + 1)
        names = _joined(self.doc, self._parted(found), self.words)
        for name in names:
            name.head = self.doc[name.start : name.end].root.i
        return names

    def _parted(self, names: list[Name]) -> list[Name]:
        """Names cut where a country and its president ran together: "President of Z Ivan Ivanov"."""
        alone = {
            name.text for name in names if name.end - name.start == 1 and name.kind == "unknown"
        }
        out: list[Name] = []
        for name in names:
            first = self.tokens[name.start].text
            runs_on = name.kind == "unknown" and name.end - name.start > 2 and first in alone
            if runs_on and self.lower[name.start - 1] == "of":
                out += [
                    self._name(name.start, name.start + 1),
                    self._name(name.start + 1, name.end),
                ]
            else:
                out.append(name)
        return out

    def _is_label(self, i: int, end: int) -> bool:
        """Whether the run is a script's label, "REPORTER:" or "PHOTO:", at the start of a line."""
        doc = self.doc
        return (
            (i == 0 or "\n" in doc[i - 1].text)
            and end < len(doc)
            and doc[end].text == ":"
            and bool(_SCRIPT_LABEL.match(doc[i:end].text))
        )

    # ---- runs of name words -----------------------------------------------------------------

    def _capitalised(self, token: Token) -> bool:
        text = token.text
        if text[0].isupper():
            return text != "I" and not _COMPOUND_ADJECTIVE.search(text)
        return bool(_INNER_CAPITAL.match(text))

    def _is_name_word(self, i: int) -> bool:
        token = self.tokens[i]
        if not self.capital[i] or (self.lower[i] in _ARTICLES and token.pos_ != "PROPN"):
            return False
        if _opens(token) and token.text not in self.seen:
            if token.pos_ == "ADV" or self.lower[i] in _OPENERS:
                return False
        if self.shouted[i] and token.text not in self.seen and not token.ent_type_:
            return self.lower[i] in self.words.offices or token.text.isupper()
        if token.text == "He" and i and self._holds(i - 1) and not token.is_sent_start:
            return i + 1 < len(self.doc) and self.capital[i + 1]
        if token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "PER", "ORG", "LOC", "NORP"):
            return self.lower[i].rstrip(".") not in CALENDAR or token.ent_type_ in (
                "PERSON",
                "PER",
            )
        if token.ent_type_ == "DATE" or self.lower[i] in CALENDAR or token.pos_ in _FUNCTION:
            return False
        if _opens(token) or self.shouted[i]:
            return token.text in self.seen and not _opens(token)
        return True

    def _run_end(self, i: int) -> int:
        """The end of the run of name words that begins at `i`; `i` if none begins there."""
        doc, n = self.doc, len(self.doc)
        if not self._is_name_word(i):
            return self._particle_run(i)
        j = i + 1
        while j < n and not doc[j].is_sent_start:
            if self._is_name_word(j):
                j += 1
            elif self._hyphenated(j):
                j += 2
            elif self.lower[j] in PARTICLES and (after := self._particle_run(j)) > j:
                j = after
            elif self._inner_possessive(j) or self._inner_word(j):
                j += 1
            else:
                break
        return j

    def _particle_run(self, i: int) -> int:
        """The end of "al-Dabbagh", "von und zu"-like beginnings at `i`; `i` if there is none."""
        if self.lower[i] not in PARTICLES or self.capital[i]:
            return i
        if self.lower[i] not in _LEADING and not (i and self.capital[i - 1]):
            return i
        j = i + 1
        n = len(self.doc)
        while j < n and (self.lower[j] in PARTICLES or self.tokens[j].text in _HYPHENS):
            j += 1
        if (
            j < n
            and self.capital[j]
            and (self.tokens[j].pos_ == "PROPN" or not self.tokens[j].is_sent_start)
        ):
            end = self._run_end(j)
            return max(end, j + 1)
        return i

    def _hyphenated(self, j: int) -> bool:
        """Whether token `j` is a hyphen inside a name ("Jae-myung", "Thygesen-Lund")."""
        doc = self.doc
        if (
            doc[j].text not in _HYPHENS
            or j + 1 >= len(doc)
            or doc[j].whitespace_
            or doc[j - 1].whitespace_
        ):
            return False
        after = doc[j + 1]
        return after.text[0].isalpha() and (
            self.capital[j + 1]
            or after.pos_ == "PROPN"
            or doc[j - 1].ent_type_ in ("PERSON", "PER")
        )

    def _inner_possessive(self, j: int) -> bool:
        return (
            self.tokens[j].tag_ == "POS"
            and j + 1 < len(self.doc)
            and self.capital[j + 1]
            and (
                self.lower[j - 1] in _COLLECTIVE
                or (self.lower[j - 1] in self.words.offices and self.lower[j + 1] == "office")
            )
        )

    def _is_headline_noun(self, name: Name) -> bool:
        """Whether capitals alone make a name of it: "Regional Dynamics" in a heading."""
        told = any(self.tokens[k].text in self.seen for k in range(name.start, name.end))
        return (
            self.shouted[name.start]
            and name.kind == "unknown"
            and set(name.labels) <= {"ORG"}
            and not told
            and not name.text.isupper()
        )

    def _inner_word(self, j: int) -> bool:
        """Whether a lower-case word stands inside what the model takes for one person's name."""
        doc = self.doc
        return (
            j + 1 < len(doc)
            and doc[j].is_alpha
            and all(_label(doc[k]) == "PERSON" and doc[k].ent_iob_ == "I" for k in (j, j + 1))
            and self.capital[j + 1]
        )

    # ---- pieces of a run --------------------------------------------------------------------

    def _split(self, start: int, end: int) -> Iterator[Name]:
        """The names in one run: countries and titles before a name come off it."""
        last = self.lower[end - 1]
        while self.lower[start] in _ARTICLES and start + 1 < end:
            start += 1
        if self.lower[start] in _PLACE_OPENERS and end - start > 1:
            known = self._polity_at(start, end)
            if known is None:
                yield self._made(start, end, "place", ())
                return
        if last in self.heads:
            whole = self._polity_at(start, end)
            if whole is None or whole.end < end:
                yield self._compound(start, end, last)
                return
        i = begin = self._after_titles(start, end)
        while i < end:
            known = self._polity_at(i, end)
            titled = i if self._is_surname(begin, i) else self._after_titles(i, end)
            if (known is None and titled == i) or self._stays_inside(begin, i, known):
                i = i + 1 if known is None else known.end
                continue
            if i > begin:
                yield from self._labelled(begin, i)
            if known is not None:
                yield known
            i = begin = known.end if known is not None else titled
        if end > begin:
            yield from self._labelled(begin, end)

    def _is_surname(self, begin: int, i: int) -> bool:
        """Whether a title word ends a person's name: "John Major"."""
        token = self.tokens[i]
        return i > begin and _label(token) == "PERSON" and token.ent_iob_ == "I"

    def _labelled(self, begin: int, end: int) -> Iterator[Name]:
        """One name, or a place or body and the person after it: "Arlington Amneh Jafari"."""
        labels = [_label(self.tokens[k]) for k in range(begin, end)]
        for cut in range(1, len(labels) - 1):
            before, after = set(labels[:cut]), set(labels[cut:])
            if after == {"PERSON"} and len(before) == 1 and before <= {"ORG", "LOC"}:
                yield self._name(begin, begin + cut)
                begin += cut
                break
        yield self._name(begin, end)

    def _stays_inside(self, begin: int, i: int, known: Name | None) -> bool:
        """Whether a country's word is part of another name: "Michael Jordan", "Northern Ireland"."""
        if known is None or i == begin:
            return False
        if self.tokens[i - 1].text in _HYPHENS and not self.tokens[i - 1].whitespace_:
            return True
        if self.lower[i - 1] in _COMPASS and known.kind == "polity":
            return True
        persons = ("PERSON", "PER")
        return known.end - known.start == 1 and all(
            self.tokens[k].ent_type_ in persons for k in range(begin, i + 1)
        )

    def _after_titles(self, i: int, end: int) -> int:
        """The first token after the titles and honorifics at `i`."""
        while i < end:
            length = self._title_length(i, end)
            if not length:
                return i
            i += length
        return i

    def _title_length(self, i: int, end: int) -> int:
        """How many tokens at `i` are a title, an honorific, or what may stand before a title."""
        words, lower = self.words, self.lower
        for length in (5, 4, 3, 2, 1):
            if i + length <= end and _is_office(_spaced(lower[i : i + length]), words):
                return length
        if lower[i] in words.honorifics:
            return 1
        of = i - 2 if i > 1 and lower[i - 2 : i] == ["of", "the"] else i - 1
        if of > 0 and lower[of] == "of" and lower[i] in words.portfolios and self._holds(of - 1):
            return 1
        if lower[i] in words.modifiers or lower[i] in words.portfolios or lower[i] in _HYPHENS:
            rest = self._title_length(i + 1, end) if i + 1 < end else 0
            return rest + 1 if rest else 0
        return 0

    def _holds(self, i: int) -> bool:
        return i >= 0 and self.lower[i] in self.words.offices

    def _polity_at(self, i: int, end: int) -> Name | None:
        """The longest country, organisation, adjective or capital of the tables at `i`."""
        doc = self.doc
        if doc[i].text in _HYPHENS:
            return None
        for j in range(min(len(doc), i + _LONGEST_POLITY), i, -1):
            if j > end and not (end == j - 2 and self.lower[end] == "of"):
                if not self._continues(i, j, end):
                    continue
            text = doc[i:j].text
            if "\n" in text:
                continue
            kind, found = _known(text)
            if kind is not None:
                return self._made(i, j, kind, found)
        return None

    def _continues(self, i: int, j: int, end: int) -> bool:
        """Whether a known name may run on from `end` to `j`: "Republic" "of Korea"."""
        return (
            self.lower[end] in ("of", "and", "for", "-", "the", "'s", "’s", ",")
            and self.capital[j - 1]
        )

    def _compound(self, start: int, end: int, last: str) -> Name:
        """A name by its last word: an organization, a place, or a named text or occasion."""
        opening = self._polity_at(start, end)
        country = opening if opening is not None and opening.kind in ("polity", "demonym") else None
        kind: NameKind
        if last in self.words.institutions:
            kind = "organization"
        else:
            kind = "work" if last in self.words.works else "place"
        name = self._made(start, end, kind, _named(self.doc[start:end].text))
        name.country = country
        return name

    def _name(self, start: int, end: int) -> Name:
        while self.tokens[end - 1].text in _HYPHENS and end - 1 > start:
            end -= 1
        return self._made(start, end, "unknown", ())

    def _made(self, start: int, end: int, kind: NameKind, found: tuple[Polity, ...]) -> Name:
        span = self.doc[start:end]
        labels = Counter(_label(token) for token in span if token.ent_type_)
        after = self.tokens[end] if end < len(self.doc) else None
        inside = not _opens(self.tokens[start])
        partisan = inside and after is not None and after.lower_ in _PARTISAN
        return Name(start, end, span.text, kind, found, None, labels, partisan)


def _is_office(words: str, lexicon_: Lexicon) -> bool:
    return words in lexicon_.offices or (words.endswith("s") and words[:-1] in lexicon_.offices)


def _spaced(words: list[str]) -> str:
    """Words as the lexicon writes them: "vice-president" is "vice president"."""
    return " ".join(word for word in words if word not in _HYPHENS)


def _label(token: Token) -> str:
    return "PERSON" if token.ent_type_ == "PER" else token.ent_type_


def _opens(token: Token) -> bool:
    """Whether `token` begins a sentence, a quotation or a line, where a capital says nothing."""
    if token.is_sent_start or token.i == 0:
        return True
    before = token.nbor(-1)
    return before.is_quote or before.is_space or before.text in (":", "•", "—", "–", "(", "…")


@lru_cache(maxsize=1 << 16)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(name_key(text).split())


def _named(text: str) -> tuple[Polity, ...]:
    kind, found = _known(text)
    return found if kind == "polity" else ()


@lru_cache(maxsize=1 << 16)
def _known(text: str) -> tuple[NameKind | None, tuple[Polity, ...]]:
    """What the tables know under `text`: a polity before an institution, a people, a capital."""
    table = polities()
    found = table.by_name(text)
    if found:
        return "polity", found
    if table.by_metonym(text):
        return "organization", ()
    demonym = table.by_demonym(text)
    if demonym:
        return "demonym", demonym
    capital = table.by_capital(text)
    return ("place", capital) if capital else (None, ())


def _shouted_lines(doc: Doc) -> list[bool]:
    """Per token, whether its line has nearly all its longer words capitalised, as headlines do."""
    marks = [False] * len(doc)
    start = 0
    for i in range(len(doc) + 1):
        if i == len(doc) or (doc[i].is_space and "\n" in doc[i].text):
            words = [token for token in doc[start:i] if token.is_alpha and len(token) > 3]
            capitals = sum(token.text[0].isupper() for token in words)
            ended = i > start and doc[i - 1].text in (".", "!", "”", '"')
            if len(words) >= 4 and capitals >= 0.8 * len(words) and not ended:
                marks[start:i] = [True] * (i - start)
            start = i + 1
    return marks


def _joined(doc: Doc, names: list[Name], words: Lexicon) -> list[Name]:
    """Names with "of", "and" or a comma inside made one: "Ministry of Foreign Affairs of Haeryong"."""
    out: list[Name] = []
    for name in names:
        before = out[-1] if out else None
        kind = _joined_kind(doc, before, name, words) if before is not None else None
        if before is None or kind is None:
            out.append(name)
            continue
        span = doc[before.start : name.end]
        joined = Name(
            before.start, name.end, span.text, kind, (), before.country, before.labels + name.labels
        )
        if name.kind in ("polity", "demonym") or (
            name.kind == "unknown" and before.end - before.start > 1 and name.end - name.start <= 2
        ):
            joined.country = name
        out[-1] = joined
    return [name for name in out if not _is_common(name, words)]


def _joined_kind(doc: Doc, before: Name, name: Name, words: Lexicon) -> NameKind | None:
    """The kind of the name that `before` and `name` make together; None when they stay two."""
    first = doc[before.start].lower_
    last = doc[before.end - 1].lower_
    between = " ".join(token.lower_ for token in doc[before.end : name.start])
    if between in ("of", "of the", "for", "on"):
        if (
            before.kind == "organization"
            or first in words.institutions
            or last in words.institutions
        ):
            return "organization" if between != "on" else None
        if last in words.works or first in words.works:
            return "work"
        return "place" if last in words.places and between.startswith("of") else None
    if first in ("ministry", "department") and between in (",", "and", ", and"):
        parts = (doc[before.end - 1].lower_, doc[name.end - 1].lower_)
        return "organization" if all(part in words.portfolios for part in parts) else None
    return None


def _is_common(name: Name, words: Lexicon) -> bool:
    """Whether a "name" is only capitalised common nouns ("State", "External Relations")."""
    if name.kind in ("polity", "demonym") or name.polities or name.partisan:
        return False
    lower = name.text.lower()
    if name.end - name.start > 1:
        return name.kind == "unknown" and all(word in words.portfolios for word in lower.split())
    if lower in words.regions:
        return True
    return (
        lower in words.portfolios
        or lower in words.governments
        or lower in words.modifiers
        or (lower in words.works or (lower in words.places and name.kind == "place"))
    )
