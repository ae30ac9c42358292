"""Offices in normal form: which office, of whom, and whether it is over."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from graph_builder.resolution.names import normal, roles, spellings, words
from graph_builder.resolution.polity import found_in, polity_of

_OF = re.compile(r"\b(?:of|for)\b")


@dataclass(frozen=True, slots=True)
class Office:
    """`key` is the office's normal form ("foreign minister"), `polity` whose it is, if known.

    `past` says that the text has it as over ("former", "then-"); `single` that one person of the
    polity holds it at a time; `top` that it leads a state or government.
    """

    key: str
    polity: str | None
    past: bool
    single: bool
    top: bool


@cache
def _same() -> dict[str, str]:
    return {other: row[0] for row in spellings()["offices"]["same"] for other in row}


@lru_cache(maxsize=1 << 16)
def office(text: str | None, org: str | None = None) -> Office | None:
    """The office that `text` names, of the organization or country `org` where that is given.

    "then-U.S. Secretary of State" is the foreign minister of US, over. None without a text.
    """
    if not text or not text.strip():
        return None
    polity, rest = _whose(text, org)
    tokens = normal(rest).split()
    past = any(t in words("offices", "past") for t in tokens)
    dropped = words("offices", "past") | words("offices", "empty")
    core = " ".join(t for t in tokens if t not in dropped)
    core = core.removesuffix(" of").removesuffix(" for")
    key = _same().get(core, core) or normal(text)
    top = key in roles("offices", "top") and not key.startswith("vice")
    return Office(key, polity, past, key in words("offices", "single"), top)


def _whose(text: str, org: str | None) -> tuple[str | None, str]:
    rest = text.replace("then-", "then ").replace("ex-", "ex ")
    found = found_in(rest)
    if found is not None:
        inner, rest = found
        return (polity_of(org) if org else inner), rest
    if org:
        return polity_of(org), rest.replace(org, "")
    parts = [p.strip().removeprefix("the ") for p in _OF.split(rest)]
    if len(parts) > 1 and parts[-1][:1].isupper() and normal(parts[-1]) not in _NO_POLITY:
        return polity_of(parts[-1]), rest[: rest.rfind(parts[-1])].strip().removesuffix(" the")
    return None, rest


_NO_POLITY = frozenset(
    ["state", "affairs", "foreign affairs", "defence", "defense", "staff", "finance", "trade"]
)
