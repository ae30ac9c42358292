"""The tree of errors is the one that its module draws."""

import inspect
import re

from graph_builder import errors

# A line of the drawing: four characters for each level, then the name.
_DRAWN = re.compile(r"^ {4}((?:[│├└─ ]{4})*)(\w+Error)\b", re.MULTILINE)


def test_the_drawing_shows_every_error_under_its_parent() -> None:
    drawn: list[tuple[str, str]] = []
    above: list[str] = []
    for branch, name in _DRAWN.findall(errors.__doc__ or ""):
        del above[len(branch) // 4 :]
        drawn.append((name, above[-1] if above else "Exception"))
        above.append(name)
    classes = [
        c for _, c in inspect.getmembers(errors, inspect.isclass) if c.__module__ == errors.__name__
    ]
    assert sorted(drawn) == sorted((c.__name__, c.__base__.__name__) for c in classes if c.__base__)
