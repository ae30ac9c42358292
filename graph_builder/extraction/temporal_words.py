"""The words of English temporal phrases: pieces of regular expressions, and what they stand for.

Patterns are written for phrases that `normal` has made plain: lower case, no commas, spelled-out
numbers as digits, abbreviations without their dots.
"""

import re

from graph_builder.keeping import kept

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
SEASON_NAMES = ("spring", "summer", "autumn", "fall", "winter")
DAY_PARTS = (
    "morning",
    "afternoon",
    "evening",
    "night",
    "noon",
    "midday",
    "midnight",
    "lunchtime",
    "dawn",
    "dusk",
    "daybreak",
    "eve",
)
FIXED_DAYS = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "may day": (5, 1),
}
_NUMBERS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
CARDINALS = {word: str(number) for number, word in enumerate(_NUMBERS)}
CARDINALS |= {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70"}
CARDINALS |= {"a couple of": "2", "a fortnight": "2 weeks", "a dozen": "12"}
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}

# Days of the month in words: "the second of this month".
NTH_WORDS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
        "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
        "twentieth".split(),
        start=1,
    )
}

OFFSETS = {"last": -1, "previous": -1, "past": -1, "this": 0, "same": 0, "that": 0}
OFFSETS |= {"next": 1, "coming": 1, "following": 1}

MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
WEEKDAY = "(?:" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + ")"
SEASON = "(?:" + "|".join(SEASON_NAMES) + ")"
PART = "(?:" + "|".join(DAY_PARTS) + ")"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
NTH = DAY + "(?:st|nd|rd|th)"
YEAR = r"(?:1[0-9]|20)\d\d"
NTH_WORD = "(?:" + "|".join(sorted(NTH_WORDS, key=len, reverse=True)) + ")"
TO = r"\s*(?:-|to|through|thru|until|till|and)\s*"

_PLAIN = str.maketrans({"’": "'", **dict.fromkeys(",()", " "), **dict.fromkeys("‐‑‒–—―−", "-")})
_AMERICAN = re.compile(r"\bu\.?s\.?\b")
_ABBREVIATED = re.compile(rf"\b({MONTH}|{WEEKDAY})\.(?=\s|$|\d)")
_WORDS = re.compile(r"\b(" + "|".join(sorted(CARDINALS, key=len, reverse=True)) + r")\b")


@kept
def normal(phrase: str) -> str:
    """`phrase` in the plain form that the patterns are written for."""
    text = phrase.lower().translate(_PLAIN)
    if "." in text:
        text = _ABBREVIATED.sub(r"\1", _AMERICAN.sub("us", text))
    text = _WORDS.sub(lambda match: CARDINALS[match[1]], text)
    return " ".join(text.split()).strip(" .;:")
