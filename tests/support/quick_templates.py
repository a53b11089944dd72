"""Makes applications faster to use for the first time, of which the suite builds one for almost every test.

Every application compiles the templates it meets. What comes out depends on their source alone.
"""

from pathlib import Path
from types import CodeType

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket


class CompiledTemplates(FileSystemBytecodeCache):
    """Compiled templates, kept between applications, workers and runs; each knows its source."""

    def __init__(self, folder: Path) -> None:
        """Keep them in `folder`, and in this process what was read from there."""
        folder.mkdir(parents=True, exist_ok=True)
        super().__init__(str(folder))
        self._read: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if this very source was compiled before."""
        key = (bucket.key, bucket.checksum)
        bucket.code = self._read.get(key)
        if bucket.code is None:
            super().load_bytecode(bucket)
        if bucket.code is not None:
            self._read[key] = bucket.code
