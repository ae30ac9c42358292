"""The import walls and the file-size habit, as CONTRIBUTING.md states them."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(
    path for package in ("graph_builder", "service") for path in (ROOT / package).rglob("*.py")
)
MAX_LINES = 400

# A room may import rooms of a lower layer, and itself; rooms of one layer don't know each other.
LAYERS: list[set[str]] = [
    {"errors", "frozen", "garbage", "keeping"},
    {"model"},
    {"merged"},
    {"settings", "ontology"},
    {"articles", "reading", "extraction", "resolution", "rdf", "store"},
    {"index", "network", "graph", "export", "build", "scale", "evaluate"},
    {"cli", "service"},
]
# Within the upper layers, these go on top of their neighbours.
ALLOWED = {
    ("extraction", "reading"),  # takes reading's Docs
    ("store", "rdf"),  # the store keeps what rdf shapes
    ("index", "network"),  # what the index learns is projected
    ("graph", "index"),
    ("graph", "network"),
    ("export", "index"),
    ("export", "network"),
    ("export", "graph"),
    ("build", "index"),
    ("build", "network"),
    ("scale", "build"),
    ("cli", "service"),
}
# Third-party engines stand behind one door each.
DOORS = {
    "pyoxigraph": {"rdf", "store"},
    "spacy": {"reading", "extraction"},
    "onnxruntime": {"reading"},
    "fastapi": {"service"},
    "typer": {"cli"},
    "torch": {"reading"},
}


def room_of(module: str) -> str | None:
    """The room that a dotted module name lies in; None for anything outside the project."""
    parts = module.split(".")
    if parts[0] == "service":
        return "service"
    if parts[0] == "graph_builder" and len(parts) > 1:
        return parts[1]
    return None


def imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "graph_builder":
                yield from ((node.lineno, f"graph_builder.{a.name}") for a in node.names)
            else:
                yield node.lineno, node.module


def layer(room: str) -> int:
    return next((i for i, rooms in enumerate(LAYERS) if room in rooms), -1)


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def test_every_room_has_a_place() -> None:
    rooms = {room_of(module_name(path)) for path in SOURCES} - {None, "__init__"}
    known = set().union(*LAYERS)
    assert rooms <= known, f"rooms without a layer: {sorted(map(str, rooms - known))}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_keep_the_walls(path: Path) -> None:
    room = room_of(module_name(path))
    if room in (None, "__init__"):
        return
    assert room is not None
    broken = []
    for line, module in imports(path):
        other = room_of(module)
        if other is None or other == room or (room, other) in ALLOWED:
            doors = DOORS.get(module.split(".")[0])
            if doors is not None and room not in doors:
                broken.append(f"line {line}: {module} belongs to {sorted(doors)}")
        elif other != "__init__" and layer(other) >= layer(room):
            broken.append(f"line {line}: {room} must not import {other}")
        elif room == "service" and other in ("reading", "extraction"):
            broken.append(f"line {line}: the service reads no articles itself")
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_stay_small(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MAX_LINES, f"{lines} lines: split it where two concepts meet"


def test_no_catch_all_modules() -> None:
    names = {"utils", "util", "helpers", "helper", "misc", "common", "manager", "tools"}
    assert not [path for path in SOURCES if path.stem in names]


def test_service_starts_without_spacy() -> None:
    """The service process must run where spaCy isn't even installed."""
    code = (
        "import sys; sys.modules['spacy'] = None; sys.modules['onnxruntime'] = None\n"
        "import service.app\n"
        "assert not [m for m in sys.modules if m.startswith('graph_builder.reading')]\n"
        "assert not [m for m in sys.modules if m.startswith('graph_builder.extraction')]\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
