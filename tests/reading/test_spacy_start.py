"""spaCy comes up without its command line, which stays at hand."""

import subprocess
import sys

CODE = """
import sys
from graph_builder import reading
assert "spacy.cli" not in sys.modules
import spacy, spacy.cli
assert spacy.cli.info is not spacy.info
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
"""


def test_the_command_line_is_left_out_until_asked_for() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
