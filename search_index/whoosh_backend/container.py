"""One file of named arrays, mapped into memory and shared by every process that reads it.

Layout: 8 bytes magic, 8 bytes header length (little endian), the header as JSON, then the arrays,
each aligned to 64 bytes. No pickle: reading a file can run nothing.
"""

from __future__ import annotations

import json
import mmap
import os
import weakref
from itertools import repeat
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

Array = npt.NDArray[Any]

_MAGIC = b"PSNFLAT1"
_ALIGN = 64
_PREFIX = 16


class DamagedFile(Exception):
    """A file is not a container or is cut short."""


def write(path: Path, arrays: Mapping[str, Array], meta: Mapping[str, Any]) -> None:
    """Write arrays and JSON-able notes to a new file (not synced)."""
    index: dict[str, tuple[str, int, int]] = {}
    offset = 0
    for name, array in arrays.items():
        index[name] = (array.dtype.str, offset, array.size)
        offset += -(-array.nbytes // _ALIGN) * _ALIGN
    header = json.dumps({"arrays": index, "meta": meta}, ensure_ascii=False).encode()
    header += b" " * (-(len(header) + _PREFIX) % _ALIGN)
    with path.open("wb") as stream:
        stream.write(_MAGIC + len(header).to_bytes(8, "little") + header)
        for array in arrays.values():
            if array.size:
                stream.write(np.ascontiguousarray(array).view(np.uint8).data)
            stream.write(b"\0" * (-array.nbytes % _ALIGN))


class Container:
    """An open container; arrays are views of the mapped file and must not be written.

    Attributes:
        meta: The notes given to :func:`write`.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as stream:
            header, self._start = _read_header(stream)
            self._map = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
            self._file = os.dup(stream.fileno())
        weakref.finalize(self, os.close, self._file)
        self.meta: dict[str, Any] = header["meta"]
        self._arrays: dict[str, tuple[str, int, int]] = header["arrays"]
        self._open: dict[str, Array] = {}

    def array(self, name: str) -> Array:
        """The array of this name.

        Raises:
            DamagedFile: The file is shorter than its header says.
        """
        found = self._open.get(name)
        if found is None:
            dtype, offset, size = self._arrays[name]
            try:
                found = np.frombuffer(self._map, np.dtype(dtype), size, self._start + offset)
            except ValueError as error:
                raise DamagedFile(str(error)) from error
            self._open[name] = found
        return found

    def position(self, name: str) -> int:
        """Byte position of an array in the file."""
        return self._start + self._arrays[name][1]

    def read(self, begin: int, end: int) -> bytes:
        """Bytes of the file, past the map: what is seldom read twice should not stay in memory."""
        return os.pread(self._file, end - begin, begin)

    def read_all(self, begins: Sequence[int], sizes: Iterable[int]) -> Iterator[bytes]:
        """As :meth:`read`, of many places one after the other, without a step of ours between."""
        return map(os.pread, repeat(self._file), sizes, begins)

    @property
    def raw(self) -> mmap.mmap:
        """The whole mapped file, for looking at bytes in place."""
        return self._map


def _read_header(stream: BinaryIO) -> tuple[dict[str, Any], int]:
    prefix = stream.read(_PREFIX)
    if prefix[:8] != _MAGIC:
        raise DamagedFile("not a container")
    length = int.from_bytes(prefix[8:], "little")
    try:
        header: dict[str, Any] = json.loads(stream.read(length))
    except ValueError as error:
        raise DamagedFile("damaged header") from error
    return header, _PREFIX + length
