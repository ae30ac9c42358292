"""The rows of `polities.csv`: complete, well formed, and every shared alias declared."""

import re
from collections import Counter, defaultdict

import pytest

from graph_builder.ontology import Polity, alias_keys, polities

COUNTRIES = [row for row in polities() if row.type == "country"]
ORGANIZATIONS = [row for row in polities() if row.type == "organization"]


def by_id(rows: list[Polity]) -> dict[str, Polity]:
    return {row.id: row for row in rows}


def aliases(row: Polity) -> set[str]:
    """Every surface form that leads to the row, as written."""
    metonyms = (metonym.surface for metonym in row.metonyms)
    return {
        *row.names,
        *row.abbreviations,
        *row.demonyms,
        *row.capitals,
        *row.cities,
        *metonyms,
    }


def key(alias: str) -> str:
    return alias_keys(alias)[0]


def ids(found: tuple[Polity, ...]) -> list[str]:
    return [row.id for row in found]


# ---- complete -----------------------------------------------------------------------------------


def test_all_193_members_of_the_united_nations_are_there() -> None:
    assert Counter(row.un for row in COUNTRIES)["member"] == 193


def test_observers_and_states_outside_of_the_united_nations_are_there() -> None:
    assert {row.id for row in COUNTRIES if row.un == "observer"} == {"VA", "PS"}
    assert {"TW", "XK"} <= {row.id for row in COUNTRIES if row.un == "none"}


def test_international_organizations_are_there() -> None:
    assert len(ORGANIZATIONS) >= 60


@pytest.mark.parametrize("row", COUNTRIES, ids=lambda row: row.id)
def test_no_country_lacks_a_capital_or_a_demonym(row: Polity) -> None:
    assert row.name
    assert row.official_name
    assert row.capital
    assert row.adjectives
    assert row.people or row.id == "VA"  # the Holy See has no people of its own


# ---- well formed --------------------------------------------------------------------------------


def test_ids_are_unique_codes_or_slugs() -> None:
    for row in COUNTRIES:
        assert row.id == row.iso2 or (row.iso2 is None and re.fullmatch("[a-z-]+", row.id)), row.id
    assert all(re.fullmatch("[a-z0-9-]+", row.id) for row in ORGANIZATIONS)


@pytest.mark.parametrize(
    ("field", "pattern"), [("iso2", "[A-Z]{2}"), ("iso3", "[A-Z]{3}"), ("wikidata", "Q[1-9][0-9]*")]
)
def test_codes_are_well_formed_and_unique(field: str, pattern: str) -> None:
    codes = [code for row in polities() if (code := getattr(row, field)) is not None]
    assert all(re.fullmatch(pattern, code) for code in codes)
    assert max(Counter(codes).values()) == 1


def test_every_state_has_its_iso_codes_and_wikidata_item() -> None:
    lacking = [
        row.id
        for row in COUNTRIES
        if row.un != "none" and not (row.iso2 and row.iso3 and row.wikidata)
    ]
    assert lacking == []


def test_cells_are_clean() -> None:
    for row in polities():
        for alias in aliases(row):
            assert alias == alias.strip(), (row.id, alias)
            assert key(alias), (row.id, alias)
        assert all(metonym.institution for metonym in row.metonyms), row.id


def test_no_row_lists_an_alias_twice_in_one_column() -> None:
    for row in polities():
        for column in (row.short_names, row.abbreviations, row.adjectives, row.people, row.cities):
            assert len(column) == len(set(column)), (row.id, column)


# ---- no alias claimed twice without saying so ---------------------------------------------------


def test_every_alias_that_rows_share_is_declared_by_each_and_has_one_first_reading() -> None:
    claims: dict[str, list[Polity]] = defaultdict(list)
    for row in polities():
        for alias in {key(alias) for alias in aliases(row)}:
            claims[alias].append(row)
    for alias, rows in claims.items():
        first = [row.id for row in rows if alias in map(key, row.shared)]
        after = [row.id for row in rows if alias in map(key, row.yielded)]
        if len(rows) == 1:
            assert not first + after, f"{alias} is declared shared, but only {rows[0].id} claims it"
        else:
            assert sorted(first + after) == sorted(row.id for row in rows), alias
            assert len(first) == 1, f"{alias}: which reading is the usual one?"


def test_declared_aliases_are_aliases_of_their_row() -> None:
    for row in polities():
        own = {key(alias) for alias in aliases(row)}
        declared = {key(a) for a in (*row.shared, *row.yielded, *row.ambiguous)}
        assert declared <= own, (row.id, declared - own)


