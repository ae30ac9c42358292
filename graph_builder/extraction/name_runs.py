"""Runs of words that may be names, by spelling: capitals, particles, hyphens, initials."""

import re
from itertools import compress
from operator import attrgetter

from graph_builder.extraction.crowds import names_people
from graph_builder.extraction.lexicon import Lexicon
from graph_builder.extraction.tokens import QUOTATION_MARKS, Doc, Token
from graph_builder.keeping import kept

# Lower-case words inside or before surnames (German, Dutch, Romance, Arabic, Turkic and others).
PARTICLES = frozenset(
    "al el ul bin ibn ben bint abu arap ould von van der den ten ter de del della di da du dos das"
    " la le af av zu y".split()
)
# These begin a surname by themselves ("said von Stein"); the others only continue one.
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
    "people peoples women men children lords king queen mothers parents students youth".split()
)
HYPHENS = frozenset("-‐‑")
DASHES = HYPHENS | {"–", "—"}
# "eBay", "al-Dabbagh", "d'Estaing", "von-Trapp": lower case first, a capital inside.
_INNER_CAPITAL = re.compile(r"[a-z]{1,4}[-'’]?[^\W\d_a-z]")
# "U.S.-led", "ICBM-class" describe; they name nobody.
_COMPOUND_ADJECTIVE = re.compile(
    r"-(?:led|based|backed|brokered|born|style|class|owned|controlled|run|era|wide|imposed|made|occupied|mediated)$"
)
_SCRIPT_LABEL = re.compile(r"(?:[QA]|[A-Z][A-Z ]+)$")
# Words that open sentences, which a model may take into the name that follows.
_OPENERS = frozenset(
    {"only", "even", "also", "still", "yet", "just", "meanwhile", "both", "but", "and", "when"}
)
# "Ambassador Extraordinary and Plenipotentiary".
_OF_ENVOYS = frozenset({"extraordinary", "plenipotentiary"})
# At the head of a sentence hardly ever a name, whatever the model says ("He Jintao" may be one).
_LINKING = frozenset("to and with for from at by as vs over after".split())
_PRONOUNS = frozenset(
    "He She They It We You Nobody Somebody Everybody Anybody Someone Everyone Anyone None".split()
)
# What two people do, which a model may take for a part of one name: "al-Berg rang al-Lund".
_CONTACTS = frozenset("rang met saw told sent phoned called visited hosted".split())
# Adjectives that open names of bodies: "National Assembly Speaker X" at the head of a sentence.
_OF_BODIES = frozenset(
    "national general central supreme federal royal special joint foreign".split()
)
_LONGEST_LINK = 4  # letters of "sur", "aux", "upon"
_text = attrgetter("text")
ARTICLES = frozenset({"the", "a", "an"})
_BEFORE_OPENINGS = frozenset({":", "•", "—", "–", "(", "…"}) | QUOTATION_MARKS


