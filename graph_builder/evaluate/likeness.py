"""When a predicted name, date, place, quote or office counts as the gold one.

The rules are those of the reference scorer of the development gold: spellings, order of names,
diacritics and titles don't matter; capitals and demonyms of the countries listed here do for them.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from graph_builder.evaluate.records import Record

TITLES = frozenset(
    [
        *("mr", "mrs", "ms", "dr", "sir", "president", "prime", "minister", "premier"),
        *("chancellor", "secretary", "general", "gen", "senator", "sen", "rep", "representative"),
        *("king", "queen", "crown", "prince", "princess", "pope", "cardinal", "sheikh"),
        *("ambassador", "vice", "deputy", "foreign", "comrade", "respected", "the", "us", "u.s"),
    ]
)
# Words that alone name a role, not an actor.
ROLES = frozenset(
    [
        *("president", "minister", "premier", "chancellor", "leader", "secretary", "spokesman"),
        *("spokesperson", "spokeswoman", "official", "officials", "pope", "pontiff", "king"),
        *("he", "she", "they", "pm"),
    ]
)
# Names that stand for one polity, in their bare form; the first is the usual one.
_SAME_POLITY = (
    (
        "united states",
        "us",
        "usa",
        "u s",
        "u s a",
        "america",
        "united states of america",
        "washington",
    ),
    (
        "south korea",
        "republic of korea",
        "rok",
        "s korea",
        "seoul",
        "korea republic of",
        "seoul government",
        "south korean government",
    ),
    (
        "north korea",
        "dprk",
        "democratic people s republic of korea",
        "democratic peoples republic of korea",
        "n korea",
        "pyongyang",
    ),
    ("japan", "tokyo", "japanese government", "government of japan", "japanese side"),
    (
        "china",
        "prc",
        "people s republic of china",
        "peoples republic of china",
        "beijing",
        "chinese government",
    ),
    ("russia", "russian federation", "moscow", "russian side"),
    ("united kingdom", "uk", "u k", "britain", "great britain"),
    ("turkey", "turkiye", "ankara", "turkish government"),
    ("iran", "tehran", "islamic republic of iran"),
    ("syria", "damascus"),
    ("philippines", "manila", "philippine government"),
    ("vietnam", "hanoi", "viet nam"),
    ("cuba", "cuban government"),
    ("colombia", "colombian government"),
    ("vatican", "holy see", "vatican city"),
    ("palestine", "palestinian", "palestinian authority", "palestinian territories"),
    ("united nations", "un", "u n"),
    (
        "united nations security council",
        "un security council",
        "u n security council",
        "security council",
    ),
    ("european union", "eu", "e u"),
    ("taiwan", "taipei"),
    ("germany", "berlin"),
    ("france", "paris"),
    ("india", "new delhi"),
    ("pakistan", "islamabad"),
    ("israel", "jerusalem"),
    ("egypt", "cairo"),
    ("ukraine", "kyiv", "kiev"),
)
_POLITY = {alias: names[0] for names in _SAME_POLITY for alias in names}
_PLAIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d"})
_OPENING = re.compile(r"^(the|a|an|his|her|their|its|both|two)\b", re.IGNORECASE)
_IDLE_IN_OFFICES = re.compile(r"\b(former|then|ex|incumbent|current|us|u s|the|of|for|to)\b")
_SAME_OFFICE = (
    ("prime minister", "pm"),
    ("prime minister", "premier"),
    ("foreign minister", "minister of foreign affairs"),
    ("foreign minister", "top diplomat"),
    ("spokesperson", "spokesman"),
    ("spokesperson", "spokeswoman"),
    ("chairman", "chair"),
    ("chairman", "chairperson"),
)


# ---- words --------------------------------------------------------------------------------------


def bare(text: str | None) -> str:
    """`text` in lower-case ASCII words, without diacritics or punctuation; "'s" is a word."""
    decomposed = unicodedata.normalize("NFKD", text or "")
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_PLAIN)
    plain = re.sub(r"'s\b", " s", plain.lower().replace("’", "'").replace("`", "'"))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())


def words(text: str | None) -> list[str]:
    """The words of `bare`, without a leading "the"."""
    found = bare(text).split()
    return found[1:] if len(found) > 1 and found[0] == "the" else found


def key(text: str | None) -> str:
    """What two spellings of one name share: sorted words without titles, or the polity's name."""
    tokens = words(text)
    joined = " ".join(tokens)
    if joined in _POLITY:
        return _POLITY[joined]
    kept = [t for t in tokens if t not in TITLES] or tokens
    kept = [re.sub(r"y+$", "y", re.sub(r"iy$", "y", t)) for t in kept]
    joined = " ".join(kept)
    return _POLITY.get(joined, " ".join(sorted(kept)))


def squeezed(text: str | None) -> str:
    """The letters of a name run together, without titles: "Jaemyung" is "Jae-myung"."""
    return "".join(re.sub(r"y+$", "y", t) for t in words(text) if t not in TITLES)


def is_generic(text: str | None) -> bool:
    """Whether a form of reference is no name: "the chancellor", "his party", "leader"."""
    return bool(_OPENING.match(text or "")) or all(w in ROLES for w in words(text))


# ---- actors -------------------------------------------------------------------------------------


