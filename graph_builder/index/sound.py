"""How a name sounds, roughly, so that its romanizations and misspellings fall together.

The letter values and groups are data: `ontology/romanization.toml`, which names their sources.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from graph_builder.ontology import load_toml, name_key

_ARABIC_ARTICLE = re.compile(r"\bال(?=\w{2})")
_HANGUL_FIRST, _HANGUL_LAST = 0xAC00, 0xD7A3


@cache
def _letters() -> Mapping[int, str]:
    tables = load_toml("romanization.toml")["letters"]
    return {ord(letter): latin for table in tables.values() for letter, latin in table.items()}


@cache
def _words() -> Mapping[str, str]:
    return {
        spelling: word
        for word, spellings in load_toml("romanization.toml")["words"].items()
        for spelling in spellings
    }


@cache
def _sounds() -> tuple[tuple[tuple[str, str], ...], str]:
    table = load_toml("romanization.toml")["sounds"]
    return tuple((old, new) for old, new in table["rules"]), table["vowels"]


def _syllable(character: str) -> str:
    """A Hangul syllable in Latin letters, by the arithmetic of the Unicode standard (3.12)."""
    number = ord(character)
    if not _HANGUL_FIRST <= number <= _HANGUL_LAST:
        return character
    table = load_toml("romanization.toml")["hangul"]
    rest, final = divmod(number - _HANGUL_FIRST, len(table["final"]))
    initial, vowel = divmod(rest, len(table["vowel"]))
    return str(table["initial"][initial] + table["vowel"][vowel] + table["final"][final]) + " "


def romanized(name: str) -> str:
    """`name` with Hangul, Cyrillic, Greek, Arabic and Hebrew letters in Latin ones.

    Korean names come out with a space after every syllable, Arabic ones without the article. Other
    scripts stay as they are.
    """
    if name.isascii():
        return name
    spelled = "".join(_syllable(character) for character in unicodedata.normalize("NFC", name))
    parts = unicodedata.normalize("NFD", spelled.casefold())
    bare = "".join(c for c in parts if not unicodedata.combining(c))
    return _ARABIC_ARTICLE.sub("", bare).translate(_letters())


def _sound_of_word(word: str) -> str:
    rules, vowels = _sounds()
    for old, new in rules:
        word = word.replace(old, new)
    start = "a" if word[:1] and word[0] in vowels else ""
    kept = start + "".join(letter for letter in word if letter not in vowels)
    return "".join(letter for i, letter in enumerate(kept) if i == 0 or letter != kept[i - 1])


def sounds(name: str) -> tuple[str, ...]:
    """The consonants of each word, look-alike sounds made one: "Zelenskyy", "Zelensky" → "slnsk".

    Words without a sound are left out; so is what no table romanizes.
    """
    words = name_key(romanized(name)).split()
    heard = (_sound_of_word(_words().get(word, word)) for word in words if word.isascii())
    return tuple(one for one in heard if one)
