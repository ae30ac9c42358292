"""The sidecar `articles.csv`: what is known about the text files beside it.

Columns: `file` (required), `url`, `title`, `publisher`, `published`; empty cells mean unknown.
"""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from graph_builder.articles.decoding import decode
from graph_builder.errors import ArticleError, InputError

SIDECAR = "articles.csv"
FIELDS = ("url", "title", "publisher", "published")


def read_sidecar(directory: Path) -> dict[str, dict[str, str]]:
    """File name → its non-empty fields; empty where the directory has no sidecar.

    Raises `InputError` when the sidecar can't be read as such a table: reading the articles
    without their dates would quietly make a worse graph.
    """
    path = directory / SIDECAR
    if not path.is_file():
        return {}
    try:
        text, _ = decode(path.read_bytes())
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except (OSError, ArticleError, csv.Error) as error:
        raise InputError(f"{path}: not a readable CSV table ({error})") from error
    known: dict[str, dict[str, str]] = {}
    for number, row in enumerate(rows, start=2):
        name = _file_name(row, f"{path}, row {number}")
        if name in known:
            raise InputError(f"{path}, row {number}: {name} is listed twice; keep one row")
        known[name] = {
            field: value for field in FIELDS if (value := (row.get(field) or "").strip())
        }
    return known


def _file_name(row: Mapping[str | None, str | None], where: str) -> str:
    if "file" not in row:
        raise InputError(f"{where}: no column named 'file'; the first line must name the columns")
    if None in row:
        raise InputError(f"{where}: more cells than columns; quote a cell that holds a comma")
    name = (row["file"] or "").strip()
    if not name:
        raise InputError(f"{where}: the cell 'file' is empty; name a text file beside the sidecar")
    return name
