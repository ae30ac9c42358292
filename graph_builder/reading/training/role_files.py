"""Counts and weights that decide on arguments, for networks that are trained:
`python -m graph_builder.reading.training.role_files MODEL CORPORA [--fit]`.

Both are made with the networks themselves: `roles.tsv` counts over trees that the model reads,
`arguments.json` weighs the model's own probabilities on EWT's dev part. Networks that were trained
on that part are too sure of it: they keep the weights of the model that ships. Exports take over
both files from it, for they suit all networks of one kind.
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

from graph_builder.reading.artefact import DEFAULT_DIRECTORY, manifest, open_artefact
from graph_builder.reading.readings import Reader
from graph_builder.reading.training.argument_weights import fit_weights
from graph_builder.reading.training.manifest import write_manifest
from graph_builder.reading.training.role_counts import build_roles


def take_over(model: Path) -> None:
    """Copy both files of the model that ships into another model's directory."""
    for name in ("roles.tsv", "arguments.json"):
        (model / name).write_bytes((DEFAULT_DIRECTORY / name).read_bytes())


def write_role_files(model: Path, corpora: Path, *, fit: bool) -> None:
    """Write `roles.tsv` and the manifest of a complete model directory anew.

    With `fit` also `arguments.json`.
    """
    version = str(manifest(model)["version"])
    labels = cast(Mapping[str, Sequence[str]], manifest(model)["labels"])
    roles = build_roles(Reader(open_artefact(model)), corpora)
    (model / "roles.tsv").write_text(roles, "utf-8")
    write_manifest(model, version, labels)
    if fit:
        weights = fit_weights(open_artefact(model), corpora)
        (model / "arguments.json").write_text(weights.to_json(), "utf-8")
        write_manifest(model, version, labels)


def main() -> None:
    """Write the files anew for a model directory that has them."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("corpora", type=Path, help="folder of the converted corpora")
    parser.add_argument("--fit", action="store_true", help="fit the weights on EWT's dev part")
    arguments = parser.parse_args()
    write_role_files(arguments.model, arguments.corpora, fit=arguments.fit)


if __name__ == "__main__":
    main()
