"""How long a second start takes until the house is ready, and what it costs."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.support.live_house import LiveHouse
from tests.support.process_tree import cpu_seconds
from tests.support.runner.machine import ROOT

ROUNDS = 3
MOST_S = 5.0


def run() -> int:
    """Measure, print, and return how many targets were missed."""
    with tempfile.TemporaryDirectory(prefix="pasan-bench-") as folder:
        house = LiveHouse(Path(folder) / "instance", demo=False)
        house.start()
        house.stop()
        taken, used = [], []
        for _ in range(ROUNDS):
            started = time.perf_counter()
            house.start(60)
            taken.append(time.perf_counter() - started)
            used.append(cpu_seconds(house.processes()))
            house.stop()
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import wsgi"], env=house.environ(), check=True, cwd=ROOT)
    load = time.perf_counter() - started
    wall = median(taken)
    missed = wall > MOST_S
    print(f"second start: {wall:.1f} s (at most {MOST_S:.0f}){'  MISSED' if missed else ''}, ")
    print(f"{median(used):.1f} CPU s; loading the application alone: {load:.1f} s")
    return int(missed)
