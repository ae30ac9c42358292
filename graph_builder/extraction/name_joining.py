"""Names that go on over "of", "and" or a comma: "Ministry of Economy, Trade and Industry"."""

from graph_builder.extraction.known_names import NameKind, named, words_of
from graph_builder.extraction.lexicon import Lexicon
from graph_builder.extraction.proper_name import ORDINAL, Name
from graph_builder.extraction.regions import regions
from graph_builder.extraction.temporal_words import MONTHS
from graph_builder.extraction.tokens import Doc

_LONGEST_JOINT = 2  # words: "of the", ", and"
_LONGEST_INITIAL = 2  # letters: "Ch."


def joined_names(doc: Doc, names: list[Name], words: Lexicon) -> list[Name]:
    """`names` with those that make one name joined, and bare common nouns left out."""
    out: list[Name] = []
    for name in names:
        _take_in_title(doc, name, words)
        _take_in_date(doc, name, words)
        before = out[-1] if out else None
        kind = _pieces(doc, before, name, words) if before is not None else None
        if before is None or kind is None:
            out.append(name)
            continue
        span = doc[before.start : name.end]
        known, labels = named(span.text), before.labels + name.labels
        joined = Name(before.start, name.end, span.text, kind, known, before.country, labels)
        if name.kind in ("polity", "demonym") or (
            name.kind == "unknown" and before.end - before.start > 1 and name.end - name.start <= 2
        ):
            joined.country = name
        out[-1] = joined
    return [name for name in out if not _is_common(name, words)]


def _pieces(doc: Doc, before: Name, name: Name, words: Lexicon) -> NameKind | None:
    """The kind of the name that the two are pieces of: by its spelling, its tree or its words."""
    if _is_initial(doc, before, name):
        return "unknown"  # "Ch.Bergdorf"
    if before.end == name.start and before.polities and name.text.lower() in words.governments:
        return None  # "the Chinese Government" is China
    if _shares_noun(doc, before, name, words) or _is_of_place(doc, before, name):
        return "organization"
    return _joined_kind(doc, before, name, words)


def _joined_kind(doc: Doc, before: Name, name: Name, words: Lexicon) -> NameKind | None:  # noqa: PLR0911 - one for each way of joining
    """The kind of the name that `before` and `name` make together; None when they stay two."""
    first = doc.tokens[before.start].lower_
    apart = name.start - before.end > _LONGEST_JOINT and first not in words.works
    if apart and doc.tokens[before.end].ent_iob_ != "I":
        return None
    last = doc.tokens[before.end - 1].lower_
    rest = doc.tokens[before.end : name.end]
    if any(token.is_space for token in rest):
        return None  # a headline and the line after it
    land = first in words.lands and last not in words.institutions
    if land or _is_government(doc, before, name) or _is_title(doc, name, words):
        return None  # "Republic of X", "Federal Government of X" is X
    if first in words.works and doc.tokens[before.end].lower_ == "of":
        return "work"
    if all(token.ent_type_ == "ORG" and token.ent_iob_ == "I" for token in rest):
        if before.start and ORDINAL.fullmatch(doc.tokens[before.start - 1].lower_):
            return "work"
        return "organization"  # the model takes them for one: "Ladies in White"
    between = " ".join(token.lower_ for token in doc.tokens[before.end : name.start])
    if between in ("of", "of the") and before.kind == "work":
        return "work"  # "the first Forum of Small Harbours"
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
        stop = name.country.start - 1 if name.country is not None else name.end
        end = stop if doc[stop].lower_ == "of" else name.end  # "… and Trade of Norland"
        parts = (last, doc.tokens[end - 1].lower_)
        fields = all(part in words.portfolios for part in parts)
        return "organization" if fields or _goes_on(doc, name) else None
    return None


