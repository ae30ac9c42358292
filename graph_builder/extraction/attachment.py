"""Phrases that the parser hangs in the wrong place, set right.

In "They will sign, she said in Rome on Monday" the parser may give place and time to "sign".
Without a comma after "said" they are of the saying: a clause told before its verb doesn't go on
behind it. In "the king and visiting President Berg held talks" it takes the participle for a
clause that has the guest as its object. In "they praised the value of widening ties and agreed to
meet" it may join what they agreed to the widening. In "met the premier, elected in May, in Rome"
it gives Rome to the participle that the second comma closes. In "the king of Tonga and the premier
of Fiji" it may join the premier to Tonga.
"""

from collections.abc import Sequence
from typing import Protocol

_PHRASES = frozenset({"obl", "obl:unmarked"})
_MISPLACED = _PHRASES | {"conj"}
_SPOILING = frozenset({"visiting", "co"})  # words by which the tree around them goes wrong
_CONTENT = frozenset({"ccomp", "parataxis"})
# A guest stands after these: "met visiting President Berg"; after others it may be a journey.
_MEETS = frozenset(
    "meet receive tell host welcome greet inform assure brief thank see urge ask".split()
)
# These are given for a guest: "a dinner for visiting President Berg".
_GIVEN = frozenset("dinner lunch luncheon breakfast banquet reception ceremony".split())
# What the parser takes a guest's name for.
_TAKEN_FOR = frozenset({"obj", "obl", "xcomp", "nsubj", "ccomp"})
_WHERE_AND_WHEN = frozenset({"LOC", "DATE"})
# Who is named by an office: never coordinated with a country.
_IN_OFFICE = frozenset(
    "president premier minister king queen emir sultan prince chancellor leader secretary "
    "ambassador envoy speaker commissioner governor mayor chief chairman".split()
)
_FURTHEST = 12  # words from "visiting" to the name
_FINITE = frozenset({"VBZ", "VBP", "VBD"})


class Word(Protocol):
    """What is looked at of a word, and set right."""

    dep_: str

    @property
    def text(self) -> str: ...
    @property
    def lower_(self) -> str: ...
    @property
    def lemma_(self) -> str: ...
    @property
    def pos_(self) -> str: ...
    @property
    def tag_(self) -> str: ...
    @property
    def ent_type_(self) -> str: ...


def set_right(words: Sequence[Word], offsets: list[int]) -> list[int]:
    """`offsets` from words to their heads, with what the parser misplaces where it belongs."""
    for i, word in enumerate(words):
        if word.dep_ not in _MISPLACED and word.text not in _SPOILING:
            continue
        if word.text == "visiting":
            _set_guest_right(words, offsets, i)
        elif word.text == "co" and (offsets[i] == 2 or offsets[i + 2 : i + 3] == [-2]):
            _set_prefix_right(words, offsets, i)
        elif word.dep_ == "conj" and word.tag_ in _FINITE:
            _set_finite_right(words, offsets, i)
        elif word.dep_ == "conj" and word.lower_ in _IN_OFFICE:
            _set_office_right(words, offsets, i)
        if word.dep_ not in _PHRASES or offsets[i] >= 0:
            continue
        verb = i + offsets[i]
        saying = verb + offsets[verb]
        across = words[verb].dep_ in _CONTENT and verb < saying < i
        if across and not any(words[k].text == "," for k in range(saying + 1, i)):
            offsets[i] = saying - i
        elif word.ent_type_ in _WHERE_AND_WHEN and _is_closed_off(words, verb, i):
            offsets[i] = _verb_above(words, offsets, saying) - i
    return offsets


def _is_closed_off(words: Sequence[Word], participle: int, i: int) -> bool:
    """Whether commas part a participle after its noun from the phrase of word `i` behind it."""
    opened = words[participle].dep_ == "acl" and words[participle - 1].text == ","
    if not opened or words[participle].tag_ not in ("VBN", "VBG"):
        return False
    commas = (k for k in range(participle + 2, i) if words[k].text == ",")
    closed = next(commas, None)
    between = words[closed + 1 : i] if closed is not None else ()
    return bool(between) and between[0].tag_ == "IN" and not any(map(_is_verb, between))


def _set_prefix_right(words: Sequence[Word], offsets: list[int], i: int) -> None:
    """ "Co-chaired" in three words: the verb, not its prefix, heads the clause."""
    verb = i + 2
    if len(words) <= verb or words[i + 1].text != "-" or not _is_verb(words[verb]):
        return
    if offsets[verb] == -2:
        words[verb].dep_ = words[i].dep_
        offsets[verb] = offsets[i] - 2 if offsets[i] else 0
    for k, offset in enumerate(offsets):
        if k not in (i, verb) and k + offset == i:
            offsets[k] = verb - k
    offsets[i], words[i].dep_ = 2, "advmod"