def match_actors(gold: Sequence[Record], predicted: Sequence[Record]) -> dict[str, str]:
    """Predicted actor id → gold actor id, one to one, the likest pairs first."""
    surnames: dict[str, set[str]] = {}
    for actor in gold:
        tokens = words(actor["name"])
        if actor["type"] == "person" and tokens:
            for token in {tokens[0], tokens[-1]}:
                surnames.setdefault(token, set()).add(actor["id"])
    pairs = []
    for i, mine in enumerate(predicted):
        for j, theirs in enumerate(gold):
            likeness = _actor_likeness(theirs, mine, surnames)
            if likeness:
                pairs.append((likeness, -i, -j))
    matched: dict[str, str] = {}
    taken: set[str] = set()
    for _, i, j in sorted(pairs, reverse=True):
        mine_id, gold_id = predicted[-i]["id"], gold[-j]["id"]
        if mine_id not in matched and gold_id not in taken:
            matched[mine_id] = gold_id
            taken.add(gold_id)
    return matched


def _actor_likeness(  # noqa: PLR0911 - a ladder of likenesses, the strongest first
    gold: Record, mine: Record, surnames: Mapping[str, set[str]]
) -> float:
    name = mine.get("name") or ""
    named = [a for a in mine.get("aliases") or [] if not is_generic(a)]
    forms = [a for a in gold["aliases"] if not is_generic(a)]
    person = gold["type"] == "person"
    if key(name) == key(gold["name"]):
        return 4.0
    if squeezed(name) and squeezed(name) == squeezed(gold["name"]):
        return 4.0
    if any(key(name) == key(f) for f in forms if len(words(f)) > 1 or not person):
        return 3.5
    if any(bare(name) == bare(a) for a in gold["aliases"]):
        return 1.0 if is_generic(name) else 2.5
    if any(key(a) == key(gold["name"]) for a in named):
        return 3.0
    tokens = [t for t in words(name) if t not in TITLES]
    if person and len(tokens) == 1:
        return 2.0 if surnames.get(tokens[0]) == {gold["id"]} else 0.0
    if person and mine.get("type", "person") == "person":
        a, b = set(words(name)) - TITLES, set(words(gold["name"])) - TITLES
        return 2.2 if len(a & b) >= 2 and (a <= b or b <= a) else 0.0
    if gold["type"] in ("organization", "group"):
        a, b = set(words(name)), set(words(gold["name"]))
        return 1.5 if a and b and len(a & b) / len(a | b) >= 0.6 else 0.0
    return 0.0


# ---- dates and places ---------------------------------------------------------------------------


def same_date(gold: str | None, mine: str | None, *, strict: bool) -> bool:
    """Whether dates agree: to the letter, or, not strictly, by overlapping where gold has one."""
    if strict:
        return (gold or None) == (mine or None)
    if not gold:
        return True
    if not mine:
        return False
    a, b = _interval(gold), _interval(mine)
    return a[0] <= b[1] and b[0] <= a[1]


def _interval(date: str) -> tuple[str, str]:
    start, _, end = str(date).partition("/")
    return _bound(start, last=False), _bound(end or start, last=True)


def _bound(date: str, *, last: bool) -> str:
    date = date.strip()
    if re.fullmatch(r"\d{4}", date):
        return date + ("-12-31" if last else "-01-01")
    if re.fullmatch(r"\d{4}-\d\d", date):
        return date + ("-31" if last else "-01")
    return date[:10]


def same_place(
    gold: str | None, mine: str | None, others: Sequence[str] = (), *, strict: bool
) -> bool:
    """Whether places agree, `others` being granularities that the text supports as well."""
    if mine and any(same_place(other, mine, strict=strict) for other in others):
        return True
    a, b = key(gold) if gold else None, key(mine) if mine else None
    if strict:
        return a == b
    if not gold:
        return True
    if not mine:
        return False
    shared = set(words(gold)) & set(words(mine))
    return a == b or bool(shared) or bare(gold) in bare(mine) or bare(mine) in bare(gold)


# ---- quotes and offices -------------------------------------------------------------------------


def quote_likeness(gold: Record, mine: Record) -> float:
    """How much of the gold quote's beginning stands in the predicted one, in order, 0 … 1."""
    forms = [bare(mine.get("quote") or mine.get("text") or "").split()]
    if mine.get("content"):
        forms.append(bare(mine["content"]).split())
    best = 0.0
    for text in (gold.get("quote"), gold.get("content")):
        wanted = bare(text or "").split()
        for form in forms:
            if wanted and form:
                best = max(best, _likeness(wanted, form))
    return best


def _likeness(wanted: list[str], form: list[str]) -> float:
    window = form[: max(40, 4 * len(wanted))]
    length = min(len(wanted), len(window))
    if length < 3:
        return float(wanted[:length] == window[:length])
    return _common(wanted, window) / length


def _common(a: list[str], b: list[str]) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(b) + 1)
    for x in a:
        diagonal = 0
        for j, y in enumerate(b, 1):
            above = row[j]
            row[j] = diagonal + 1 if x == y else max(above, row[j - 1])
            diagonal = above
    return row[-1]


def same_office(gold: Record, mine: Record) -> bool:
    """Whether two offices agree in most words, and in the organization where both state one."""
    a, b = _office_words(gold["office"]), _office_words(mine.get("office") or "")
    if not a or not b:
        return False
    titles_agree = len(a & b) / len(a) >= 0.6 or a <= b or b <= a
    wanted, has = key(gold.get("org") or ""), key(mine.get("org") or "")
    orgs_agree = (
        not wanted
        or not has
        or wanted == has
        or wanted in key(mine.get("office") or "")
        or bool(set(words(gold.get("org"))) & set(words(mine.get("org") or "")))
    )
    return titles_agree and orgs_agree


def _office_words(office: str) -> set[str]:
    text = _IDLE_IN_OFFICES.sub(" ", bare(office))
    for usual, other in _SAME_OFFICE:
        text = re.sub(rf"\b{other}\b", usual, text)
    return set(text.split())