class NameRuns:
    """The words of a Doc as a search for names sees them."""

    def __init__(self, doc: Doc, words: Lexicon) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.words = words
        self.lower = doc.forms
        self.capital = [*map(_capitalised, map(_text, self.tokens))]
        self.shouted = _shouted_lines(doc)
        self._capitals = list(compress(self.tokens, self.capital))
        self.seen = {t.text for t in self._capitals if not self.shouted[t.i] and not opens(t)}

    def is_label(self, i: int, end: int) -> bool:
        """Whether the run is a script's label, "REPORTER:" or "PHOTO:", at the start of a line."""
        tokens = self.tokens
        return (
            (i == 0 or "\n" in tokens[i - 1].text)
            and end < len(tokens)
            and tokens[end].text == ":"
            and bool(_SCRIPT_LABEL.match(self.doc.phrase(i, end)))
        )

    def holds(self, i: int) -> bool:
        return i >= 0 and self.lower[i] in self.words.offices

    def _is_name_word(self, i: int) -> bool:  # noqa: PLR0911 - a ladder of signs, the surest first
        token = self.tokens[i]
        if not self.capital[i] or (self.lower[i] in ARTICLES and token.pos_ != "PROPN"):
            return False
        if self.lower[i] in _OF_ENVOYS or (token.text == "HE" and not self.shouted[i]):
            return False  # "HE the Minister": His or Her Excellency
        fresh = token.text not in self.seen
        if self.shouted[i] and self.lower[i] in _LINKING:
            return False  # "Berg To Quispe: Stay Home"
        if token.text in _PRONOUNS and opens(token) and not self._is_capital_at(i + 1):
            return False
        if self.lower[i] in _OF_BODIES and opens(token) and self._opens_body(i):
            return True
        adverb = token.pos_ == "ADV" or self.lower[i] in _OPENERS
        if fresh and adverb and opens(token):
            return False
        if self.shouted[i] and fresh and not token.ent_type_:
            return self.lower[i] in self.words.offices or token.text.isupper()
        if token.text == "He" and i and self.holds(i - 1) and not token.is_sent_start:
            return i + 1 < len(self.doc) and self.capital[i + 1]
        if token.pos_ == "PROPN" or token.ent_type_ in {"PERSON", "PER", "ORG", "LOC", "NORP"}:
            return self.lower[i].rstrip(".") not in CALENDAR or token.ent_type_ in (
                "PERSON",
                "PER",
            )
        if token.ent_type_ == "DATE" or self.lower[i] in CALENDAR or token.pos_ in _FUNCTION:
            return False
        if opens(token) or self.shouted[i]:
            return token.text in self.seen and not opens(token)
        return True

    def _is_capital_at(self, i: int) -> bool:
        return i < len(self.tokens) and self.capital[i]

    def _opens_body(self, i: int) -> bool:
        """Whether the capitals at `i` go on to the head of a body: "National Rice Board"."""
        k = i + 1
        while k < min(len(self.tokens), i + 4) and self.capital[k] and not self.shouted[i]:
            if self.lower[k] in self.words.institutions:
                return True
            if self.lower[k] in self.words.offices:
                return False
            k += 1
        return False

    def beginnings(self) -> list[int]:
        """Where a run can begin at all; at most words none can."""
        return sorted({t.i for t in (*self._capitals, *self.doc.words(*PARTICLES))})

    def run_end(self, i: int) -> int:
        """The end of the run of name words that begins at `i`; `i` if none begins there."""
        if not self._is_name_word(i):
            return self._particle_run(i)
        j, n = i + 1, len(self.tokens)
        while j < n and not self.tokens[j].is_sent_start:
            if self._is_name_word(j):
                j += 1
            elif self._hyphenated(j):
                j += 2
            elif self.lower[j] in PARTICLES and (after := self._particle_run(j)) > j:
                j = after
            elif self._inner_possessive(j) or self._inner_word(j):
                j += 1
            elif self._nickname(j):
                j += 4
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
        while j < n and (self.lower[j] in PARTICLES or self.tokens[j].text in HYPHENS):
            j += 1
        if (
            j < n
            and self.capital[j]
            and (self.tokens[j].pos_ == "PROPN" or not self.tokens[j].is_sent_start)
        ):
            end = self.run_end(j)
            return max(end, j + 1)
        return i

    def _hyphenated(self, j: int) -> bool:
        """Whether token `j` is a hyphen inside a name ("Jae-myung", "Thygesen-Lund")."""
        tokens = self.tokens
        if (
            tokens[j].text not in HYPHENS
            or j + 1 >= len(tokens)
            or tokens[j].whitespace_
            or tokens[j - 1].whitespace_
        ):
            return False
        after = tokens[j + 1]
        return after.text[0].isalpha() and (
            self.capital[j + 1]
            or after.pos_ == "PROPN"
            or tokens[j - 1].ent_type_ in ("PERSON", "PER")
            or self._is_link(j + 1)
            or self._is_link(j - 1)
        )

    def _is_link(self, i: int) -> bool:
        """Whether a short word between hyphens links a name: "Bois-sur-Lac"."""
        tokens, end = self.tokens, i + 2
        if len(tokens[i].text) > _LONGEST_LINK or end >= len(tokens) or not self.capital[end]:
            return False
        return all(tokens[k].text in HYPHENS and not tokens[k].whitespace_ for k in (i - 1, i + 1))

    def _nickname(self, j: int) -> bool:
        """Whether a word in quotation marks stands inside a person's name: 'Ana "Nita" Berg'."""
        if j + 3 >= len(self.tokens) or not self.tokens[j].is_quote:
            return False
        told = label_of(self.tokens[j - 1]) == "PERSON" == label_of(self.tokens[j + 3])
        inside = self.capital[j + 1] and self.tokens[j + 2].is_quote and self.capital[j + 3]
        return told and inside and not self.tokens[j].is_sent_start

    def _inner_possessive(self, j: int) -> bool:
        return (
            self.tokens[j].tag_ == "POS"
            and j + 1 < len(self.doc)
            and self.capital[j + 1]
            and (
                _is_plural_of_people(self.lower[j - 1])
                or (self.lower[j - 1] in self.words.offices and self.lower[j + 1] == "office")
            )
        )

    def _inner_word(self, j: int) -> bool:
        """Whether a lower-case word stands inside what the model takes for one person's name."""
        words = self.tokens[j : j + 2]
        return (
            len(words) == 2
            and self.capital[j + 1]
            and words[0].is_alpha
            and words[0].text not in _CONTACTS
            and all(label_of(word) == "PERSON" and word.ent_iob_ == "I" for word in words)
        )


@kept
def _capitalised(text: str) -> bool:
    if text[0].isupper():
        return text != "I" and not ("-" in text and _COMPOUND_ADJECTIVE.search(text))
    plain = text.isascii() and text.islower()
    return not plain and bool(_INNER_CAPITAL.match(text))


def _is_plural_of_people(word: str) -> bool:
    """Whether "workers" or "fishermen" may own a body in its name: "the Fishermen's Union"."""
    occupation = len(word) > 5 and word.endswith("s") and names_people(word[:-1])
    return word in _COLLECTIVE or occupation or word.endswith("men")


def label_of(token: Token) -> str:
    return "PERSON" if token.ent_type_ == "PER" else token.ent_type_


def opens(token: Token) -> bool:
    """Whether `token` begins a sentence, a quotation or a line, where a capital says nothing."""
    if not token.i or token.i == token.sent.start:
        return True
    before = token.doc.tokens[token.i - 1]
    return before.is_space or before.text in _BEFORE_OPENINGS


def _shouted_lines(doc: Doc) -> list[bool]:
    """Per token, whether its line has nearly all its longer words capitalised, as headlines do."""
    marks = [False] * len(doc)
    start = 0
    for i in doc.line_ends:
        if i > start and doc[i - 1].text not in (".", "!", "”", '"'):
            words = [t.text for t in doc.tokens[start:i] if len(t.text) > 3 and t.text.isalpha()]
            capitals = sum(word[0].isupper() for word in words)
            if len(words) >= 4 and capitals >= 0.8 * len(words):
                marks[start:i] = [True] * (i - start)
        start = i + 1
    return marks
