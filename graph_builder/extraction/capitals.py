"""Which cities stand for which governments, in an article about countries no table knows.

"Lodmir hit back with a duty": a city that acts is a government. Known capitals come from the
tables; for others the article's own hints are weighed, and a city that no hint ties to a country
stays a place.
"""

from collections.abc import Callable, Mapping, Sequence

from graph_builder.extraction.kinds import Key
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.tokens import Doc

# A city is tied to a country when its hints reach this, and lead the next country's by half of it.
_ENOUGH = 1.0
_MAYOR_OF = (["mayor", "of"], ["mayors", "of"])


def capitals_of(
    doc: Doc,
    cities: Sequence[Name],
    countries: Mapping[Name, Key],
    acts: Callable[[Name], bool],
    homes: Mapping[Name, Key],
) -> dict[Key, Key]:
    """City → country, by their keys, for the unknown `cities` of `doc` that act somewhere.

    `countries` gives the key of the country of every name or adjective of one, `homes` that of the
    country of persons whose country is known; `acts` says whether a mention is used as an actor.
    """
    keys = {city.words for city in cities}
    explicit = _told(doc, cities, countries)
    acting = {city.words for city in cities if acts(city)} - explicit.keys()
    none = dict.fromkeys(countries.values(), 0.0)
    scores = {key: dict(none) for key in acting & keys}
    for names, lands in _sentences(doc, cities, countries):
        for city in names:
            if city.words in scores:
                for land, country in lands:
                    scores[city.words][country] += _hint(doc, city, land, acts(city))
    _hint_of_dateline(doc, cities, countries, scores)
    for person, home in homes.items():
        _hint_of_host(doc, person, home, cities, scores)
    return explicit | _assigned(scores, set(explicit.values()))


def is_town(doc: Doc, name: Name) -> bool:
    """ "The mayor of London", "London's mayor": the city, not its country."""
    before = doc.forms[max(name.start - 2, 0) : name.start]
    return before in _MAYOR_OF or doc.forms[name.end + 1 : name.end + 2] == ["mayor"]


def _told(doc: Doc, cities: Sequence[Name], countries: Mapping[Name, Key]) -> dict[Key, Key]:
    """Cities that the text puts in a country: "the Zhaoling capital, Weiluo", "CITY, Country"."""
    found: dict[Key, Key] = {}
    starts = {name.start: name for name in countries}
    for city in cities:
        opens = city.start == 0 or "\n" in doc[city.start - 1].text
        after = starts.get(city.end + 1)
        if opens and after is not None and doc[city.end].text == ",":
            found[city.words] = countries[after]
    for token in doc.words("capital"):
        found.update(_called_capital(doc, token.i, cities, countries))
    return found


def _called_capital(
    doc: Doc, i: int, cities: Sequence[Name], countries: Mapping[Name, Key]
) -> dict[Key, Key]:
    """The city and the country around the word "capital" at token `i`."""
    starts = {name.start: name for name in countries}
    ends = {name.end: name for name in countries}
    land = ends.get(i) or (ends.get(i - 1) if i and doc[i - 1].tag_ == "POS" else None)
    after = i + 1
    if land is None and doc[after].lower_ == "of":
        land = starts.get(after + 1) or starts.get(after + 2)
        after = land.end if land is not None else after
    if land is None:
        return {}
    if doc[after].text == ",":
        after += 1
    # "X, the capital of Y" and "X, Y's capital": the comma stands before the article or the land.
    commas = {i - 1, i - 2, i - 3, land.start - 1, land.start - 2}
    for city in cities:
        before = city.end in commas and doc[city.end].text in (",", "(")
        if city.start == after or before:
            return {city.words: countries[land]}
    return {}


def _sentences(
    doc: Doc, cities: Sequence[Name], countries: Mapping[Name, Key]
) -> list[tuple[list[Name], list[tuple[Name, Key]]]]:
    """The cities and countries of each sentence that holds both."""
    out = []
    by_sentence: dict[int, list[Name]] = {}
    for city in cities:
        by_sentence.setdefault(doc.tokens[city.start].sent.start, []).append(city)
    for start, inside in sorted(by_sentence.items()):
        sentence = doc.tokens[start].sent
        held = range(sentence.start, sentence.end)
        lands = [(land, key) for land, key in countries.items() if land.start in held]
        if lands:
            out.append((inside, lands))
    return out


def _hint(doc: Doc, city: Name, land: Name, acting: bool) -> float:
    """What one country in the sentence of `city` says about its being the city's country."""
    if acting:
        subject = doc[city.head]
        verb = subject.head
        if land.start < city.start:
            return -0.3
        inside = any(token.i == land.start for token in verb.subtree)
        return -2.0 if inside and subject.dep_.startswith("nsubj") else -1.0
    # "recalled its ambassador from C", "a visit to C": whoever acts there is not at home.
    before = doc[city.start - 1].lower_ if city.start else ""
    if before in ("from", "to") and land.start < city.start:
        return -1.0
    beside = before == "in" and land.start < city.start and city.start - land.end <= 3
    return 1.0 if beside else 0.4 if before == "in" else 0.2


def _hint_of_host(
    doc: Doc,
    person: Name,
    key: Key,
    cities: Sequence[Name],
    scores: Mapping[Key, dict[Key, float]],
) -> None:
    """Someone in office who meets, receives or speaks in a city is likely to be at home there."""
    sentence = doc[person.start].sent
    for city in cities:
        if city.words in scores and sentence.start <= city.start < sentence.end:
            before = doc[city.start - 1].lower_ if city.start else ""
            scores[city.words][key] += {"in": 1.0, "to": -1.0, "from": -0.5}.get(before, 0.3)


def _hint_of_dateline(
    doc: Doc,
    cities: Sequence[Name],
    countries: Mapping[Name, Key],
    scores: Mapping[Key, dict[Key, float]],
) -> None:
    """A dateline's city lies in the country of the agency, or in the one the article opens with."""
    for city in cities:
        if city.words not in scores or not (city.start == 0 or "\n" in doc[city.start - 1].text):
            continue
        agency = doc[city.end : city.end + 8].text.lower()
        lands = sorted(countries, key=lambda land: land.start)
        for key in dict.fromkeys(countries.values()):
            stem = key[0].lower()[:5]
            scores[city.words][key] += 1.0 * (len(stem) >= 4 and stem in agency)
        after = [countries[land] for land in lands if land.start >= city.end]
        if after:
            scores[city.words][after[0]] += 0.6


def _assigned(scores: Mapping[Key, dict[Key, float]], taken: set[Key]) -> dict[Key, Key]:
    """The best country of each city, one city per country, clear cases first."""
    lands = {land for counter in scores.values() for land in counter}
    free = lands - taken
    found: dict[Key, Key] = {}
    rest = {city: dict(held) for city, held in scores.items()}
    while rest and free:
        ranked = []
        for city, counter in rest.items():
            order = sorted(free, key=lambda land: (-counter[land], land))
            lead = counter[order[0]] - (counter[order[1]] if len(order) > 1 else 0.0)
            ranked.append((lead, counter[order[0]], city, order[0]))
        lead, score, city, land = max(ranked)
        last = len(free) == 1 and len(lands) > 1 and score > -_ENOUGH / 2
        if lead < _ENOUGH / 2 and score < _ENOUGH and not last:
            break
        found[city] = land
        free.discard(land)
        del rest[city]
    return found
