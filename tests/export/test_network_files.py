"""Files of the network: read back, checked against schemas, safe, complete or absent."""

import csv
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx
import pytest
from lxml import etree

from graph_builder.errors import FormatError, InputError, NotFoundError
from graph_builder.export.files import export, export_file
from graph_builder.export.formats import FORMATS
from graph_builder.graph import open_graph
from graph_builder.graph.questions import Graph
from graph_builder.merged import MergedActor
from tests.made_graph import Story, iri, make_directory, publish
from tests.seed_story import seeds

NETWORK_FORMATS = [name for name, chosen in FORMATS.items() if chosen.of == "network"]
# As the GEXF file of the seeds' story must have them: whom, how many events, of which types.
EDGES = {
    frozenset(("Lee Jae-myung", "Shigeru Ishiba")): (3, 6, {"meet": 2, "joint_statement": 1}),
    frozenset(("Lee Jae-myung", "Sanae Takaichi")): (1, 1, {"meet": 1}),
    frozenset(("Lee Jae-myung", "Xi Jinping")): (1, 1, {"meet": 1}),
    frozenset(("Lee Jae-myung", "China")): (1, 1, {"visit": 1}),
    frozenset(("Shigeru Ishiba", "Donald Trump")): (1, 1, {"meet": 1}),
    frozenset(("Japan", "South Korea")): (1, 1, {"agree": 1}),
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with open_graph(make_directory(tmp_path_factory.mktemp("export") / "graph", seeds())) as opened:
        yield opened


def content(graph: Graph, format_name: str, **options: Any) -> bytes:
    return b"".join(export(graph, format_name, options))


def edges_of(read: Any, label: str = "label") -> dict[frozenset[str], dict[str, Any]]:
    """Edges of a networkx graph by the names of their ends."""
    names = {node: data[label] for node, data in read.nodes(data=True)}
    return {frozenset((names[a], names[b])): data for a, b, data in read.edges(data=True)}


# ---- GEXF ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("dynamic", [False, True])
def test_gexf_reads_back_with_networkx(graph: Graph, dynamic: bool) -> None:
    read = networkx.read_gexf(io.BytesIO(content(graph, "gexf", dynamic=dynamic)))
    found = edges_of(read)
    assert found.keys() == EDGES.keys()
    for ends, (weight, origins, types) in EDGES.items():
        edge = found[ends]
        assert edge.get("weight", 1) == weight
        assert edge["origins"] == origins
        assert {name: edge[name] for name in types} == types
    lee = next(data for _, data in read.nodes(data=True) if data["label"] == "Lee Jae-myung")
    assert (lee["iri"], lee["type"], lee["links"]) == (iri("person/lee-jae-myung"), "person", 6)
    assert lee["viz"]["size"] == 40.0
    summit = found[frozenset(("Lee Jae-myung", "Shigeru Ishiba"))]
    assert (summit["first"], summit["last"], summit["undated"]) == ("2025-08-23", "2025-08-23", 1)


@pytest.mark.parametrize("options", [{}, {"dynamic": True}, {"around": "Lee", "radius": 2}])
def test_gexf_is_valid(graph: Graph, shared: Path, options: dict[str, Any]) -> None:
    """Against the official RELAX NG schema, and the XML Schema made from it.

    The latter lost the namespace of the looks (viz) when it was converted, so it is asked about
    the file without them.
    """
    folder = shared / "conformance" / "gexf-1.3"
    document = etree.fromstring(content(graph, "gexf", **options)).getroottree()
    relax_ng = etree.RelaxNG(etree.parse(folder / "gexf.rng"))
    relax_ng.assertValid(document)
    etree.strip_elements(document, "{http://gexf.net/1.3/viz}*")
    etree.XMLSchema(etree.parse(folder / "gexf.xsd")).assertValid(document)


def test_dynamic_gexf_has_the_spells_of_dated_events(graph: Graph) -> None:
    document = etree.fromstring(content(graph, "gexf", dynamic=True))
    (described,) = document.iter("{http://gexf.net/1.3}graph")
    assert (described.get("mode"), described.get("timeformat")) == ("dynamic", "date")
    spells = document.iter("{http://gexf.net/1.3}spell")
    assert sorted((spell.get("start", ""), spell.get("end", "")) for spell in spells) == [
        ("2025-08-23", "2025-08-23"),
        ("2025-08-23", "2025-08-23"),
        ("2026-01-01", "2026-01-31"),
    ]


READER = """
import gexf from "graphology-gexf"; import Graph from "graphology"; import fs from "fs";
const graph = gexf.parse(Graph, fs.readFileSync(0, "utf8"));
const nodes = graph.mapNodes((n, a) => [a.label, a.type, a.x, a.y, a.size, a.color]);
const edges = graph.mapEdges((e, a, s, t) =>
  [graph.getNodeAttribute(s, "label"), graph.getNodeAttribute(t, "label"), a]);
console.log(JSON.stringify({nodes, edges}));
"""


@pytest.fixture(scope="session")
def graphology(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with graphology-gexf installed; skips where there is no node or no registry."""
    if shutil.which("npm") is None:
        pytest.skip("reading back with graphology-gexf needs node and npm")
    folder = tmp_path_factory.mktemp("node")
    (folder / "package.json").write_text('{"type": "module", "private": true}')
    (folder / "read.js").write_text(READER)
    done = subprocess.run(
        ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1",
         "graphology@0.25", "graphology-gexf@0.13", "graphology-types@0.24"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        pytest.skip(f"graphology-gexf can't be installed here: {done.stderr.strip()[-200:]}")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("dynamic", [False, True])
def test_gexf_reads_back_with_graphology(graph: Graph, graphology: Path, dynamic: bool) -> None:
    done = subprocess.run(
        ["node", "read.js"], cwd=graphology, input=content(graph, "gexf", dynamic=dynamic),
        capture_output=True, check=True,
    )  # fmt: skip
    read = json.loads(done.stdout)
    found = {frozenset((a, b)): data for a, b, data in read["edges"]}
    assert found.keys() == EDGES.keys()
    for ends, (weight, origins, types) in EDGES.items():
        assert (found[ends]["weight"], found[ends]["origins"]) == (weight, origins)
        assert {name: found[ends][name] for name in types} == types
    for _, _, x, y, size, colour in read["nodes"]:
        assert isinstance(x, float | int)
        assert isinstance(y, float | int)
        assert 4 <= size <= 40
        assert colour


def test_layouts_are_the_same_in_every_run(graph: Graph) -> None:
    assert content(graph, "gexf") == content(graph, "gexf")


def test_nodes_do_not_lie_on_each_other(tmp_path: Path) -> None:
    """A network beyond the reach of forces: two stars, joined."""
    story = Story()
    people = [story.actor(f"person/p{i}", f"Person {i}") for i in range(1_100)]
    for i, person in enumerate(people[2:]):
        story.event(f"e{i}", "meet", ((people[i % 2], "participant"), (person, "participant")))
    story.event("joint", "meet", ((people[0], "participant"), (people[1], "participant")))
    read = networkx.read_gexf(
        io.BytesIO(content(open_graph(publish(story, tmp_path / "1")), "gexf"))
    )
    places = {
        (data["viz"]["position"]["x"], data["viz"]["position"]["y"])
        for _, data in read.nodes(data=True)
    }
    assert len(places) == 1_100


# ---- other formats ------------------------------------------------------------------------------


def test_graphml_reads_back(graph: Graph) -> None:
    found = edges_of(networkx.read_graphml(io.BytesIO(content(graph, "graphml"))))
    assert found.keys() == EDGES.keys()
    for ends, (weight, origins, types) in EDGES.items():
        assert (found[ends]["weight"], found[ends]["origins"]) == (weight, origins)
        assert {name: found[ends][f"n_{name}"] for name in types} == types


def test_node_link_reads_back(graph: Graph) -> None:
    data = json.loads(content(graph, "json"))
    found = edges_of(networkx.node_link_graph(data, edges="edges"))  # type: ignore[call-arg]
    assert found.keys() == EDGES.keys()
    for ends, (weight, _, types) in EDGES.items():
        assert (found[ends]["weight"], found[ends]["types"]) == (weight, types)


def test_tables_read_back(graph: Graph) -> None:
    with zipfile.ZipFile(io.BytesIO(content(graph, "csv"))) as archive:
        assert archive.testzip() is None
        nodes = list(csv.DictReader(io.StringIO(archive.read("nodes.csv").decode(), newline="")))
        edges = list(csv.DictReader(io.StringIO(archive.read("edges.csv").decode(), newline="")))
    names = {row["Id"]: row["Label"] for row in nodes}
    found = {frozenset((names[e["Source"]], names[e["Target"]])): e for e in edges}
    assert found.keys() == EDGES.keys()
    for ends, (weight, origins, types) in EDGES.items():
        assert (int(found[ends]["Weight"]), int(found[ends]["Origins"])) == (weight, origins)
        assert {name: int(found[ends][name]) for name in types} == types
    assert content(graph, "nodes-csv").count(b"\r\n") == len(nodes) + 1
    assert content(graph, "edges-csv").count(b"\r\n") == len(edges) + 1


@pytest.mark.parametrize("format_name", NETWORK_FORMATS)
def test_filters_hold_in_every_format(graph: Graph, format_name: str) -> None:
    whole = content(graph, format_name, filters={"statuses": []})
    assert content(graph, format_name) != whole
    nothing = content(graph, format_name, filters={"types": ["attack"]})
    assert nothing
    assert b"Trump" not in nothing


def test_a_neighbourhood(graph: Graph) -> None:
    near = networkx.read_gexf(io.BytesIO(content(graph, "gexf", around="Trump")))
    assert {data["label"] for _, data in near.nodes(data=True)} == {
        "Donald Trump",
        "Shigeru Ishiba",
    }
    wider = networkx.read_gexf(io.BytesIO(content(graph, "gexf", around="Trump", radius=2)))
    assert {data["label"] for _, data in wider.nodes(data=True)} == {
        "Donald Trump", "Shigeru Ishiba", "Lee Jae-myung",
    }  # fmt: skip
    alone = networkx.read_gexf(io.BytesIO(content(graph, "gexf", around="Kingston")))
    assert [data["label"] for _, data in alone.nodes(data=True)] == ["Jeffrey Kingston"]
    people = content(graph, "gexf", actor_types=["person"])
    assert b"China" not in people


# ---- harmless, and all or nothing ---------------------------------------------------------------


@pytest.fixture
def nasty(tmp_path: Path) -> Graph:
    """The seeds' story with a name that XML can't hold and a spreadsheet would run."""
    story = seeds()
    trump = story.things[iri("person/donald-trump")]
    assert isinstance(trump, MergedActor)
    story.add(
        replace(trump, name='=HYPERLINK("x")\x00\x1b<&>\ud800'.encode("utf-8", "replace").decode())
    )
    return open_graph(publish(story, tmp_path / "nasty"))


@pytest.mark.parametrize("format_name", ["gexf", "graphml"])
def test_xml_stays_well_formed(nasty: Graph, format_name: str) -> None:
    text = etree.tostring(etree.fromstring(content(nasty, format_name)), encoding="unicode")
    assert "=HYPERLINK" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("format_name", ["nodes-csv", "events-csv"])
def test_no_cell_is_a_formula(nasty: Graph, format_name: str) -> None:
    rows = csv.reader(io.StringIO(content(nasty, format_name).decode(), newline=""))
    cells = [cell for row in rows for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "-"))]
    assert not [cell for cell in cells if "\x00" in cell or "\x1b" in cell]


def test_what_cannot_be_is_refused(graph: Graph, tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_text("as it was")
    for format_name, options, error in (
        ("pdf", {}, FormatError),
        ("csv", {"dynamic": True}, InputError),
        ("turtle", {"around": "Lee"}, InputError),
        ("gexf", {"around": "Nobody at all"}, NotFoundError),
        ("gexf", {"radius": 9}, InputError),
        ("events-csv", {"filters": {"places": ["Atlantis"]}}, NotFoundError),
        ("gexf", {"colour": "red"}, InputError),
    ):
        with pytest.raises(error):
            export_file(graph, format_name, target, options)
        assert target.read_text() == "as it was"
        assert list(tmp_path.iterdir()) == [target]


def test_a_failing_export_leaves_no_file(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> Iterator[bytes]:
        yield b"half"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("graph_builder.export.files.event_data", failing)
    with pytest.raises(InputError, match="No space left"):
        export_file(graph, "events-csv", tmp_path / "events.csv")
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_target_is_a_clear_error(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be written"):
        export_file(graph, "gexf", tmp_path / "absent" / "file.gexf")


@pytest.mark.parametrize("format_name", sorted(FORMATS))
def test_every_format_writes_a_file(graph: Graph, tmp_path: Path, format_name: str) -> None:
    target = tmp_path / f"out{FORMATS[format_name].suffix}"
    size = export_file(graph, format_name, target)
    assert size == target.stat().st_size > 0
    if FORMATS[format_name].of != "rdf":
        assert target.read_bytes() == content(graph, format_name)
