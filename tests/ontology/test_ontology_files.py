"""Files of the ontology are found wherever they lie, and a damaged one is named."""

import subprocess
import sys
from pathlib import Path

import pytest

from graph_builder.errors import ArtefactError
from graph_builder.ontology import load_toml, path

ROOT = Path(__file__).parents[2]


def test_a_file_is_found_by_its_name() -> None:
    assert path("polities.csv").read_text("utf-8").startswith("id,type,kind,name")


def test_a_missing_file_is_named() -> None:
    with pytest.raises(ArtefactError, match=r"^ontology/no-such\.toml is missing"):
        load_toml("no-such.toml")


def test_a_file_that_is_not_toml_is_named() -> None:
    with pytest.raises(ArtefactError, match=r"^ontology/polities\.csv is damaged"):
        load_toml("polities.csv")


def test_importing_reads_nothing_and_pulls_in_no_rdf_library() -> None:
    code = (
        "import sys, graph_builder.ontology as o\n"
        "assert not o.polities.cache_info().currsize and not o.topics.cache_info().currsize\n"
        "o.polities(); o.topics()\n"
        "assert not {'rdflib', 'pyoxigraph', 'spacy', 'numpy'} & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr
