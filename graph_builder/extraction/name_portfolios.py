"""What a minister is minister of: names of fields of government, which are nobody's names.

"Minister of Energy and Natural Resources X": the capitals make names of "Energy" and "Natural
Resources", and a run of "Natural Resources X". Fields have many wordings; that an office stands
before them tells them, wherever no list has their words.
"""

from collections.abc import Sequence

from graph_builder.extraction.lexicon import Lexicon
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.tokens import Doc, Token

_KEEPERS = frozenset({"minister", "ministers", "ministry", "ministries"})
_INSIDE = frozenset({"and", "&", ",", "of", "for", "the"})
_OPENING = frozenset({"of", "for"})
FIELD_ENDS = frozenset({"affairs", "relations"})
"""Words that end the names of fields, whatever stands before them."""

_LONGEST = 12  # tokens of a field with all its parts


def opens_inside_field(tokens: Sequence[Token], i: int) -> bool:
    """Whether the capitals at `i` go on a field: "Minister of Energy and | Natural Resources X"."""
    k = i - 1
    if k < 0 or tokens[k].lower_ not in _INSIDE:
        return False
    while k > max(0, i - _LONGEST) and (tokens[k].lower_ in _INSIDE or tokens[k].text[0].isupper()):
        if tokens[k].lower_ in _KEEPERS and tokens[k + 1].lower_ in _OPENING:
            return tokens[k].ent_type_ not in ("PERSON", "PER")
        k -= 1
    return tokens[k].lower_ in _KEEPERS and tokens[k + 1].lower_ in _OPENING


def without_fields(doc: Doc, names: Sequence[Name], words: Lexicon) -> list[Name]:
    """`names` without the fields of ministers: "the Minister of Fisheries and Forests"."""
    tokens = doc.tokens
    starting = {name.start: name for name in names}
    fields = {
        name
        for token in doc.words("minister", "secretary")
        if _is_bare(tokens, token.i, words)
        for name in _fields_from(tokens, token.i + 2, starting, words)
        if token.lower_ == "minister" or name.words[-1] in FIELD_ENDS
    }
    return [name for name in names if name not in fields] if fields else list(names)


def _is_bare(tokens: Sequence[Token], i: int, words: Lexicon) -> bool:
    """Whether a minister's field comes after him, not before ("Prime Minister of X")."""
    following = tokens[i + 1].lower_ if i + 1 < len(tokens) else ""
    before = tokens[i - 1].lower_ if i else ""
    told = before in words.portfolios or before in ("prime", "-") or before in words.works
    return following in _OPENING and not told


def _fields_from(
    tokens: Sequence[Token], i: int, starting: dict[int, Name], words: Lexicon
) -> list[Name]:
    """The names that stand at `i` and on, as parts of one field."""
    found: list[Name] = []
    start = i
    while i < min(len(tokens), start + _LONGEST):
        name = starting.get(i)
        if name is not None:
            if not _may_be_field(name, words):
                break
            found.append(name)
            i = name.end
        elif tokens[i].lower_ in _INSIDE or _is_noun_in_capitals(tokens[i]):
            i += 1
        else:
            break
    return found


def _is_noun_in_capitals(token: Token) -> bool:
    return token.text[0].isupper() and token.pos_ in ("NOUN", "PROPN", "ADJ")


def _may_be_field(name: Name, words: Lexicon) -> bool:
    own = name.kind in ("unknown", "organization") and not name.polities and name.country is None
    body = name.words[-1] in words.institutions
    told = set(name.labels) <= {"ORG"} or name.words[-1] in FIELD_ENDS
    return own and not body and told