def test_names_that_also_mean_something_else_are_marked() -> None:
    marked = ["Georgia", "Jordan", "Chad", "Washington", "Korea", "Congo", "Guinea", "Kingston"]
    assert [name for name in marked if not polities().is_ambiguous(name)] == []
    assert not polities().is_ambiguous("Japan")
    assert not polities().is_ambiguous("no such name")


# ---- look-ups -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("South Korea", ["KR"]),
        ("Republic of Korea", ["KR"]),
        ("ROK", ["KR"]),
        ("DPRK", ["KP"]),
        ("Korea", ["KR", "KP"]),
        ("US", ["US"]),
        ("U.S.", ["US"]),
        ("the U.S.", ["US"]),
        ("the United States’", ["US"]),
        ("us", []),
        ("who", []),
        ("UK", ["GB"]),
        ("Britain's", ["GB"]),
        ("UAE", ["AE"]),
        ("the Netherlands", ["NL"]),
        ("Ivory Coast", ["CI"]),
        ("Cote d'Ivoire", ["CI"]),
        ("Türkiye", ["TR"]),
        ("Burma", ["MM"]),
        ("Congo", ["CD", "CG"]),
        ("the Holy See", ["VA"]),
        ("NATO", ["nato"]),
        ("Nato", ["nato"]),
        ("the European Union", ["european-union"]),
        ("the UN Security Council", ["united-nations-security-council"]),
        ("Atlantis", []),
        ("", []),
    ],
)
def test_by_name(surface: str, expected: list[str]) -> None:
    assert ids(polities().by_name(surface)) == expected


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("South Korean", ["KR"]),
        ("Koreans", ["KR", "KP"]),
        ("Danes", ["DK"]),
        ("Dominican", ["DO", "DM"]),
        ("Nigerien", ["NE"]),
        ("Nigerian", ["NG"]),
        ("Martian", []),
    ],
)
def test_by_demonym(surface: str, expected: list[str]) -> None:
    assert ids(polities().by_demonym(surface)) == expected


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("Kyiv", ["UA"]),
        ("Kiev", ["UA"]),
        ("Washington", ["US"]),
        ("Washington, D.C.", ["US"]),
        ("The Hague", ["NL"]),
        ("Amsterdam", ["NL"]),
        ("Pretoria", ["ZA"]),
        ("Jerusalem", ["IL", "PS"]),
        ("Luxembourg", ["LU"]),
        ("St. John's", ["AG"]),
        ("Nara", []),
    ],
)
def test_by_capital(surface: str, expected: list[str]) -> None:
    assert ids(polities().by_capital(surface)) == expected


@pytest.mark.parametrize(
    ("surface", "expected"),
    [("Nara", ["JP"]), ("Busan", ["KR"]), ("Tokyo", ["JP"]), ("Davos", ["CH"]), ("Narnia", [])],
)
def test_by_city(surface: str, expected: list[str]) -> None:
    assert ids(polities().by_city(surface))[:1] == expected


@pytest.mark.parametrize(
    ("surface", "polity", "institution"),
    [
        ("the Blue House", "KR", "Office of the President"),
        ("Cheong Wa Dae", "KR", "Office of the President"),
        ("the Kremlin", "RU", "Presidential Administration"),
        ("the White House's", "US", "Executive Office of the President"),
        ("Downing Street", "GB", "Prime Minister's Office"),
        ("the Elysee", "FR", "Presidency of the Republic"),
        ("Zhongnanhai", "CN", None),
        ("Brussels", "european-union", None),
    ],
)
def test_by_metonym(surface: str, polity: str, institution: str | None) -> None:
    [(row, metonym)] = polities().by_metonym(surface)
    assert row.id == polity
    assert institution in (None, metonym.institution)


def test_an_unknown_place_stands_for_nothing() -> None:
    assert polities().by_metonym("the Red Barn") == ()


@pytest.mark.parametrize("row", list(polities()), ids=lambda row: row.id)
def test_every_alias_leads_back_to_its_row(row: Polity) -> None:
    table = polities()
    assert table.by_id(row.id) is row
    assert all(row in table.by_name(name) for name in (*row.names, *row.abbreviations))
    assert all(row in table.by_demonym(word) for word in row.demonyms)
    assert all(row in table.by_capital(city) for city in row.capitals)
    assert all(row in table.by_city(city) for city in (*row.capitals, *row.cities))
    assert all((row, m) in table.by_metonym(f"the {m.surface}") for m in row.metonyms)


def test_an_unknown_id_is_nothing() -> None:
    assert polities().by_id("ZZ") is None
    assert len(polities()) == len(by_id(COUNTRIES)) + len(by_id(ORGANIZATIONS))
