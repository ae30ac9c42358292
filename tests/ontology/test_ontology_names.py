"""The normal form of a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.ontology import alias_keys, bare_name, name_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Lee Jae-myung", "lee jae myung"),
        ("LEE JAE MYUNG", "lee jae myung"),
        ("U.S.", "us"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Cote d'Ivoire", "cote divoire"),
        ("Türkiye", "turkiye"),
        ("Støre", "store"),
        ("Wałęsa", "walesa"),
        ("İncirlik", "incirlik"),
        ("Trinidad & Tobago", "trinidad and tobago"),
        ("OPEC+", "opec plus"),
        ("  Washington,\n D.C. ", "washington dc"),
        ("Guinea–Bissau", "guinea bissau"),
        ("—", ""),
        ("大統領", "大統領"),
    ],
)
def test_name_key(name: str, key: str) -> None:
    assert name_key(name) == key


@given(st.text())
def test_name_key_is_idempotent(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


@given(st.text(alphabet=st.characters(codec="ascii")))
def test_case_does_not_count(name: str) -> None:
    assert name_key(name.upper()) == name_key(name.lower())


@pytest.mark.parametrize(
    ("surface", "bare"),
    [
        ("the Blue House", "Blue House"),
        ("The Kremlin's", "Kremlin"),
        ("the United States’", "United States"),
        ("Theresa", "Theresa"),
    ],
)
def test_bare_name(surface: str, bare: str) -> None:
    assert bare_name(surface) == bare


def test_a_possessive_may_belong_to_the_name() -> None:
    assert alias_keys("St. John's") == ("st johns", "st john")
    assert alias_keys("the Kremlin") == ("kremlin",)
