"""The rules of sameness, one by one: names, offices, places, quotes, occasions, near-copies."""

from dataclasses import replace
from datetime import date

import pytest

from graph_builder.errors import InputError
from graph_builder.resolution import names, offices, origins, places, quotes, tellings
from graph_builder.resolution.intervals import stretch
from graph_builder.resolution.occasions import BAR, Occasion, Part, same_occasion, told_twice


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Lee Jae-myung", "Lee Jae Myung"),
        ("Yoon Suk Yeol", "Yoon Seok-yeol"),
        ("Kishida Fumio", "Fumio KISHIDA"),
        ("President Raúl Castro", "Raul Castro"),
        ("Gao Wen-lieh", "Gao Wenlie"),
        ("Tariq ibn Salman al-Qasiri", "Tariq Salman al-Kasiri"),
    ],
)
def test_spellings_of_one_name(a: str, b: str) -> None:
    assert names.same_spelling(names.full_key(a), names.full_key(b))
    assert names.skeleton(names.full_key(a)) == names.skeleton(names.full_key(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Lee Jae-myung", "Lee Jae-yong"),
        ("Kim Jong Il", "Kim Jong Un"),
        ("Park Jin", "Park Jun"),
        ("Rodomir Velkanov", "Miloslav Velkanov"),
    ],
)
def test_names_that_are_only_alike(a: str, b: str) -> None:
    x, y = names.full_key(a), names.full_key(b)
    assert not names.same_spelling(x, y)
    assert not names.close_spelling(x, y)


def test_initials_fit_names_that_have_them() -> None:
    full = names.full_key("Karl-Heinz von Rethel")
    assert names.fits_initials(names.full_key("K.H. von Rethel"), full)
    assert not names.fits_initials(names.full_key("M. von Rethel"), full)
    assert not names.fits_initials(names.full_key("K. H."), full)


@pytest.mark.parametrize(
    ("name", "proper"),
    [("Robert Gibbs", True), ("U Thant", True), ("Lee's predecessor", False), ("officials", False),
     ("South Korean Foreign Ministry official", False), ("Hanan al-Dabbagh", True)],
)  # fmt: skip
def test_proper_names(name: str, proper: bool) -> None:
    assert names.is_proper(name) is proper


@pytest.mark.parametrize(
    ("text", "org", "key", "polity", "past"),
    [
        ("President of the Republic of Korea", None, "president", "KR", False),
        ("then-U.S. Secretary of State", None, "foreign minister", "US", True),
        ("Japanese Prime Minister", None, "prime minister", "JP", False),
        ("former President", "United States", "president", "US", True),
        ("Emir of Qasirah", None, "emir", "~kasira", False),
        ("Secretary-General of the Pelagos Union", None, "secretary general", "~pelagos union",
         False),
    ],
)  # fmt: skip
def test_offices(text: str, org: str | None, key: str, polity: str, past: bool) -> None:
    post = offices.office(text, org)
    assert post is not None
    assert (post.key, post.polity, post.past, post.single) == (key, polity, past, True)


@pytest.mark.parametrize(
    ("a", "b", "how"),
    [
        ("Tokyo", "Japan", "within"),
        ("Tokyo", "Tokyo", "same"),
        ("White House", "Washington", "same"),
        ("Tokyo", "Seoul", "apart"),
        ("Seoul", "Japan", "apart"),
        ("Keio University", "Tokyo", "unknown"),
    ],
)
def test_places(a: str, b: str, how: str) -> None:
    assert places.relation(places.marks([a], {}), places.marks([b], {})) == how


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("This is our second gathering, and I feel that we are close friends.",
         "This is our second meeting, and I feel as if we are close friends,"),
        ("Ukraine today could be East Asia’s tomorrow.",
         "Ukraine today could be East Asia tomorrow."),
        ("we will keep the door open for talks",
         "As long as it takes, we will keep the door open for talks"),
    ],
)  # fmt: skip
def test_wordings_of_one_quote(a: str, b: str) -> None:
    assert quotes.variant_score(a, b) == quotes.variant_score(b, a) >= 0.8


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("We will sign the accord this year", "We will not sign the accord this year"),
        ("We will continue to support Ukraine", "We will continue to support Israel"),
        ("Tariffs will rise by 10 percent in May", "Tariffs will rise by 15 percent in May"),
        ("Yes, we do", "Yes, we can"),
    ],
)
def test_quotes_that_say_something_else(a: str, b: str) -> None:
    assert quotes.variant_score(a, b) == 0


LEE, ISHIBA = Part(1, "KR", "participant", True), Part(2, "JP", "participant", True)
KOREA, JAPAN = Part(3, "KR", "participant", False), Part(4, "JP", "participant", False)
TAKAICHI = Part(5, "JP", "participant", True)


def told(number: int, when: str | None, published: str | None, **changes: object) -> Occasion:
    """A meeting of Lee and Ishiba as an article tells it."""
    event = Occasion(
        number, f"e:n{number}:meet", number, "meet", (LEE, ISHIBA), stretch(when),
        stretch(published), "happened", frozenset(), frozenset(), 0,
    )  # fmt: skip
    return replace(event, **changes)  # type: ignore[arg-type]


