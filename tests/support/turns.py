"""Lets one test have the machine for itself while the other workers of the run wait."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Turns:
    """Two locks in a folder that all workers see; the system frees them when a worker dies.

    Tests that run beside others hold `stage` together. Whoever wants to be alone keeps `door` shut
    while waiting for the stage to empty, so that nobody enters in between.
    """

    def __init__(self, folder: Path) -> None:
        """Choose the folder."""
        self._door = folder / "turn-door.lock"
        self._stage = folder / "turn-stage.lock"

    @contextmanager
    def together(self) -> Iterator[None]:
        """Run beside others, unless somebody is alone or waits to be."""
        with self._stage.open("w") as stage:
            with self._door.open("w") as door:
                fcntl.flock(door, fcntl.LOCK_EX)
                fcntl.flock(stage, fcntl.LOCK_SH)
            yield

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Run with nobody beside; not to be called inside `together`."""
        with self._door.open("w") as door, self._stage.open("w") as stage:
            fcntl.flock(door, fcntl.LOCK_EX)
            fcntl.flock(stage, fcntl.LOCK_EX)
            yield
