"""The picture in the README is what the command shows."""

import re
from pathlib import Path

from tests.conftest import ROOT, chancery

# How many further events a hop has is no part of what the picture is for.
_MORE = re.compile(r"1 of \d+ events")


def test_the_path_in_the_readme_is_the_one_that_is_found(seed_graph: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```text\n\$ chancery (.*)\n((?:.*\n)*?)```$", readme, re.MULTILINE)
    assert blocks
    for command, picture in blocks:
        shown = chancery(*command.split(), CHANCERY_GRAPH=str(seed_graph), COLUMNS="100").stdout
        assert _MORE.sub("", shown) == _MORE.sub("", picture)
