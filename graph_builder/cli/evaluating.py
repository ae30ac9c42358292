"""`chancery evaluate`: how right the reading is, on anyone's gold."""

from pathlib import Path
from typing import Annotated, Any

import typer

from graph_builder import evaluate as evaluation
from graph_builder.cli.options import JsonOption
from graph_builder.cli.output import print_json
from graph_builder.errors import InputError


def evaluate(
    gold: Annotated[Path, typer.Argument(help="Gold dossiers, JSON Lines.")],
    texts: Annotated[
        Path | None,
        typer.Option(help="Folder of the texts, ID.txt each; where none is there, `text` of gold."),
    ] = None,
    predictions: Annotated[
        Path | None, typer.Option(help="Dossiers to compare instead of reading the texts.")
    ] = None,
    ids: Annotated[str | None, typer.Option(help="Only these articles, comma-separated.")] = None,
    by_article: Annotated[bool, typer.Option(help="Scores of each article, too.")] = False,
    errors: Annotated[bool, typer.Option(help="List what is missed and what is wrong.")] = False,
    json: JsonOption = False,
) -> None:
    """Compare what is read with gold: precision, recall and F1 by kind of fact.

    Gold is JSON Lines, an article a line, with the actors, events, statements and offices that
    `chancery read --json` would print for it, but for what you know better; its `text` is read
    where --texts has none.
    """
    if texts is not None and predictions is not None:
        raise InputError(
            "give --texts to read the articles or --predictions to compare dossiers, not both"
        )
    records = _chosen(evaluation.read_records(gold), ids, gold)
    if predictions is None:
        # Imported here: the other commands must not wait for spaCy.
        from graph_builder.extraction import extract  # noqa: PLC0415
        from graph_builder.reading import load  # noqa: PLC0415

        read, speed = evaluation.predict(records, texts, load(), extract)
        found = evaluation.evaluate(records, read, speed=speed)
    else:
        known = {record["id"]: record for record in evaluation.read_records(predictions)}
        found = evaluation.evaluate(records, known)
    if json:
        print_json(evaluation.as_json(found))
        return
    for line in evaluation.as_lines(found, by_article=by_article, mistakes=errors):
        typer.echo(line)


def _chosen(records: list[dict[str, Any]], ids: str | None, gold: Path) -> list[dict[str, Any]]:
    """The records with these ids, all without ids; raises `InputError` for one that isn't there."""
    if not records:
        raise InputError(f"{gold}: no article is in it; give an article on each line")
    if ids is None:
        return records
    wanted = {id_.strip() for id_ in ids.split(",")}
    if unknown := wanted - {record["id"] for record in records}:
        raise InputError(f"{gold}: no article has the id {', '.join(sorted(unknown))}")
    return [record for record in records if record["id"] in wanted]
