"""Facets: actors of articles that say the same about who they are.

Resolution doesn't compare mentions with mentions: all actors of any article with the same name in
normal form and the same polity are one facet, and facets are what rules join. Kinds, strongest
first:

* `C` a country or organization of `polities.csv`, or a country that it doesn't know;
* `O` another organization, by its words and its polity;
* `P` a person with a full name;
* `I` a person with initials, `S` with one name only, `D` known only by an office;
* `L` whoever has meaning in one article alone: groups, unnamed speakers, "the ministry".

An actor that a judgement speaks of has a facet of its own (`|j:ANCHOR` in its key), so that people
can divide what rules can't.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from graph_builder.model import Actor
from graph_builder.ontology import polities
from graph_builder.resolution.names import (
    fold,
    full_key,
    has_initials,
    is_proper,
    name_tokens,
    normal,
    skeleton,
    spellings,
    words,
)
from graph_builder.resolution.offices import Office, office
from graph_builder.resolution.polity import found_in, polity_of

STRONG = "COP"


class Facet(NamedTuple):
    """What an actor of an article says about who it is; `key` is equal for equal facets.

    `name` is a key in normal form, `polity` "" when unknown, `office` the normal form of the office
    (for weak facets), `bound` that the facet belongs to one article alone.
    """

    key: str
    kind: str
    type: str
    name: str
    polity: str = ""
    office: str = ""
    bound: bool = False
    stats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What an article says around an actor.

    `month` is when it was published ("2025-08", or less), `lands` the polities of the countries
    that it names: an organization that `polities.csv` doesn't know is nobody's country.
    """

    article: str
    month: str
    lands: frozenset[str]


def facet(actor: Actor, setting: Setting, held: tuple[Office, ...], judged: str) -> Facet:
    """The facet of an actor.

    `held` are the offices that its article gives it (its own title first), `judged` its anchor when
    a judgement speaks of it, else "".
    """
    if actor.type in ("country", "organization"):
        made = _institution(actor, setting.article)
    elif actor.type == "person":
        made = _person(actor, setting, held)
    else:
        made = _local(actor, setting.article)
    return made._replace(key=f"{made.key}|j:{judged}") if judged else made


def _local(actor: Actor, article: str) -> Facet:
    name = normal(actor.name) or actor.id
    return Facet(f"L|{article}|{actor.type}|{name}", "L", actor.type, name, bound=True)


def _institution(actor: Actor, article: str) -> Facet:
    known = polities().by_name(actor.name)
    if not known and actor.type == "country":
        known = polities().by_capital(actor.name)
    if known:
        row = known[0]
        return Facet(f"C|{row.id}", "C", row.type, row.id, row.id)
    if actor.type == "country":
        own = polity_of(actor.name) or "~"
        return Facet(f"C|{own}", "C", "country", own, own)
    polity, rest = found_in(actor.name) or ("", actor.name)
    same, empty = dict(spellings()["organizations"]["same"]), words("organizations", "empty")
    tokens = [same.get(t, t) for t in normal(rest).split() if t not in empty]
    if not tokens:
        seat = polities().by_metonym(actor.name)
        tokens = normal(seat[0][1].institution if seat else actor.name).split()
    if all(t in words("organizations", "generic") for t in tokens) and not polity:
        return _local(actor, article)
    name = " ".join(sorted(fold(t.removesuffix("s") if len(t) > 4 else t) for t in tokens))
    return Facet(f"O|{name}|{polity}", "O", "organization", name, polity)


def _person(actor: Actor, setting: Setting, held: tuple[Office, ...]) -> Facet:
    whose = [o.polity for o in held if o.polity]
    polity = next((p for p in whose if not p.startswith("~") or p in setting.lands), "")
    stats = tuple(
        dict.fromkeys(
            [f"{'p' if o.past else 'o'}:{o.polity or ''}:{o.key}" for o in held]
            + [f"m:{setting.month}"]
        )
    )
    tokens = name_tokens(actor.name)
    titles = words("titles", "words")
    if not is_proper(actor.name) or all(t in titles for t in tokens):
        return _by_office(actor, setting, held)
    name = full_key(actor.name)
    if has_initials(name):
        return Facet(
            f"I|{name}|{polity}|{setting.month}", "I", "person", name, polity, "", False, stats
        )
    if len(tokens) == 1:
        post = next((o.key for o in held if o.single), "")
        scope = setting.month if polity or post else setting.article
        key = f"S|{name}|{polity}|{post}|{scope}"
        return Facet(key, "S", "person", name, polity, post, scope == setting.article, stats)
    return Facet(f"P|{name}|{polity}", "P", "person", name, polity, "", False, stats)


def _by_office(actor: Actor, setting: Setting, held: tuple[Office, ...]) -> Facet:
    post = next((o for o in held if o.single and o.polity), None) or office(actor.name)
    if post is None or not post.single or not post.polity:
        return _local(actor, setting.article)
    past = "past" if post.past or "predecessor" in normal(actor.name).split() else "now"
    key = f"D|{post.key}|{post.polity}|{past}|{setting.month}"
    return Facet(key, "D", "person", past, post.polity, post.key, False, ())


def lookup_keys(made: Facet) -> Iterator[str]:
    """The keys under which a facet is found by others that may be it."""
    if made.kind == "P":
        tokens = made.name.split()
        yield f"={made.name}"
        yield f"~{skeleton(made.name)}"
        if len(tokens) > 2:
            for i in range(len(tokens)):
                yield f"~{skeleton(' '.join(tokens[:i] + tokens[i + 1 :]))}"
        for token in tokens:
            yield f"t|{fold(token)}"
            if made.polity and len(token) > 4:
                yield f"T|{made.polity}|{fold(token)}"
    elif made.kind in "SI":
        yield f"w|{fold(max(made.name.split(), key=len))}"
    elif made.kind == "D":
        yield f"w|o|{made.polity}|{made.office}"
    elif made.kind in "CO":
        yield f"{made.kind}|{made.name}"


def weak_keys(key: str) -> tuple[str, ...]:
    """The keys of weak facets that a look-up key of another facet has to do with."""
    if key.startswith("w|"):
        return (key,)
    if key.startswith("t|"):
        return (f"w|{key[2:]}",)
    return (f"w|{key}",) if key.startswith("o|") else ()


def office_keys(stats: tuple[str, ...]) -> Iterator[str]:
    """The keys under which a person is found by an office held (see `D` facets)."""
    for stat in stats:
        if stat[:2] in ("o:", "p:"):
            _, polity, post = stat.split(":", 2)
            if polity and post in words("offices", "single"):
                yield f"o|{polity}|{post}"


def code_of(made_key: str) -> str | None:
    """The id in `polities.csv` behind a facet key `C|…`, None for all others."""
    parts = made_key.split("|")
    return parts[1] if parts[0] == "C" and not parts[1].startswith("~") else None
