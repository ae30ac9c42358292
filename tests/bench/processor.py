"""Processor time of a server with all its processes: what it costs, however busy the machine is."""

import os
from collections import defaultdict
from pathlib import Path

_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
_PARENT, _USER, _SYSTEM = 1, 11, 12  # in /proc/PID/stat, counted after the name


def processor_s(pid: int) -> float:
    """Seconds that the process `pid` and those that descend from it have computed (Linux)."""
    children: dict[int, list[int]] = defaultdict(list)
    ticks: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                fields = (folder / "stat").read_text("latin-1").rpartition(")")[2].split()
            except OSError:  # it has just ended
                continue
            children[int(fields[_PARENT])].append(int(folder.name))
            ticks[int(folder.name)] = int(fields[_USER]) + int(fields[_SYSTEM])
    total, tree = 0, [pid]
    while tree:
        process = tree.pop()
        total += ticks.get(process, 0)
        tree += children[process]
    return total / _TICKS_A_SECOND
