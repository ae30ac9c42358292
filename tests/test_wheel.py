"""What the wheel holds: code, ontology and model, and neither the seeds' texts nor the tests."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODEL_BYTES = 32_000_000  # the artefact with vocabulary and labels must stay below
WHEEL_BYTES = 32_000_000


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return zipfile.ZipFile(next(folder.glob("*.whl")))


def test_it_holds_what_runs(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    for path in ("ontology", "graph_builder", "service"):
        tracked = {
            str(p.relative_to(ROOT))
            for p in (ROOT / path).rglob("*")
            if p.is_file() and "__pycache__" not in p.parts
        }
        assert tracked <= names, sorted(tracked - names)


def test_it_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {
        "graph_builder",
        "service",
        "ontology",
    }


def test_the_model_stays_small(wheel: zipfile.ZipFile) -> None:
    model = [i for i in wheel.infolist() if i.filename.startswith("graph_builder/reading/model/")]
    assert 0 < sum(info.file_size for info in model) <= MODEL_BYTES


def test_its_size_is_told(wheel: zipfile.ZipFile, capsys: pytest.CaptureFixture[str]) -> None:
    size = Path(wheel.filename or "").stat().st_size
    with capsys.disabled():
        print(f" wheel {size / 1e6:.1f} MB ", end="")  # noqa: T201 - a figure for CI's log
    assert size <= WHEEL_BYTES