def _take_in_title(doc: Doc, name: Name, words: Lexicon) -> None:
    """Let "Office of the Prime Minister" be one name: an office is told by whose it is."""
    end = name.end
    if doc.tokens[end - 1].lower_ != "office" or doc[end : end + 2].text.lower() != "of the":
        return
    stop = next(
        (
            k
            for k in (end + 4, end + 3)
            if k <= len(doc)
            and all(t.text[0].isupper() for t in doc[end + 2 : k])
            and doc[end + 2 : k].text.lower() in words.offices
        ),
        None,
    )
    if stop is not None:
        name.end, name.kind = stop, "organization"
        name.text = doc[name.start : stop].text
        name.words = words_of(name.text)


def _take_in_date(doc: Doc, name: Name, words: Lexicon) -> None:
    """Let "the April 6 Youth Movement" be one name: a body is called after a day."""
    start = name.start - 2
    if start < 1 or doc.tokens[start].lower_ not in MONTHS:
        return
    day = doc.tokens[start + 1].text.isdigit() and doc.tokens[start - 1].lower_ == "the"
    if day and doc.tokens[name.end - 1].lower_ in words.institutions and not name.polities:
        name.start, name.kind = start, "organization"
        name.text = doc[start : name.end].text
        name.words = words_of(name.text)


def _shares_noun(doc: Doc, before: Name, name: Name, words: Lexicon) -> bool:
    """ "The Coastal Defence and Foreign Trade Committee": both tell what one body is for."""
    one = (
        doc.tokens[name.start - 1].lower_ == "and"
        and doc.tokens[name.end - 1].lower_ in words.institutions
    )
    told = name.kind == "organization" and before.kind != "polity" and before.end - before.start > 1
    return (
        one
        and told
        and any(
            t.dep_ == "compound" and name.start <= t.head.i < name.end
            for t in doc.tokens[before.start : before.end]
        )
    )


def _is_of_place(doc: Doc, before: Name, name: Name) -> bool:
    """ "Abu Dhabi | Harbours": a body's name that begins with a place's."""
    beside = before.end == name.start == name.end - 1 and name.kind == "unknown"
    beside = beside and not name.labels["PERSON"]
    first = doc.tokens[before.start]
    inside = name.start <= first.head.i < name.end
    return beside and before.kind in ("place", "polity") and first.dep_ == "compound" and inside


def _is_initial(doc: Doc, before: Name, name: Name) -> bool:
    """Whether a name is cut behind the initial that is written together with it."""
    short = before.end - before.start == 1 and len(before.text) <= _LONGEST_INITIAL
    i = before.end
    if not (
        short and name.start == i + 1 and doc.tokens[i].text == "." and before.kind == "unknown"
    ):
        return False
    return not doc.tokens[i - 1].whitespace_ and not doc.tokens[i].whitespace_


def _goes_on(doc: Doc, name: Name) -> bool:
    """Whether a bare name can only be another field of a ministry: "… and Family"."""
    plain = name.kind == "unknown" and not name.labels
    return plain and doc.tokens[name.start - 1].lower_ in ("and", ",")


def _is_government(doc: Doc, before: Name, name: Name) -> bool:
    return doc.tokens[before.end - 1].lower_ == "government" and bool(name.polities)


def _is_title(doc: Doc, name: Name, words: Lexicon) -> bool:
    """Whether a land is that of an office: "the plan of the White House for U.S. President X"."""
    for_whom = doc.tokens[name.start - 1].lower_ == "for" and bool(name.polities)
    return for_whom and doc[name.end : name.end + 1].text.lower() in words.offices


def _is_common(name: Name, words: Lexicon) -> bool:
    """Whether a "name" is only capitalised common nouns ("State", "External Relations")."""
    lower = name.text.lower()
    if " " in lower and lower in regions():
        return True  # "the South American leader"
    if name.kind in ("polity", "demonym") or name.polities or name.partisan:
        return False
    if name.end - name.start > 1:
        common = words.portfolios
        if lower.endswith(" government"):
            common |= words.modifiers
        return name.kind == "unknown" and all(word in common for word in lower.split())
    if lower in words.regions or lower == "police":
        return True
    return (
        lower in words.portfolios
        or lower in words.governments
        or lower in words.modifiers
        or (lower in words.works or (lower in words.places and name.kind == "place"))
    )
