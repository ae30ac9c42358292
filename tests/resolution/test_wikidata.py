"""Actors get Wikidata ids from a local file of labels, never from the network."""

import gzip
from pathlib import Path

import pytest

from graph_builder.errors import InputError
from graph_builder.merged import MergedActor
from graph_builder.model import Dossier
from graph_builder.resolution import Registry, read_ledger
from graph_builder.resolution.judging import judge
from graph_builder.resolution.wikidata import labels, link_labels
from tests.resolution.test_judging import BERGS, SMITHS, built

TRIPLES = (
    "<http://www.wikidata.org/entity/Q7> <http://www.w3.org/2000/01/rdf-schema#label> "
    '"Ann B\\u00E9rg"@en .\n'
    '<http://www.wikidata.org/entity/Q8> <http://schema.org/name> "Eva Soto"@en .\n'
    "<http://www.wikidata.org/entity/Q9> <http://www.w3.org/2004/02/skos/core#altLabel> "
    '"SOTO, Eva"@en-gb .\n'
)


def linked(path: Path, dossiers: list[Dossier] = BERGS) -> dict[str, str | None]:
    state = built(dossiers)
    ledger = path.parent / "judgements.jsonl"
    judge(ledger, link_labels(state, path))
    state.apply(dossiers, (), read_ledger(ledger), Registry())
    return {a.name: a.wikidata for a in state.things("actor") if isinstance(a, MergedActor)}


@pytest.mark.parametrize("name", ["labels.nt", "labels.nt.gz"])
def test_labels_of_a_dump_link_full_names(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(gzip.compress(TRIPLES.encode()) if name.endswith("gz") else TRIPLES.encode())
    assert linked(path) == {"Ann Berg": "Q7", "Eva Soto": "Q9"}


def test_two_entities_of_a_name_link_nothing(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text("qid,label\nQ1,Ann Berg\nQ2,Ann Berg\nQ3,Soto\n", "utf-8")
    assert linked(path) == {"Ann Berg": None, "Eva Soto": None}


def test_two_actors_of_a_name_are_not_guessed_at(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text("qid,label,type\nQ1,John Smith,person\n", "utf-8")
    assert set(linked(path, SMITHS).values()) == {None}


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv"
    path.write_text("id,name\n1,x\n", "utf-8")
    with pytest.raises(InputError, match="qid and label"):
        list(labels(path))
    with pytest.raises(InputError, match="can't be read"):
        list(labels(tmp_path / "none.csv"))
