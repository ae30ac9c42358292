"""What tests of several commands share: a text, and what an error looks like."""

import subprocess

BODY = "President Ana Mora of Norland met Prime Minister Jon Berg in Oslo on Monday."


def assert_one_line_error(done: subprocess.CompletedProcess[str], words: str) -> None:
    """`done` failed with exit code 1 and ended in a line that holds `words`."""
    assert done.returncode == 1
    *_, last = done.stderr.splitlines()
    assert last.startswith("chancery: ")
    assert words in last
    assert "Traceback" not in done.stderr
