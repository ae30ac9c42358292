"""Where the W3C's suites lie."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def suites(shared: Path) -> Path:
    """The folder of the suites; tests that need it skip where it is absent."""
    folder = shared / "conformance" / "sparql" / "sparql11"
    if not folder.is_dir():
        pytest.skip(f"the W3C suites are not at {folder}")
    return folder
