"""Event data: one row an event, with codes that political scientists know."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from graph_builder.export.files import export
from graph_builder.graph import open_graph
from graph_builder.merged import MergedTenure
from graph_builder.model import EVENT_TYPES
from graph_builder.ontology import load_toml
from tests.made_graph import Story, iri, publish
from tests.seed_story import seeds


def rows(story: Story, folder: Path, **options: object) -> list[dict[str, str]]:
    pieces = export(open_graph(publish(story, folder)), "events-csv", options)
    return list(csv.DictReader(io.StringIO(b"".join(pieces).decode(), newline="")))


@pytest.fixture
def story() -> Story:
    made = seeds()
    tenure = made.things[iri("tenure/lee-president")]
    assert isinstance(tenure, MergedTenure)
    made.add(replace(tenure, org_actor=iri("country/KR")))
    return made


def test_a_row_of_each_event_in_order(story: Story, tmp_path: Path) -> None:
    found = rows(story, tmp_path / "1")
    assert len(found) == 8
    dates = [row["date_start"] or "~" for row in found]
    assert dates == sorted(dates)
    nara = next(row for row in found if row["event"] == iri("event/nara"))
    assert nara["date"] == "2026-01"
    assert (nara["date_start"], nara["date_end"]) == ("2026-01-01", "2026-01-31")
    assert nara["date_precision"] == "month"
    assert (nara["source"], nara["target"]) == ("Lee Jae-myung", "Sanae Takaichi")
    assert (nara["source_country"], nara["target_country"]) == ("KOR", "")
    codes = load_toml("events.toml")["types"]["meet"]
    assert (nara["plover_event"], nara["plover_mode"]) == (codes["plover"], codes["mode"])
    assert nara["cameo_root"] == codes["cameo"]
    assert (nara["place"], nara["place_country"]) == ("Nara", "JPN")
    assert nara["sentence"] == "Takaichi met Lee in Nara on Tuesday."
    assert nara["urls"] == "https://news.example/a2"


def test_countries_speak_for_themselves(story: Story, tmp_path: Path) -> None:
    accord = next(row for row in rows(story, tmp_path / "1") if row["event_type"] == "agree")
    assert (accord["source_country"], accord["target_country"]) == ("JPN", "KOR")


def test_an_office_counts_at_its_time(story: Story, tmp_path: Path) -> None:
    tenure = story.things[iri("tenure/lee-president")]
    assert isinstance(tenure, MergedTenure)
    story.add(
        replace(
            tenure,
            iri=iri("tenure/later"),
            org_actor=iri("country/JP"),
            since="2026-01",
            until=None,
        )
    )
    story.add(replace(tenure, org_actor=iri("country/KR"), until="2025"))
    found = {row["event"]: row for row in rows(story, tmp_path / "1")}
    assert found[iri("event/nara")]["source_country"] == "JPN"
    summit = found[iri("event/tokyo-summit")]
    assert summit["source"] == "Lee Jae-myung"
    assert summit["source_country"] == "KOR"


def test_filters_and_neighbourhood(story: Story, tmp_path: Path) -> None:
    only = rows(story, tmp_path / "1", around="Trump", filters={"statuses": []})
    assert {row["status"] for row in only} == {"happened", "planned"}
    assert len(only) == 2
    countries = rows(story, tmp_path / "2", actor_types=["country"])
    assert {row["event_type"] for row in countries} == {"agree", "visit"}


def test_every_event_type_has_its_codes() -> None:
    types = load_toml("events.toml")["types"]
    for name in EVENT_TYPES:
        assert types[name]["plover"].isupper()
        assert len(types[name]["cameo"]) == 2
