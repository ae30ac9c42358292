"""Short forms that an article brings in beside the name: "Central Bank of Norland (CBN)"."""

from collections.abc import Mapping, Sequence

from graph_builder.extraction.name_evidence import Kind
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.tokens import Doc
from graph_builder.keeping import kept

_LONGEST = 8  # words of a name before its short form
# Words that firms and societies are told without: "Larkin Holdings" is Larkin.
_FORMS = frozenset(
    "group corp corporation co company inc ltd limited plc llc holdings holding international"
    " industries enterprises investment investments energy securities bhd sdn gmbh society".split()
)
_ACRONYMS = frozenset({"acronym", "initials", "abbreviation"})


def short_forms(doc: Doc, names: Sequence[Name]) -> dict[tuple[str, ...], Name]:
    """What each short form in brackets (by its words) stands for: the name right before it."""
    ending = {name.end: name for name in names}
    found: dict[tuple[str, ...], Name] = {}
    for name in names:
        if name.polities or not name.text.isupper():
            continue
        beside = _is_bracketed(doc, name)
        told = name.start > 0 and doc[name.start - 1].lower_ in _ACRONYMS
        full = ending.get(name.start - 1) if beside else _spelled_out(name, names)
        full = _last_body(name, names) if told and full is None else full
        # "National Rice Front (FNA)": the letters may be of the name in its own language.
        foreign = full is not None and full.kind == "organization"
        fits = not beside or foreign or _agrees(doc, name.text, name.start - 1)
        if full is not None and not full.polities and fits:
            found.setdefault(name.words, full)
    return _cut_short(names) | found


def _cut_short(names: Sequence[Name]) -> dict[tuple[str, ...], Name]:
    """Firms and bodies without the word for what they are: "Larkin" of "Larkin Holdings Ltd"."""
    whole = {name.words: name for name in names if not name.polities and len(name.words) > 1}
    stems: dict[tuple[str, ...], list[Name]] = {}
    for words, name in whole.items():
        for end in range(len(words) - 1, 0, -1):
            if words[end] not in _FORMS or name.labels["PERSON"]:
                break
            stems.setdefault(words[:end], []).append(name)
    short = {n.words for n in names if not (n.polities or n.labels["PERSON"])}
    return {stem: full[0] for stem, full in stems.items() if len(full) == 1 and stem in short}


def _last_body(short: Name, names: Sequence[Name]) -> Name | None:
    """The body named last before: "Doctors at Sea, known by its French acronym X"."""
    near = (n for n in names if short.start - _LONGEST <= n.end < short.start)
    told = [n for n in near if len(n.words) > 1 and not n.polities]
    return told[-1] if told else None


def _spelled_out(short: Name, names: Sequence[Name]) -> Name | None:
    """The one body named before whose initials the letters are: "FO" after "Foreign Office"."""
    fits = {
        name.words: name
        for name in names
        if (name.kind == "organization" or (name.kind == "unknown" and len(short.text) > 2))
        and name.end <= short.start
        and not name.labels["PERSON"]
        and _capitals(name.text) == short.text
    }
    return next(iter(fits.values())) if len(fits) == 1 and len(short.text) > 1 else None


@kept  # every short form asks this of every name
def _capitals(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def with_short_forms(
    doc: Doc, names: Sequence[Name], kinds: Mapping[Name, Kind]
) -> dict[Name, Kind]:
    """`kinds` with those of short forms: they name what the name beside them names."""
    shorts = short_forms(doc, names)
    told = {n: kinds[shorts[n.words]] for n in names if n.words in shorts and not n.polities}
    apart = ("person", "country")
    return {**kinds, **{n: kind for n, kind in told.items() if kind not in apart}}


def _is_bracketed(doc: Doc, name: Name) -> bool:
    closed = doc[name.end].text == ")"
    return closed and name.start > 1 and doc[name.start - 1].text == "("


def _agrees(doc: Doc, letters: str, end: int) -> bool:
    """Whether capitals before `end` spell the letters: "Norland Rice Board" and "NRB"."""
    low = max(0, end - _LONGEST)
    initials = [t.text[0] for t in doc[low:end] if t.text[0].isupper()]
    return len(letters) > 1 and "".join(initials).endswith(letters)