def _set_finite_right(words: Sequence[Word], offsets: list[int], i: int) -> None:
    """A finite verb is coordinated with the finite one above, not with a bare participle."""
    joined = k = i + offsets[i]
    passive = words[joined].tag_ == "VBN" and words[joined].dep_ == "ccomp"
    parted = [w.lower_ for w in words[max(i - 2, 0) : i]] == [",", "and"]
    if words[joined].tag_ != "VBG" and not (passive and parted):
        return
    own = "aux" if not passive else "none"
    if any(words[j].dep_ == own and j + offsets[j] == joined for j in range(joined)):
        return
    while offsets[k] and words[k].tag_ not in _FINITE:
        k += offsets[k]
    if words[k].tag_ in _FINITE and k < joined:
        offsets[i] = k - i


def _set_office_right(words: Sequence[Word], offsets: list[int], i: int) -> None:
    """Who holds an office is coordinated with the holder before, not with the country of that."""
    land = i + offsets[i]
    holder = land + offsets[land]
    beside = words[holder].lower_ in _IN_OFFICE and holder < land < i
    if beside and words[land].dep_ == "nmod" and words[land].ent_type_ == "LOC":
        offsets[i] = holder - i


# ---- guests -------------------------------------------------------------------------------------


def _set_guest_right(words: Sequence[Word], offsets: list[int], i: int) -> None:
    """ "Visiting" before a name describes who is named, who takes its place in the tree."""
    inside = range(max(i - 3, 0), min(i + _FURTHEST, len(words)))
    below = [k for k in inside if k + offsets[k] == i and k != i]
    named = (k for k in below if k > i and words[k].ent_type_ == "PERSON")
    guest = next((k for k in named if words[k].dep_ in _TAKEN_FOR), None)
    if guest is None or i == 0 or any(words[k].tag_ in ("IN", "DT") for k in range(i + 1, guest)):
        return
    if any(k < i and words[k].dep_.startswith(("aux", "nsubj", "det")) for k in below):
        return
    place = _place_of_guest(words, offsets, i)
    case = i - 1 if words[i - 1].lower_ in ("with", "for") else i
    if place is None or _hangs_on(offsets, place[0], i) or _hangs_on(offsets, place[0], case):
        return
    head, relation = place
    for k in below:
        if k < i or words[k].dep_ in ("obj", "compound", "amod"):
            offsets[k] = guest - k  # "and", "with", a title that was taken for an object
            words[k].dep_ = "case" if words[k].dep_ == "mark" else words[k].dep_
            words[k].dep_ = "nmod:desc" if words[k].dep_ == "obj" else words[k].dep_
        else:
            offsets[k] = _verb_above(words, offsets, head) - k
    if case < i:
        offsets[case], words[case].dep_ = guest - case, "case"
    offsets[guest], words[guest].dep_ = head - guest, relation
    offsets[i], words[i].dep_ = guest - i, "amod"


def _place_of_guest(
    words: Sequence[Word], offsets: Sequence[int], i: int
) -> tuple[int, str] | None:
    """What the guest hangs on and how, by the word before "visiting"; None if it is no guest."""
    before, head = words[i - 1], i + offsets[i]
    if before.lower_ == "and" and i > 1 and words[head].tag_ != "VBG":
        first = i - 2
        while not _is_verb(words[first + offsets[first]]) and offsets[first]:
            first += offsets[first]
        named = words[first].pos_ in ("NOUN", "PROPN") and words[i - 2].pos_ in ("NOUN", "PROPN")
        return (first, "conj") if named else None
    if before.lower_ == "with" and i > 1:
        noun = words[i - 2].pos_ == "NOUN"
        return (i - 2, "nmod") if noun else (_verb_above(words, offsets, head), "obl")
    if before.lower_ == "for" and i > 1 and words[i - 2].lower_ in _GIVEN:
        return i - 2, "nmod"
    meets = i - 2 if before.lower_ == "off" and i > 1 else i - 1  # "saw off visiting …"
    if words[meets].lemma_.lower() in _MEETS and _is_verb(words[meets]):
        return meets, "obj"
    return None


def _hangs_on(offsets: Sequence[int], k: int, i: int) -> bool:
    """Whether word `k` is word `i` or below it."""
    while k != i and offsets[k]:
        k += offsets[k]
    return k == i


def _is_verb(word: Word) -> bool:
    return word.pos_ in ("VERB", "AUX")


def _verb_above(words: Sequence[Word], offsets: Sequence[int], i: int) -> int:
    """The nearest verb from word `i` upwards, or the top."""
    while not _is_verb(words[i]) and offsets[i]:
        i += offsets[i]
    return i
