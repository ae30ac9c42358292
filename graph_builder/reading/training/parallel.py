"""Training in several processes on one machine: local steps, then a mean of the weights.

Small matrices leave threads waiting for each other, and averaging every gradient leaves processes
waiting; so each process takes steps of its own, and every few steps all go on from their mean
("local SGD", Stich 2019, arXiv:1805.09767).
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from torch import distributed, multiprocessing, nn


def run_in_processes(count: int, work: Callable[[int], None]) -> None:
    """Call `work(rank)` in `count` processes of one thread each that can average weights.

    `work` must be picklable. A single one runs here, with the threads that torch is set to. Raises
    `torch.multiprocessing.ProcessRaisedException` with the first error of a process.
    """
    if count == 1:
        work(0)
        return
    with TemporaryDirectory() as folder:
        meeting_point = f"file://{Path(folder) / 'processes'}"
        multiprocessing.spawn(_process, (count, meeting_point, work), nprocs=count)


def _process(rank: int, count: int, meeting_point: str, work: Callable[[int], None]) -> None:
    torch.set_num_threads(1)
    distributed.init_process_group("gloo", init_method=meeting_point, rank=rank, world_size=count)
    try:
        work(rank)
    finally:
        distributed.destroy_process_group()


def average_weights(parameters: Sequence[nn.Parameter]) -> None:
    """Replace parameters by their means over the processes; alone, leave them as they are."""
    if not distributed.is_initialized():
        return
    with torch.no_grad():
        flat = torch.cat([p.flatten() for p in parameters])
        distributed.all_reduce(flat)
        flat /= distributed.get_world_size()
        parts = flat.split([p.numel() for p in parameters])
        for parameter, part in zip(parameters, parts, strict=True):
            parameter.copy_(part.view_as(parameter))
