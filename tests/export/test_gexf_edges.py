"""Edges of GEXF files, written many at a time, say what they say one by one."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from graph_builder.export.edges import edge_rows, merged_spells
from graph_builder.export.files import export
from graph_builder.export.fixed_width import Piece, table, woven
from graph_builder.export.gexf_edges import merged
from graph_builder.export.selection import ExportOptions, Selection
from graph_builder.graph import open_graph
from graph_builder.graph.questions import Graph
from graph_builder.index import update
from graph_builder.merged import Change
from tests.bench.generate_things import things

GEXF = "{http://gexf.net/1.3}"
days = st.tuples(st.integers(700_000, 700_020), st.integers(-1, 9)).map(lambda t: (t[0], sum(t)))


@given(st.lists(st.lists(days, max_size=6), max_size=5))
def test_spells_of_many_edges_are_those_of_each(edges: list[list[tuple[int, int]]]) -> None:
    rows = [(edge, *day) for edge, of_one in enumerate(edges) for day in of_one if day[0] <= day[1]]
    columns = np.array(rows, np.int64).reshape(-1, 3).T
    found = merged(columns[0], columns[1].astype(np.int32), columns[2].astype(np.int32))
    expected = [
        (edge, *spell) for edge, of_one in enumerate(edges) for spell in merged_spells(iter(of_one))
    ]
    assert list(zip(*(column.tolist() for column in found), strict=True)) == expected


@given(st.lists(st.lists(st.text("abc", min_size=1, max_size=4), max_size=4), max_size=6))
def test_woven_lines_hold_their_pieces_in_order(texts: list[list[str]]) -> None:
    """Three pieces: a mark before each line, its texts, and a line feed."""
    every = np.arange(len(texts))
    line = np.array([i for i, of_one in enumerate(texts) for _ in of_one], np.intp)
    pieces: list[Piece] = [
        (None, table(["<"] * len(texts))),
        (line, table(text for of_one in texts for text in of_one)),
        (every, table([">\n"] * len(texts))),
    ]
    made = woven(len(texts), pieces).decode().replace(" ", "")
    assert made == "".join(f"<{''.join(of_one)}>\n" for of_one in texts)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """A few actors with a thousand links: most pairs have several events, some have many."""
    folder: Path = tmp_path_factory.mktemp("busy") / "1"
    folder.mkdir()
    update(None, folder, [Change(None, thing) for thing in things(60, 1_000, 4)], lambda _: None)
    return open_graph(folder)


@pytest.mark.parametrize(("usual", "few", "block", "threads"), [
    (2, 1, 50, 3), (5, 9, 40_000, 1), (1_000, 64, 200, 2),
])  # fmt: skip
@pytest.mark.parametrize("dynamic", [False, True])
def test_edges_say_the_same_however_they_are_written(  # noqa: PLR0913, PLR0917 - as many ways to write them
    graph: Graph,
    monkeypatch: pytest.MonkeyPatch,
    usual: int,
    few: int,
    block: int,
    threads: int,
    dynamic: bool,
) -> None:
    monkeypatch.setattr("graph_builder.export.gexf_edges.USUAL", usual)
    monkeypatch.setattr("graph_builder.export.gexf_edges.FEW", few)
    monkeypatch.setattr("graph_builder.export.blocks.BLOCK", block)
    options: dict[str, Any] = {"filters": {"statuses": []}, "dynamic": dynamic}
    root = etree.fromstring(b"".join(export(graph, "gexf", options, threads)))
    rows = list(edge_rows(Selection(graph, ExportOptions.of(options))))
    assert max(row.weight for row in rows) > 10
    expected: dict[tuple[int, int], Any] = {}
    for row in rows:
        counts = {"origins": row.origins, "undated": row.undated, **row.types}
        shown: dict[str, Any] = {name: str(value) for name, value in counts.items() if value}
        shown |= {"first": row.first, "last": row.last} if row.first and row.last else {}
        expected[row.source, row.target] = (row.weight, shown, row.spells if dynamic else ())
    found: dict[tuple[int, int], Any] = {}
    for edge in root.iter(f"{GEXF}edge"):
        values = {v.attrib["for"]: v.attrib["value"] for v in edge.iter(f"{GEXF}attvalue")}
        spells = tuple((s.attrib["start"], s.attrib["end"]) for s in edge.iter(f"{GEXF}spell"))
        ends = int(edge.attrib["source"]), int(edge.attrib["target"])
        found[ends] = (int(edge.attrib["weight"]), values, spells)
    assert found == expected
    assert len({edge.attrib["id"] for edge in root.iter(f"{GEXF}edge")}) == len(rows)
