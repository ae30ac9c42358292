"""The normal form of a name, shared by look-ups, resolution and search."""

import re
import unicodedata
from itertools import filterfalse

from graph_builder.keeping import kept

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
_DROPPED = frozenset(".'’‘ʻʼʾʿ`")
_LEADING_THE = re.compile(r"^\s*the\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])\s*$", re.IGNORECASE)


class _Keyed(dict[int, str | None]):
    """What becomes of each character in a key, worked out when it is first met; None: nothing."""

    def __missing__(self, code: int) -> str | None:
        marked = unicodedata.normalize("NFKD", chr(code).casefold())
        bare = "".join(filterfalse(unicodedata.combining, marked)).casefold()
        letters = (c for c in bare.translate(_PLAIN) if c not in _DROPPED)
        key = self[code] = "".join(c if c.isalnum() else " " for c in letters) or None
        return key


_KEYED = _Keyed()


def name_key(name: str) -> str:
    """The normal form under which two spellings of a name are the same name.

    NFKD without combining marks, casefolded; dots and apostrophes vanish ("U.S." and "US" agree),
    hyphens and all other punctuation become one space, "&" and "+" become words. Word order is
    kept: who needs it free sorts the words. Idempotent; "" for a name without letters or digits.
    """
    return " ".join(name.translate(_KEYED).split())


def bare_name(surface: str) -> str:
    """`surface` without a leading "the" and without a possessive ending."""
    return _POSSESSIVE.sub("", _LEADING_THE.sub("", surface)).strip()


@kept  # one name is looked up in several tables
def alias_keys(surface: str) -> tuple[str, ...]:
    """The `name_key`s under which a surface form may be listed, the likeliest first.

    A leading "the" doesn't count; a possessive ending may belong to the name ("St. John's") or
    not ("Japan's"), so the form without it comes second.
    """
    named = _LEADING_THE.sub("", surface)
    whole, bare = name_key(named), _POSSESSIVE.sub("", named).strip()
    return (whole,) if bare == named else tuple(dict.fromkeys((whole, name_key(bare))))
