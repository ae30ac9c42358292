"""Search for actors by name: exact, by words, by prefix, by sound, and in spite of typos."""

import math
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from graph_builder.index.sound import romanized, sounds
from graph_builder.ontology import name_key, polities

# A query looks at no more names than this of each kind of candidate; ranking them takes ~10 ms.
CANDIDATES = 2_000
# Below this likeness (0 to 1; the better of Jaro-Winkler and the ratio of sorted words) a name is
# not offered. Misspelt names lie above ("Ishba" for "Ishiba" 0.96, "Tramp" for "Trump" 0.89), other
# names below ("Macron" for "Maduro" 0.82, for "Merkel" 0.56).
LIKENESS = 0.83
# What ten times as many articles add to a score; three steps at most, so that fame ranks names that
# fit equally well and doesn't make a bad fit a good one.
FAME = 0.03
# How much less the exact name of a person counts of whom only one word is known: it then lies just
# below names that hold the word among others, so that "Emmanuel Macron" comes before "Macron".
BARE = 0.15


@dataclass(frozen=True, slots=True)
class NameHit:
    """An actor found by one of its names; `score` is about 0 to 1.1, higher is better."""

    node: int
    iri: str
    matched: str
    score: float
    exact: bool


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A query in all the forms by which names are compared with it."""

    key: str
    latin: str
    heard: tuple[str, ...]
    types: tuple[str, ...]
    prefix: bool


def name_forms(
    name: str, aliases: Sequence[str], code: str | None
) -> Iterator[tuple[str, str, str]]:
    """Every spelling by which an actor is found, with its key and sound."""
    polity = polities().by_id(code) if code else None
    more = (*polity.names, *polity.abbreviations) if polity else ()
    for text in dict.fromkeys((name, *aliases, *more)):
        key = name_key(text)
        if key:
            yield text, key, " ".join(sounds(text))


def sound_keys(heard: Sequence[str]) -> set[str]:
    """Under which sounds a name is filed: the whole, and every word of three consonants or more.

    The whole is run together, so that "Jae-myung", "Jae Myung" and "Jaemyeong" agree.
    """
    return {"".join(heard), *(word for word in heard if len(word) >= 3)} - {""}


def bare_persons(connection: sqlite3.Connection, nodes: Iterable[int]) -> set[int]:
    """Those of these actors that are persons of whom no more than one word is known.

    An article that says "Macron" throughout makes such an actor when nothing ties it to another;
    who looks for that word may mean anyone of that name.
    """
    query = (
        "SELECT max(instr(name.key, ' ')) = 0 FROM name JOIN actor ON actor.node = name.node"
        " WHERE name.node = ? AND actor.type = 'person'"
    )
    return {node for node in nodes if connection.execute(query, (node,)).fetchone()[0]}


def find_names(
    connection: sqlite3.Connection,
    query: str,
    *,
    limit: int,
    types: Sequence[str] = (),
    prefix: bool = False,
) -> list[NameHit]:
    """The actors that `query` may mean, best first; `prefix` for a word that is still being typed.

    Exact names come before names that hold all words of the query, those before names that sound
    like it, those before names that look like it; of each kind, actors of more articles come first.
    A person of whom no more than the word asked for is known counts as one whose name holds it.
    """
    key = name_key(query)
    if not key:
        return []
    heard = sounds(query)
    best: dict[int, NameHit] = {}
    wanted = _Wanted(key, name_key(romanized(query)), heard, tuple(types), prefix)
    for node, iri, text, found, found_sound, articles in _candidates(connection, wanted):
        score = _score(wanted, found, found_sound)
        if score is None:
            continue
        fame = min(FAME * math.log10(1 + articles), 3 * FAME)
        hit = NameHit(node, iri, text, round(score + fame, 4), found == key)
        if node not in best or (hit.score, hit.matched) > (best[node].score, best[node].matched):
            best[node] = hit
    for node in bare_persons(connection, [node for node, hit in best.items() if hit.exact]):
        hit = best[node]
        best[node] = replace(hit, score=round(hit.score - BARE, 4), exact=False)
    return sorted(best.values(), key=lambda hit: (not hit.exact, -hit.score, hit.iri))[:limit]


def _score(query: _Wanted, found: str, found_sound: str) -> float | None:
    key = query.key
    if found == key:
        return 1.0
    wanted, words = key.split(), found.split()
    if sorted(wanted) == sorted(words):
        return 0.95
    if _has_words(wanted, words, query.prefix):
        return 0.85 + 0.05 * len(key) / max(len(found), len(key))
    alike = max(JaroWinkler.similarity(key, found), fuzz.token_sort_ratio(key, found) / 100)
    if _sounds_like(query.heard, tuple(found_sound.split())):
        # Two consonants are shared by half of all short names: those must look alike as well.
        enough = len("".join(query.heard)) > 2 or alike >= LIKENESS
        return 0.72 + 0.1 * alike if enough else None
    near_word = max((JaroWinkler.similarity(key, word) for word in words), default=0.0)
    if len(wanted) == 1 and len(key) > 3:
        alike = max(alike, near_word - 0.02)
    return 0.7 * alike if alike >= LIKENESS else None


def _sounds_like(wanted: tuple[str, ...], found: tuple[str, ...]) -> bool:
    """Whether all sounds agree, also with the last word first, or all are among the found."""
    if not wanted:
        return False
    whole = "".join(found)
    turned = "".join((wanted[-1], *wanted[:-1]))
    among = set(wanted) <= set(found) and max(map(len, wanted)) >= 3
    return whole in ("".join(wanted), turned) or among


def _has_words(wanted: Sequence[str], words: Sequence[str], prefix: bool) -> bool:
    whole = wanted[:-1] if prefix else wanted
    if not set(whole) <= set(words):
        return False
    return not prefix or any(word.startswith(wanted[-1]) for word in words)


Candidate = tuple[int, str, str, str, str, int]
_COLUMNS = "SELECT name.node, actor.iri, name.text, name.key, name.sound, actor.articles FROM "
_JOIN = " JOIN actor ON actor.node = name.node AND actor.type IS NOT NULL"


def _candidates(connection: sqlite3.Connection, query: _Wanted) -> Iterator[Candidate]:
    key, types, prefix = query.key, query.types, query.prefix
    filed = sorted(sound_keys(query.heard) | sound_keys((*query.heard[-1:], *query.heard[:-1])))
    of_type = f" AND actor.type IN ({', '.join('?' * len(types))})" if types else ""
    words = key.split()
    last = f'"{words[-1]}"' + ("*" if prefix else "")
    by_words = " AND ".join([f'"{word}"' for word in words[:-1]] + [last])
    top = f" ORDER BY actor.articles DESC LIMIT {CANDIDATES}"
    searches: list[tuple[str, Sequence[str]]] = [
        (f"name{_JOIN} WHERE name.key = ?{of_type}", (key,)),
        (
            f"name_word JOIN name ON name.id = name_word.rowid{_JOIN}"
            f" WHERE name_word MATCH ?{of_type}{top}",
            (by_words,),
        ),
        (
            f"name_sound JOIN name ON name.id = name_sound.name{_JOIN}"
            f" WHERE name_sound.sound IN ({', '.join('?' * len(filed))}){of_type}{top}",
            filed,
        ),
    ]
    grams = _rarest_grams(connection, query.latin)
    if grams:
        searches.append(
            (
                f"name_gram JOIN name ON name.id = name_gram.rowid{_JOIN}"
                f" WHERE name_gram MATCH ?{of_type}{top}",
                (" OR ".join(f'"{gram}"' for gram in grams),),
            )
        )
    for search, values in searches:
        yield from connection.execute(_COLUMNS + search, (*values, *types))


def _rarest_grams(connection: sqlite3.Connection, key: str) -> Iterable[str]:
    """Three-letter pieces of the query, rarest first, that together match few enough names."""
    pieces = sorted({key[i : i + 3] for i in range(len(key) - 2)})
    marks = ", ".join("?" * len(pieces))
    known = connection.execute(
        f"SELECT term, doc FROM name_gram_count WHERE term IN ({marks}) ORDER BY doc, term", pieces
    ).fetchall()
    chosen: list[str] = []
    matched = 0
    for term, count in known:
        if chosen and matched + count > CANDIDATES:
            break
        chosen.append(term)
        matched += count
    return chosen
