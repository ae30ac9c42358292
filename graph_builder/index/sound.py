"""How a name sounds, roughly, so that its romanizations and misspellings fall together.

The letter values and groups are data: `ontology/romanization.toml`, which names their sources.
"""

from collections.abc import Mapping
from functools import cache

from graph_builder.ontology import load_toml, name_key

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

    Korean names come out with a space after every syllable. Other scripts stay as they are.
    """
    spelled = "".join(_syllable(character) for character in name)
    return spelled.casefold().translate(_letters()) if not spelled.isascii() else spelled


def _sound_of_word(word: str) -> str:
    rules, vowels = _sounds()
    for old, new in rules:
        word = word.replace(old, new)
    start = "a" if word[:1] and word[0] in vowels else ""
    kept = start + "".join(letter for letter in word if letter not in vowels)
    return "".join(letter for i, letter in enumerate(kept) if i == 0 or letter != kept[i - 1])


def sound(name: str) -> str:
    """The consonants of a name with look-alike sounds made one: "Zelenskyy", "Zelensky" → "slnsk".

    Words are run together, so that "Jae-myung", "Jae Myung" and "Jaemyeong" agree; their order is
    kept. "" for a name without Latin letters once romanized.
    """
    words = name_key(romanized(name)).split()
    return "".join(_sound_of_word(_words().get(word, word)) for word in words)
