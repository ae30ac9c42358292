"""The command `chancery-train`: corpora and MiniLM's weights in, a model directory out."""

import argparse
import logging
from functools import partial
from importlib import resources
from pathlib import Path

import torch

from graph_builder import reading
from graph_builder.reading.training.artefact import write_artefact
from graph_builder.reading.training.config import read_config
from graph_builder.reading.training.evaluate import report
from graph_builder.reading.training.parallel import run_in_processes
from graph_builder.reading.training.train import start

log = logging.getLogger(__name__)


def main() -> None:
    """Train, export in int8 and in full precision, and print the scores of both."""
    arguments = _parser().parse_args()
    _log()
    torch.set_num_threads(arguments.threads)
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    if not arguments.export_only:
        run_in_processes(arguments.processes, partial(_train, arguments))
    for name, quantise in (("int8", True), ("full", False)):
        write_artefact(
            out / "checkpoint.pt",
            arguments.corpora,
            out / name,
            reading.VERSION,
            quantise=quantise,
        )
        log.info("%s:\n%s", name, report(out / name, arguments.corpora))


def _train(arguments: argparse.Namespace, rank: int) -> None:
    _log()
    config = read_config(arguments.config)
    training = start(config, arguments.corpora, arguments.minilm, arguments.init, rank)
    training.run(arguments.out, arguments.device, arguments.teacher)


def _log() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")


def _parser() -> argparse.ArgumentParser:
    default = resources.files(__package__).joinpath("joint.toml")
    parser = argparse.ArgumentParser(prog="chancery-train", description=main.__doc__)
    parser.add_argument("corpora", type=Path, help="folder of the converted corpora")
    parser.add_argument("minilm", type=Path, help="folder with model.safetensors and vocab.txt")
    parser.add_argument("out", type=Path, help="folder for the checkpoint and the models")
    parser.add_argument("--config", type=Path, default=Path(str(default)))
    parser.add_argument("--init", type=Path, help="a checkpoint whose weights to start from")
    parser.add_argument(
        "--teacher",
        type=Path,
        action="append",
        default=[],
        help="a checkpoint to learn from beside the labels (may be given again)",
    )
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument(
        "--processes",
        type=int,
        default=1,
        help="processes of one thread each, which share their weights",
    )
    parser.add_argument("--threads", type=int, default=2, help="threads of a single process")
    parser.add_argument("--export-only", action="store_true", help="the checkpoint is in OUT")
    return parser


if __name__ == "__main__":
    main()
