"""Files and directories: what is read, what is refused, and that one never harms another."""

import json
from pathlib import Path

import pytest

from graph_builder.articles import Notice, find_sources, read_sources
from graph_builder.errors import InputError
from graph_builder.model import Article

BODY = "The president met the chancellor in Berlin on Monday for talks on trade and security."


def read(*paths: Path) -> tuple[list[Article], list[Notice]]:
    notices: list[Notice] = []
    return list(read_sources(paths, on_notice=notices.append)), notices


def test_a_directory_with_its_sidecar(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "articles.csv").write_text(
        "file,title,publisher,published,url\na.txt,Summit,The Daily,2025-08,https://x.org/1\n",
        encoding="utf-8",
    )
    [article], notices = read(tmp_path)
    assert (article.title, article.publisher, article.published) == (
        "Summit",
        "The Daily",
        "2025-08",
    )
    assert article.url == "https://x.org/1"
    assert not notices


def test_bad_files_are_reported_and_good_ones_read(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01\x02" * 100)
    (tmp_path / "french.txt").write_text(
        "Le président français a rencontré le chancelier allemand à Berlin mardi.", encoding="utf-8"
    )
    (tmp_path / "line.txt").write_bytes(b"talks " * 2_000_000)
    (tmp_path / "good.txt").write_text(BODY, encoding="utf-8")
    articles, notices = read(tmp_path)
    assert [article.text for article in articles] == [BODY]
    assert [Path(notice.source).stem for notice in notices] == ["binary", "empty", "french", "line"]
    assert all(notice.rejected for notice in notices)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks_decide(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(BODY.encode(encoding))
    [article], notices = read(tmp_path)
    assert article.text == BODY
    assert not notices


def test_windows_1252_is_read_and_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(f"“{BODY}”".encode("cp1252"))
    [article], [notice] = read(tmp_path)
    assert article.text.startswith("“The")
    assert not notice.rejected


def test_one_article_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "b.txt").write_text(BODY, encoding="utf-8")
    articles, [notice] = read(tmp_path)
    assert len(articles) == 1
    assert "same article" in notice.message


def test_a_file_named_twice_is_one_source(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BODY, encoding="utf-8")
    assert len(find_sources([path, tmp_path])) == 1


def test_json_lines(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": BODY, "published": "2025-08-24", "url": "https://x.org/1"}),
        "not json",
        json.dumps({"text": 3}),
        json.dumps({"text": BODY + " More.", "published": 2025}),
        "",
    ]
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    [article], notices = read(path)
    assert article.published == "2025-08-24"
    assert [notice.source for notice in notices] == [f"{path}:{n}" for n in (2, 3, 4)]


@pytest.mark.parametrize(
    ("sidecar", "message"),
    [
        ("name,url\na.txt,x\n", "no column named 'file'"),
        ("file,url\na.txt,x,y\n", "more cells than columns"),
        ("file,url\n,x\n", "is empty"),
        ("file,url\na.txt,x\na.txt,y\n", "listed twice"),
        ('file,url\na.txt,"x\n', "not a readable CSV"),
    ],
)
def test_a_broken_sidecar_is_an_error_with_its_row(
    tmp_path: Path, sidecar: str, message: str
) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "articles.csv").write_text(sidecar, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read(tmp_path)


def test_a_date_that_is_none_loses_one_article_only(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "b.txt").write_text(BODY + " They shook hands.", encoding="utf-8")
    (tmp_path / "articles.csv").write_text(
        "file,published\na.txt,24/08/2025\nb.txt,2025\nc.txt,2025\n", encoding="utf-8"
    )
    [article], notices = read(tmp_path)
    assert article.published == "2025"
    assert [Path(notice.source).name for notice in notices] == ["c.txt", "a.txt"]


def test_what_is_not_there_or_not_readable_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        find_sources([tmp_path / "gone"])
    with pytest.raises(InputError, match="no articles here"):
        find_sources([tmp_path])
    (tmp_path / "a.docx").write_bytes(b"x")
    with pytest.raises(InputError, match="not a kind of file"):
        find_sources([tmp_path / "a.docx"])


def test_files_of_other_kinds_are_counted_and_hidden_ones_passed_over(tmp_path: Path) -> None:
    for name in ("a.txt", ".b.txt", "c.html", "d.html", "e"):
        (tmp_path / name).write_text(BODY, encoding="utf-8")
    [article], [notice] = read(tmp_path)
    assert article.text == BODY
    assert (notice.source, notice.rejected) == (str(tmp_path), False)
    assert notice.message.endswith("2 .html, 1 without an ending")


def test_every_sidecar_is_held_to_what_it_lists(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "a.txt").write_text(BODY, encoding="utf-8")
    (inner / "b.html").write_text(BODY, encoding="utf-8")
    (inner / "articles.csv").write_text("file\na.txt\nb.html\nc.txt\n", encoding="utf-8")
    [_], notices = read(tmp_path)
    lost = {Path(notice.source).name: notice.message for notice in notices if notice.rejected}
    assert lost.keys() == {"b.html", "c.txt"}
    assert "not a kind" in lost["b.html"]
    assert "not there" in lost["c.txt"]


def test_half_a_character_in_json_loses_no_article(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "' + BODY + ' \\ud83d", "url": "https://x.org/1"}\n', "utf-8")
    [article], notices = read(path)
    assert article.text.endswith("\ufffd")
    assert not notices
