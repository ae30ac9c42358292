"""The folder of outside test material: W3C suites, development gold, treebanks, query loads."""

import os
from pathlib import Path

SHARED = Path(os.environ.get("CHANCERY_SHARED", Path(__file__).parents[2] / "shared"))
"""Who needs it skips, saying so, where it is absent."""
