"""The normal form of a name, shared by look-ups, resolution and search."""

import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse

# Letters that NFKD leaves whole, as news agencies write them in plain ASCII.
_PLAIN = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ł": "l",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "ð": "d",
        "þ": "th",
        "&": " and ",
        "+": " plus ",
    }
)
_DROPPED = re.compile(r"[.'’‘ʻʼʾʿ`´]")
_GAPS = re.compile(r"[\W_]+")
_LEADING_THE = re.compile(r"^\s*the\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])\s*$", re.IGNORECASE)


def name_key(name: str) -> str:
    """The normal form under which two spellings of a name are the same name.

    NFKD without combining marks, casefolded; dots and apostrophes vanish ("U.S." and "US" agree),
    hyphens and all other punctuation become one space, "&" and "+" become words. Word order is
    kept: who needs it free sorts the words. Idempotent; "" for a name without letters or digits.
    """
    bare = name.casefold()
    if not bare.isascii():
        marked = unicodedata.normalize("NFKD", bare)
        bare = "".join(filterfalse(unicodedata.combining, marked)).casefold()
    elif bare.isalnum():
        return bare  # most words, and all that follows would leave them as they are
    plain = _DROPPED.sub("", bare.translate(_PLAIN))
    return _GAPS.sub(" ", plain).strip()


def bare_name(surface: str) -> str:
    """`surface` without a leading "the" and without a possessive ending."""
    return _POSSESSIVE.sub("", _LEADING_THE.sub("", surface)).strip()


@lru_cache(maxsize=1 << 12)  # one name is looked up in several tables
def alias_keys(surface: str) -> tuple[str, ...]:
    """The `name_key`s under which a surface form may be listed, the likeliest first.

    A leading "the" doesn't count; a possessive ending may belong to the name ("St. John's") or
    not ("Japan's"), so the form without it comes second.
    """
    whole = name_key(_LEADING_THE.sub("", surface))
    return tuple(dict.fromkeys((whole, name_key(bare_name(surface)))))