def same(a: Occasion, b: Occasion) -> bool:
    decision, mirrored = same_occasion(a, b), same_occasion(b, a)
    assert decision == mirrored
    return decision is not None and decision.score >= BAR


SUMMIT = told(1, "2025-08-23", "2025-08-24")


def test_a_vague_date_fits_a_sharp_one() -> None:
    assert same(SUMMIT, told(2, "2025-08", "2025-08"))
    assert not same(SUMMIT, told(2, "2025-08-25", "2025-08-26"))
    assert not same(SUMMIT, told(2, "2026-01", "2026-01"))


def test_a_country_stands_for_its_leader_and_no_leader_for_another() -> None:
    assert same(SUMMIT, told(2, "2025-08-23", "2025-08-24", parts=(KOREA, JAPAN)))
    assert not same(SUMMIT, told(2, "2025-08-23", "2025-08-24", parts=(LEE, TAKAICHI)))


def test_two_who_meet_beside_a_summit_are_not_the_summit() -> None:
    crowd = (LEE, ISHIBA, *(Part(n, str(n), "participant", True) for n in range(10, 14)))
    assert not same(SUMMIT, told(2, "2025-08-23", "2025-08-24", parts=crowd))


def test_plans_come_true_or_are_called_off() -> None:
    plan = told(2, "2025-08-23", "2025-08-20", status="planned")
    assert same(SUMMIT, plan)
    assert same(plan, told(3, None, "2025-08-22", status="denied", marks=frozenset(["c:tokio"]),
                           stems=frozenset(["summit", "tokyo"]))) is False  # fmt: skip
    assert same(plan, told(3, "2025-08-23", "2025-08-22", status="denied"))


def test_two_places_apart_are_two_meetings() -> None:
    tokyo, seoul = (frozenset(places.place_marks(p)) for p in ("Tokyo", "Seoul"))
    a = told(1, "2025-08-23", "2025-08-24", marks=tokyo)
    assert not same(a, told(2, "2025-08-23", "2025-08-24", marks=seoul))


def visit(number: int, article: int, place: str, when: str | None = "2025-08") -> Occasion:
    marks = frozenset(places.place_marks(place))
    visitor = (LEE._replace(role="visitor"),)
    return told(number, when, "2025-08", type="visit", parts=visitor, marks=marks, article=article)


def test_one_article_may_tell_a_visit_twice_by_a_country_and_a_place_in_it() -> None:
    japan, tokyo = visit(1, 1, "Japan"), visit(2, 1, "Tokyo")
    assert told_twice(japan, tokyo)
    assert not told_twice(visit(1, 1, "Osaka"), tokyo)
    assert not told_twice(visit(1, 1, "China"), tokyo)
    assert not told_twice(visit(1, 1, "Japan", None), tokyo)
    assert not told_twice(replace(japan, parts=(ISHIBA._replace(role="visitor"),)), tokyo)


def test_copies_of_one_text_need_no_dates() -> None:
    words = frozenset(["summit", "tokyo", "accord"])
    a, b = (told(number, None, None, stems=words) for number in (1, 2))
    assert not same(a, b)
    assert same(replace(a, origin=7), replace(b, origin=7))
    assert not same(replace(a, origin=7), replace(b, origin=8))


def test_acts_need_words_in_common() -> None:
    blame = {
        "type": "criticize",
        "parts": (LEE._replace(role="agent"), JAPAN._replace(role="target")),
    }
    words = frozenset(["shrine", "visit", "regret"])
    a = told(1, "2025-08-15", "2025-08-16", stems=words, rivals=1, **blame)
    assert same(a, told(2, "2025-08-15", "2025-08-17", stems=words, **blame))
    other = frozenset(["fish", "water", "releas"])
    assert not same(a, told(2, "2025-08-15", "2025-08-17", stems=other, **blame))


def test_a_reprint_resembles_its_original() -> None:
    text = " ".join(f"word{i} and number {i * 7 % 31} came along" for i in range(80))
    reprint = text.replace("word5 ", "").replace("word40 ", "thing ")
    runs, _, bands = origins.sketch(text)
    others, _, its_bands = origins.sketch(reprint)
    assert origins.resemblance(frozenset(runs), frozenset(others)) > 0.8
    assert set(bands) & set(its_bands)
    assert origins.sketch("")[2]


def test_phases_of_a_matter_are_read_from_words() -> None:
    text = (
        "Media noted the resumption of “shuttle diplomacy” between them. Later came the launch of "
        "shuttle diplomacy, they said."
    )
    assert [(m, p) for m, p, _ in tellings.phases(text)] == [
        ("shuttle diplomacy", "resume"),
        ("shuttle diplomacy", "begin"),
    ]


@pytest.mark.parametrize(
    ("short", "days"), [("2024-02", 29), ("2025", 365), ("2025-08-23/2025-08-24", 2)]
)
def test_short_dates_are_stretches(short: str, days: int) -> None:
    found = stretch(short)
    assert found is not None
    assert found[1] - found[0] + 1 == days
    assert date.fromordinal(found[0]).isoformat().startswith(short[:4])


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="no day, month or year"):
        stretch("23 August")
