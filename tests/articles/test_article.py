"""One article from its text: normal form, title, date, identity, refusals."""

import unicodedata
from xml.etree.ElementTree import fromstring
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.articles import article_id, canonical_url, make_article
from graph_builder.articles.article import check_published, find_title, normalize_text
from graph_builder.errors import ArticleError

BODY = "The president met the chancellor in Berlin on Monday for talks on trade and security."


def test_text_is_nfc_with_lf_line_ends() -> None:
    article = make_article("\ufeffZu\u0308rich talks\r\n" + BODY + "\r")
    assert article.text == "Zürich talks\n" + BODY + "\n"


def test_what_no_file_can_hold_is_replaced_one_for_one() -> None:
    article = make_article(
        BODY + " \ud800\x00\x0c", title="Talks\x07 in\nBerlin", publisher=" The\udfffDaily "
    )
    assert article.text == BODY + " \ufffd  "
    assert (article.title, article.publisher) == ("Talks in Berlin", "The\ufffdDaily")


@given(st.text(st.characters()))
def test_every_text_can_be_written_to_files(text: str) -> None:
    clean = normalize_text(text)
    clean.encode()
    fromstring(f"<text>{escape(clean)}</text>")


@given(st.text())
def test_normalizing_twice_changes_nothing_more(text: str) -> None:
    once = normalize_text(text)
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once
    assert once.startswith("\ufeff") or normalize_text(once) == once


@pytest.mark.parametrize(
    "first",
    ["Leaders agree fishing truce", "Will U.S. Senate back the deal?", "Talks resume in Geneva"],
)
def test_a_short_line_without_sentence_end_is_a_title(first: str) -> None:
    assert find_title(f"{first}\n{BODY}") == first


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY}\n{BODY}",
        "President A (left) and B shake hands in Oslo on May 2, 2025. Photo: Agency\n" + BODY,
        "A headline that stands alone",
        "x" * 151 + "\n" + BODY,
    ],
)
def test_a_paragraph_a_caption_and_a_lone_line_are_not_titles(text: str) -> None:
    assert find_title(text) is None


def test_a_title_that_is_given_is_believed() -> None:
    assert make_article(BODY, title="Summit in Berlin").title == "Summit in Berlin"


@pytest.mark.parametrize(
    ("given_date", "kept"),
    [
        ("2025", "2025"),
        ("2025-08", "2025-08"),
        ("2025-08-24", "2025-08-24"),
        ("2025-08-24T10:00:00Z", "2025-08-24"),
        ("2025-08-24 10:00", "2025-08-24"),
    ],
)
def test_published_keeps_its_precision(given_date: str, kept: str) -> None:
    assert check_published(given_date) == kept


@pytest.mark.parametrize(
    "wrong",
    ["24/08/2025", "August 2025", "2025-13", "2025-02-30", "25-1-1", "２０２５", "2025-08T10"],
)
def test_published_that_is_no_date_is_refused(wrong: str) -> None:
    with pytest.raises(ArticleError, match="published"):
        check_published(wrong)


@pytest.mark.parametrize("text", ["", "  \n\t", "\ufeff"])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(ArticleError, match="empty"):
        make_article(text)


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(ArticleError, match="split it"):
        make_article("word " * 2_000_000)


@pytest.mark.parametrize(
    "text",
    [
        "Le président français a rencontré le chancelier allemand à Berlin mardi pour des "
        "entretiens sur la sécurité européenne et le commerce.",
        "日本の首相は韓国大統領と東京で会談した。両首脳は経済安全保障について協議した。",
        "Президент России встретился с председателем КНР в Москве и обсудил торговлю.",
    ],
)
def test_another_language_is_refused_by_name(text: str) -> None:
    with pytest.raises(ArticleError, match="another language"):
        make_article(text)


def test_the_same_page_has_one_id() -> None:
    same = [
        "http://Example.org/a/?utm_source=x&b=2&a=1#top",
        "https://example.org:443/a?a=1&b=2",
        "https://example.org/a?b=2&a=1&fbclid=zz",
    ]
    assert len({article_id(url, "text") for url in same}) == 1
    assert article_id("https://example.org/b", "text") != article_id(same[0], "text")


@pytest.mark.parametrize(
    "wrong",
    [
        *("example.org/a", "javascript:alert(1)", "file:///etc/passwd", "https://", "https:///a"),
        *("https://x.org/a b", 'https://x.org/"a', "https://x.org:99999/", "http://[::1"),
        "https://x.org/\ud800",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(wrong: str) -> None:
    with pytest.raises(ArticleError, match="url is"):
        make_article(BODY, url=wrong)


def test_blank_fields_count_as_unknown() -> None:
    article = make_article(BODY, url=" ", title="", publisher=" ", published=" ")
    known = (article.url, article.title, article.publisher, article.published)
    assert known == (None, None, None, None)


def test_without_url_the_text_decides() -> None:
    assert article_id(None, "one") == article_id(None, "one") != article_id(None, "two")


@given(
    st.sampled_from(["http", "https"]),
    st.from_regex(r"[a-z]{1,8}\.org(/[a-z]{0,3}){0,2}", fullmatch=True),
)
def test_canonical_urls_are_fixed_points(scheme: str, rest: str) -> None:
    once = canonical_url(f"{scheme}://{rest.strip()}")
    assert canonical_url(once) == once
