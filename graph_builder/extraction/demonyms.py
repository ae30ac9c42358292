"""Adjectives of countries that no table knows: "Norlandian" beside "Norlandia"."""

# Endings that make an adjective or a people of a country's name, longest first.
_DEMONYM_ENDINGS = (
    "ians",
    "ian",
    "eans",
    "ean",
    "ese",
    "ish",
    "ers",
    "er",
    "ans",
    "an",
    "ns",
    "n",
    "is",
    "i",
    "s",
    "ite",
    "iote",
    "ic",
)


# Endings that make a country's name of its people's.
_LAND_ENDINGS = frozenset({"ia", "istan", "stan"})
SHARED_LETTERS = 3
"""With so many letters, the same ones, a country and its adjective begin."""


def is_demonym_of(word: str, country: str) -> bool:
    """Whether `word` looks like the adjective or people of `country` (both as name keys)."""
    short = len(country) < 4 or len(word) < 5
    shared = SHARED_LETTERS + (not country.endswith(("land", "ow")))
    if word in (country, f"{country}s") or short or word[:shared] != country[:shared]:
        return False
    if country.startswith(word):
        return country[len(word) :] in _LAND_ENDINGS  # Croat, Uzbek
    cut = country.rstrip("aeiouhy")
    for ending in _DEMONYM_ENDINGS:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            if country.endswith("land") and stem == country[:-4] and len(stem) >= 3:
                return True  # Finnish, Polish
            if country.endswith("ow") and stem == f"{country[:-1]}v":
                return True  # Krakovian
            if len(stem) < 4:
                continue
            vowel = country[:-1] == stem and country[-1] in "aeiou"  # Elthe, Elthian
            if stem == country or vowel or (len(cut) >= 4 and stem.rstrip("aeiouhy") == cut):
                return True
    return False
