"""The reference pages say what the code does; the README's commands exist."""

import re
from pathlib import Path

import pytest

from tests.docs.reference import PAGES, ROOT, commands_page, service_page


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_reference_pages_are_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == PAGES[path](), "run python -m tests.docs.reference"


def test_the_readme_names_only_commands_that_exist() -> None:
    known = set(re.findall(r"^## `chancery ([\w-]+)", commands_page(), re.MULTILINE))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    used = set(re.findall(r"(?:bin/|^|`|\$ )chancery ([a-z][\w-]*)", readme, re.MULTILINE))
    assert used
    assert used <= known


def test_every_setting_says_what_it_is_for() -> None:
    rows = re.findall(r"^\| `CHANCERY_\w+` \| .*? \| (.*) \|$", service_page(), re.MULTILINE)
    assert rows
    assert all(rows), "a setting has no docstring"
