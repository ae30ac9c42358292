"""`regions.toml`: every country that it lists is one of the tables."""

from graph_builder.ontology import load_toml, polities


def test_regions_hold_known_countries() -> None:
    for region, ids in load_toml("regions.toml")["regions"].items():
        assert ids.split(), region
        for id_ in ids.split():
            row = polities().by_id(id_)
            assert row is not None, (region, id_)
            assert row.type == "country"
