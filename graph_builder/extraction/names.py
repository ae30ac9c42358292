"""Proper names in a Doc: where they stand, and what kind each may be.

Names are found by spelling first (capitals, particles, hyphens, initials), with the reading model's
entities as evidence: a model that has never met a name cuts it or takes it for something else more
often than spelling does. Titles and countries that stand before a name are kept apart from it.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache

from graph_builder.extraction.known_names import NameKind, known, may_begin, named
from graph_builder.extraction.lexicon import Lexicon, lexicon
from graph_builder.extraction.name_joining import joined_names
from graph_builder.extraction.name_pairs import BILATERAL, mark_pairs
from graph_builder.extraction.name_portfolios import FIELD_ENDS, opens_inside_field, without_fields
from graph_builder.extraction.name_runs import ARTICLES, HYPHENS, NameRuns, label_of, opens
from graph_builder.extraction.proper_name import ORDINAL, Name
from graph_builder.extraction.regions import region_at
from graph_builder.extraction.role_senses import FRENCH
from graph_builder.extraction.tokens import Doc
from graph_builder.keeping import kept
from graph_builder.ontology import Polity

# With a country's name these make another place: "Northern Ireland".
_COMPASS = frozenset(
    "northern southern eastern western central north south east west greater upper lower".split()
)
# First words of the names of places: "Cape Dan", "Port Ansel".
_PLACE_OPENERS = frozenset(
    "cape lake mount port fort isle bay gulf strait river camp point".split()
)
# Last words of the names of parts of a country.
_DIVISIONS = frozenset(
    "province region state county district governorate prefecture oblast city".split()
)
# After "Labour" these say that a party is meant, not the common noun.
_PARTISAN = frozenset(
    {"leader", "leaders", "party", "government", "lawmaker", "lawmakers", "mp", "mps"}
)
_OF_HOUSES = frozenset({"representatives", "lords", "commons", "councillors", "counselors"})
# Nobody is called so: "the Amiri Diwan", whatever the reading takes it for.
_OF_BODIES_ALONE = frozenset(
    "ministry department commission committee council parliament embassy authority agency diwan"
    " association federation organization organisation secretariat directorate".split()
)
# Titles that open names of bodies, too: "General Assembly", "Executive Committee".
_OF_BODIES = frozenset({"general", "executive"})
_LONGEST_POLITY = 10
# Whoever has such a title goes by a given name, whatever else is called so: "Queen Victoria".
_ROYAL = frozenset("king queen prince princess emperor empress pope saint lady mr mrs ms".split())
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_NOT_YET = (["designate"], ["elect"])
_SERVED = frozenset({"to", "of", "in", "from", "for", "at"})
# First words of the names of storms: "Hurricane Ana".
_STORMS = frozenset({"hurricane", "typhoon", "cyclone", "storm"})
# A known name may run on over these: "Republic" "of Korea".
_CONTINUING = frozenset({"of", "and", "for", "-", "the", "'s", "’s", ","})


def find_names(doc: Doc) -> list[Name]:
    """The proper names of `doc`, in order, not overlapping; titles and honorifics are left out."""
    return _NameFinder(doc, lexicon()).find()


class _NameFinder:
    def __init__(self, doc: Doc, words: Lexicon) -> None:
        self.doc = doc
        self.words = words
        self.runs = NameRuns(doc, words)
        self.tokens = self.runs.tokens
        self.lower = self.runs.lower

    def find(self) -> list[Name]:
        found: list[Name] = []
        after = 0  # what was looked at last
        for i in self.runs.beginnings():
            if i < after:
                continue
            after = end = self.runs.run_end(i)
            if end > i and not self.runs.is_label(i, end):
                found += [n for n in self._split(i, end) if not self._is_headline_noun(n)]
                after = max(end, found[-1].end if found else 0)
        names = joined_names(self.doc, self._parted(found), self.words)
        names = without_fields(self.doc, names, self.words)
        for name in names:
            name.head = self.doc.head_of(name.start, name.end).i
        mark_pairs(self.tokens, names)
        return names

    def _pair(self, name: Name, alone: frozenset[str]) -> list[Name]:
        """The two of "Norland-Sudria talks"; a surname of two parts is one name and stays whole."""
        if name.kind != "unknown" or name.end - name.start < 2:
            return [name]
        cuts = [k for k in range(name.start, name.end) if self.tokens[k].text in HYPHENS]
        if len(cuts) != 1 or not name.start < cuts[0] < name.end - 1:
            return [name]
        first, second = (name.start, cuts[0]), (cuts[0] + 1, name.end)
        texts = {self.doc[a:b].text for a, b in (first, second)}
        following = self.lower[name.end : name.end + 2]
        if not texts <= alone and not (texts & alone and set(following) & BILATERAL):
            named = first[1] - first[0] == 1 == second[1] - second[0]
            if not named or not following or following[0] not in BILATERAL:
                return [name]
        return [self._polity_at(a, b) or self._name(a, b) for a, b in (first, second)]

    def _parted(self, names: list[Name]) -> list[Name]:
        """Names cut where a country and its president run together: "President of Z Ivan X"."""
        single = frozenset(n.text for n in names if n.end - n.start <= 2)
        names = [part for name in names for part in self._pair(name, single)]
        alone = {
            name.text for name in names if name.end - name.start == 1 and name.kind == "unknown"
        }
        out: list[Name] = []
        for name in names:
            first = self.tokens[name.start].text
            runs_on = name.kind == "unknown" and name.end - name.start > 2 and name.start > 1
            told = runs_on and (first in alone or self.lower[name.start - 2] in self.words.lands)
            if told and self.lower[name.start - 1] == "of":
                out += [
                    self._name(name.start, name.start + 1),
                    self._name(name.start + 1, name.end),
                ]
            else:
                out.append(name)
        return out

    def _is_headline_noun(self, name: Name) -> bool:
        """Whether capitals alone make a name of it: "Regional Dynamics" in a heading."""
        if name.kind != "unknown":
            return False
        if name.end - name.start > 1 and self.lower[name.end - 1] in _WEEKDAYS:
            return True  # "Ash Wednesday"
        # "Rebel spokesman X said": the capital only opens the sentence.
        first = self.tokens[name.start]
        common = first.lower_ in self.words.persons or first.tag_ == "NNS"  # "Lorries have …"
        opening = name.end - name.start == 1 and common and opens(first)
        shouted = self.runs.shouted[name.start] and set(name.labels) <= {"ORG"}
        if not opening and (not shouted or name.text.isupper()):
            return False
        words = self.tokens[name.start : name.end]
        return not any(token.text in self.runs.seen for token in words)

    # ---- pieces of a run --------------------------------------------------------------------

    def _split(self, start: int, end: int) -> Iterator[Name]:
        """The names in one run: countries and titles before a name come off it."""
        last = self.lower[end - 1]
        while self.lower[start] in ARTICLES and start + 1 < end:
            start += 1
        if self.lower[start] in _STORMS and end - start > 1:
            yield self._made(start, end, "work", ())
            return
        if self.lower[start] in _PLACE_OPENERS and end - start > 1:
            inside = self._polity_at(start, end)
            if inside is None:
                yield self._made(start, end, "place", ())
                return
        words = self.words
        heads = last in words.institutions or last in words.works or last in words.places
        if heads and not self._is_person(start, end):
            whole = self._polity_at(start, end)
            yield self._compound(start, end, last) if whole is None or whole.end < end else whole
            return
        if self._is_one_body(start, end):
            yield self._compound(start, end, "")
            return
        i = begin = self._after_titles(start, end)
        if end - i > 2 and opens(self.tokens[i]) and self.lower[i] in self.words.persons:
            i = begin = i + 1  # "Host X Y greets everybody"
        while i < end:
            land = self._polity_at(i, end)
            titled = i if self._is_surname(begin, i) else self._after_titles(i, end)
            if (land is None and titled == i) or self._stays_inside(begin, i, land):
                i = i + 1 if land is None else land.end
                continue
            if i > begin:
                yield from self._labelled(begin, i)
            if land is not None:
                yield land
            i = titled if land is None else self._after_hyphen(land.end, end)
            begin = i
        if end > begin:
            yield from self._labelled(begin, end)

    def _is_person(self, start: int, end: int) -> bool:
        """Whether the model takes all after the titles for a person: "Park", "Emily Post"."""
        if end - start > 1 and self.lower[end - 1] in _OF_BODIES_ALONE:
            return False
        begin = self._after_titles(start, end)
        tokens = self.tokens[begin:end]
        return bool(tokens) and all(label_of(token) == "PERSON" for token in tokens)

    def _after_hyphen(self, i: int, end: int) -> int:
        """Over the hyphen of "India-Pakistan talks"."""
        return i + 1 if i + 1 < end and self.tokens[i].text in HYPHENS else i

    def _is_one_body(self, start: int, end: int) -> bool:
        """Whether the model takes a run for one organization that opens with a country's name."""
        tokens = self.tokens[start:end]
        if len(tokens) == 1 or any(token.ent_type_ != "ORG" for token in tokens):
            return False
        joined = all(token.ent_iob_ == "I" for token in tokens[1:])
        opening = self._polity_at(start, end) if joined else None
        titled = any(token.lower_ in self.words.offices for token in tokens)
        if opening is None or opening.end >= end or titled:
            return False
        # "The Chinese Government" is China.
        return opening.end < end - 1 or self.lower[end - 1] not in self.words.governments

    def _is_surname(self, begin: int, i: int) -> bool:
        """Whether a title word ends a person's name: "John Major"."""
        token = self.tokens[i]
        return i > begin and label_of(token) == "PERSON" and token.ent_iob_ == "I"

    def _labelled(self, begin: int, end: int) -> Iterator[Name]:
        """One name, or a place or body and the person after it: "Arlington Amneh Jafari"."""
        seat = self._end_of_seat(begin, end) if end - begin > 2 else 0
        if seat:
            yield from (self._made(begin, seat, "place", ()), self._name(seat, end))
            return
        labels = [label_of(t) for t in self.tokens[begin:end]] if end - begin > 2 else []
        for cut in range(1, len(labels) - 1):
            before, after = set(labels[:cut]), set(labels[cut:])
            if after != {"PERSON"} or "PERSON" in before:
                continue
            told = len(before) == 1 and before <= {"ORG", "LOC"}
            if told or self._ends_body(begin, begin + cut):
                yield self._name(begin, begin + cut)
                begin += cut
                break
        yield self._name(begin, end)

    def _end_of_seat(self, begin: int, end: int) -> int:
        """Where the region ends of which a person holds an office: "Governor of X Province Y"."""
        if begin < 2 or self.lower[begin - 1] != "of" or not self.runs.holds(begin - 2):
            return 0
        parts = (k + 1 for k in range(begin + 1, end - 1) if self.lower[k] in _DIVISIONS)
        return next(parts, 0)

    def _ends_body(self, begin: int, cut: int) -> bool:
        """Whether a body, a form of state or a field of government ends where a person begins."""
        starts = self.tokens[cut].ent_iob_ == "B"
        ends = self.words.institutions | self.words.lands | FIELD_ENDS
        body = self.lower[cut - 1] in ends
        return starts and (body or opens_inside_field(self.tokens, begin))

    def _stays_inside(self, begin: int, i: int, land: Name | None) -> bool:
        """Whether a country's word is part of another name: "Ann Jordan", "Northern Ireland"."""
        if land is None or i == begin:
            return land is not None and self._is_given_name(land)
        if self.tokens[i - 1].text in HYPHENS and not self.tokens[i - 1].whitespace_:
            return True
        if self.lower[i - 1] in _COMPASS and land.kind == "polity":
            return True
        persons = ("PERSON", "PER")
        return land.end - land.start == 1 and all(
            self.tokens[k].ent_type_ in persons for k in range(begin, i + 1)
        )

    def _is_given_name(self, land: Name) -> bool:
        """Whether a country's or city's name is a person's: "Chad Brown", "Queen Victoria"."""
        if land.kind not in ("polity", "place") or land.end - land.start > 1:
            return False
        before = self.lower[land.start - 1] if land.start else ""
        if before in _ROYAL or before in _SERVED:  # "Ambassador to Peru Ana Quispe"
            return before in _ROYAL
        words = self.tokens[land.start : land.end + 1]
        told = all(label_of(t) == "PERSON" for t in words) and words[-1].ent_iob_ == "I"
        return told and len(words) > 1 and self.runs.capital[land.end]

    def _after_titles(self, i: int, end: int) -> int:
        """The first token after the titles and honorifics at `i`."""
        titles = _title_words()
        while i < end and self.lower[i] in titles and (length := self._title_length(i, end)):
            i += length
        return i

    def _title_length(self, i: int, end: int) -> int:
        """How many tokens at `i` are a title, an honorific, or what may stand before a title."""
        words, lower = self.words, self.lower
        house = lower[i] in _OF_HOUSES and lower[max(0, i - 2) : i] == ["house", "of"]
        if house or (lower[i] in words.modifiers and self._opens_body(i, end)):
            return 0
        for length in (5, 4, 3, 2, 1) if lower[i] in _opening_words() else ():
            if i + length <= end and _is_office(_spaced(lower[i : i + length]), words):
                return length
        amir = lower[i] == "amir" and lower[max(0, i - 1)] in ("the", "deputy")
        if amir or lower[i] in words.honorifics or lower[i] in FRENCH:
            return 1  # elsewhere "Amir" is a given name
        if lower[i] in words.portfolios:
            of = i - 1
            while of > 0 and (lower[of] == "the" or lower[of] in words.portfolios):
                of -= 1
            held = of > 0 and lower[of] in ("of", "for") and self.runs.holds(of - 1)
            if held and self._polity_at(i, end) is None:
                return 1
        if lower[i] in words.modifiers or lower[i] in words.portfolios or lower[i] in HYPHENS:
            rest = self._title_length(i + 1, end) if i + 1 < end else 0
            # "Prime Minister-designate X"
            rest = rest or (lower[i] in HYPHENS and lower[i + 1 : i + 2] in _NOT_YET)
            return rest + 1 if rest else 0
        return 0

    def _opens_body(self, i: int, end: int) -> bool:
        """Whether a title's word opens a body: "General Statistics Department Director"."""
        for k in range(i + 1, min(end, i + 4)):
            label = label_of(self.tokens[k])
            if label == "PERSON" or self.lower[k] in self.words.offices:
                return False
            if self.lower[k] in self.words.institutions:
                return self.lower[i] in _OF_BODIES or (label == "ORG" and k > i + 1)
        return False

    def _polity_at(self, i: int, end: int) -> Name | None:
        """The longest country, organisation, adjective or capital of the tables at `i`."""
        tokens, begin = self.tokens, self.tokens[i].idx
        if tokens[i].text in HYPHENS or not may_begin(tokens[i].text):
            return None
        if self.lower[i] == "american" and region_at(self.lower[max(0, i - 1) : i + 1]):
            return None  # "South American" is of no single country
        goes_on = end < len(tokens) and self.lower[end] in _CONTINUING
        furthest = min(len(tokens) if goes_on else end, i + _LONGEST_POLITY)
        for j in range(furthest, i, -1):
            last = tokens[j - 1]
            if (j > end and not self.runs.capital[j - 1]) or last.text in HYPHENS:
                continue
            text = self.doc.text[begin : last.idx + len(last.text)]
            if "\n" in text:
                continue
            kind, found = known(text)
            if kind is not None:
                return self._made(i, j, kind, found)
        return None

    def _compound(self, start: int, end: int, last: str) -> Name:
        """A name by its last word: an organization, a place, or a named text or occasion."""
        opening = self._polity_at(start, end)
        country = opening if opening is not None and opening.kind in ("polity", "demonym") else None
        kind: NameKind
        if start and ORDINAL.fullmatch(self.lower[start - 1]):
            kind = "work"  # "the first Harbour Forum" is an occasion
        elif not last or last in self.words.institutions:
            kind = "organization"
        else:
            kind = "work" if last in self.words.works else "place"
        name = self._made(start, end, kind, named(self.doc[start:end].text))
        name.country = country
        return name

    def _name(self, start: int, end: int) -> Name:
        while self.tokens[end - 1].text in HYPHENS and end - 1 > start:
            end -= 1
        last = self.lower[end - 1]
        if last in self.words.institutions and end - start > 1:
            tokens = self.tokens[start:end]
            alone = last in _OF_BODIES_ALONE
            if alone or not any(label_of(token) == "PERSON" for token in tokens):
                return self._compound(start, end, last)
        return self._made(start, end, "unknown", ())

    def _made(self, start: int, end: int, kind: NameKind, found: tuple[Polity, ...]) -> Name:
        labels = _counted(*[label_of(t) for t in self.tokens[start:end] if t.ent_type_])
        after = self.tokens[end] if end < len(self.tokens) else None
        followed = after is not None and after.lower_ in _PARTISAN
        partisan = followed and not opens(self.tokens[start])
        text = self.doc.phrase(start, end)
        return Name(start, end, text, kind, found, None, labels, partisan)


@cache
def _opening_words() -> frozenset[str]:
    """The words that offices begin with, also those of one word in the plural, and hyphens."""
    first = {office.split(" ", 1)[0] for office in lexicon().offices}
    return frozenset({*first, *(f"{word}s" for word in first), *HYPHENS})


@cache
def _title_words() -> frozenset[str]:
    """The words that titles begin with, or that may stand before a title."""
    words = lexicon()
    before = words.modifiers | words.portfolios | words.honorifics
    return _opening_words() | before | FRENCH | {"amir"}


@kept
def _counted(*labels: str) -> Counter[str]:
    """How often each of the labels is there; not to be changed by who asks."""
    return Counter(labels)


def _is_office(words: str, lexicon_: Lexicon) -> bool:
    return words in lexicon_.offices or (words.endswith("s") and words[:-1] in lexicon_.offices)


def _spaced(words: list[str]) -> str:
    """Words as the lexicon writes them: "vice-president" is "vice president"."""
    return " ".join(word for word in words if word not in HYPHENS)
