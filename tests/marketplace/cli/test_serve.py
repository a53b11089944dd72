"""`make run` as processes: starts soon, stops wholly, lives and dies together."""

import os
import resource
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.addresses import LOOPBACK, accepts_connections
from tests.support.live_house import LiveHouse
from tests.support.process_tree import cpu_seconds, name_of
from tests.support.runner.machine import ROOT

pytestmark = pytest.mark.slow

SECOND_START_LOADS = 4.0
"""CPU of a second start in loads of the whole application, which starter, web and worker share. A busy
machine counts more seconds for both; `make bench` prints the seconds (at most 5)."""


def bare(folder: Path, **environ: str) -> LiveHouse:
    return LiveHouse(folder, environ, demo=False)


def cpu_of_a_load(house: LiveHouse) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", "import wsgi"], env=house.environ(), check=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_the_second_start_is_quick_and_ctrl_c_stops_all(tmp_path: Path) -> None:
    house = bare(tmp_path / "one")
    house.start()
    starter, *children = house.processes()
    assert len(children) >= 3  # gunicorn, at least one of its workers, worker
    # A thread would not have come along when it forked them.
    assert len(list(Path(f"/proc/{starter}/task").iterdir())) == 1
    assert house.stop()

    load = cpu_of_a_load(house)
    house.start(60)
    used = cpu_seconds(house.processes())
    assert house.stop(number=signal.SIGTERM)

    assert used < SECOND_START_LOADS * load
    assert not accepts_connections(house.port)
    assert house.ended(0) == 0
    assert house.said().count("stopped") == 2


def test_two_houses_stand_side_by_side_and_a_dead_child_ends_its_own(tmp_path: Path) -> None:
    first, second = bare(tmp_path / "one"), bare(tmp_path / "two")
    first.start()
    second.start()
    try:
        starter, *children = second.processes()
        worker = next(pid for pid in children if name_of(pid) == "talat-worker")
        os.kill(worker, signal.SIGKILL)
        assert second.ended(40) == 1
        assert "ended by itself" in second.said()
        assert not any(Path(f"/proc/{pid}").exists() for pid in (starter, *children))
        assert not accepts_connections(second.port)
        assert accepts_connections(first.port)
    finally:
        assert first.stop(number=signal.SIGHUP)
        second.kill()


def test_a_taken_port_is_said_at_once(tmp_path: Path) -> None:
    house = bare(tmp_path / "one")
    with socket.socket() as taken:
        taken.bind((LOOPBACK, house.port))
        taken.listen()
        with pytest.raises(subprocess.CalledProcessError) as caught:
            house.command("serve")
    assert "is taken" in caught.value.stdout
    assert not (tmp_path / "one" / "talat.sqlite3").exists()
