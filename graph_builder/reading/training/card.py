"""Writes the model card: what the model is, was made from, can do, and can't."""

import argparse
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

from graph_builder.reading.artefact import manifest
from graph_builder.reading.training.convert.repositories import corpora
from graph_builder.reading.training.evaluate import Evaluation, bars, details

_TEXT = """\
# Card of the reading model, version {version}

One encoder (MiniLM-L6, uncased, with an embedding of word shapes) and a head for each layer of
annotation of English text: sentence starts, tags and features, Universal Dependencies trees, names
(PER, ORG, LOC, DATE, NORP), predicates with PropBank rolesets, their arguments and their heads.
Trained {date}. {training}

## Scores
Test data were never trained on. Tokens are the data's, sentences too unless said otherwise. Trees:
labelled attachment without subtypes, all words. Names: exact spans after the gazetteer. Arguments:
those of missed and wrong predicates count as errors.

| | int8, as shipped | full precision | bar |
| --- | --- | --- | --- |
{scores}

Beside the bars: {beside}.

## Data
| corpus | commit | licence |
| --- | --- | --- |
{data}

To these come {generated} sentences from templates of Chancery's own (`training/templates.toml`).
Example sentences of the frame files that share a run of eight words with a test sentence are left
out. `roles.tsv` counts arguments in EWT's training part and in these examples; the weights of
`arguments.json` were fitted on EWT's development part, with networks that did not know it.
Licence and attribution of the weights: `LICENSE.md`.

`classes.json` holds the classes of words under relations that leave no doubt (`class_table.py`), as
counted in the training parts of EWT and GUM.

`events.npz` finds sentences that tell of meetings, calls, visits, joint statements, accords and
signings, and who takes part where (`event_networks.py`). It was trained after all else on articles
and passages with gold that were written for Chancery (`tests/gold`), on the short texts of the
extraction's tests, and on sentences of the corpora above, as examples that tell of no such event.
What it adds to the record stands beside the extraction's scores.

## Limits
* English news prose. Headlines, tables and captions are read less well: title case hides names.
* Names follow mixed guidelines: facilities and businesses waver between LOC and ORG. DATE holds
  calendar expressions ("Saturday", "August 23, 2025"), not "last week".
* A window holds 100 words; what is further away is not seen. Longer sentences are cut.
* Arguments of nouns are found far less often than those of verbs. Senses are chosen among the frame
  files' rolesets of a word; a word they lack gets `lemma.01`.
* The training data are from 1999 to 2022 and mostly American; offices and names of later years
  are known only by their context.

## Files
| file | bytes | sha256 |
| --- | --- | --- |
{files}
"""


def write_card(model: Path, full: Path, corpora_folder: Path, date: str, training: str) -> None:
    """Write `README.md` into the model directory, scores of it and its full-precision twin."""
    content = manifest(model)
    shipped, exact = Evaluation(model, corpora_folder), Evaluation(full, corpora_folder)
    pairs = zip(bars(shipped), bars(exact), strict=True)
    digests = content["sha256"]
    assert isinstance(digests, dict)
    config = resources.files("graph_builder.reading.training").joinpath("joint.toml").read_text()
    generated = next(line for line in config.splitlines() if line.startswith("generated"))
    text = _TEXT.format(
        version=content["version"],
        date=date,
        training=training,
        scores=_table([(n, f"{a:.2f}", f"{b:.2f}", f"{bar}") for (n, a, bar), (_, b, _) in pairs]),
        beside=", ".join(f"{name} {value:.1f}" for name, value in details(shipped)),
        data=_table([(f"{c.name} ({c.repository})", c.commit[:10], c.licence) for c in corpora()]),
        generated=generated.split()[2],
        files=_table([(n, str((model / n).stat().st_size), d) for n, d in digests.items()]),
    )
    (model / "README.md").write_text(text, "utf-8")


def _table(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> None:
    """Write the card of a model directory."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("model", type=Path, help="the int8 model that ships")
    parser.add_argument("full", type=Path, help="the same in full precision")
    parser.add_argument("corpora", type=Path, help="folder of the converted corpora")
    parser.add_argument("--date", required=True, help="day of training, ISO")
    parser.add_argument("--training", default="", help="a sentence on how it was trained")
    arguments = parser.parse_args()
    write_card(
        arguments.model, arguments.full, arguments.corpora, arguments.date, arguments.training
    )


if __name__ == "__main__":
    main()
