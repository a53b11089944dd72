"""What a web process must not load before somebody needs it: each costs megabytes in all of them."""

import os
import subprocess
import sys
from pathlib import Path

from config import ROOT

_HEAVY = {
    "alembic", "mako", "redis", "numpy", "whoosh", "rapidfuzz", "pythainlp", "nlpo3", "fontTools",
    "rcssmin", "obstore", "psycopg", "pyvips", "marketplace.cli.serve", "marketplace.cli.worker",
    "marketplace.cli.database", "marketplace.demo", "marketplace.places", "marketplace.illustrations",
}  # fmt: skip


def test_the_web_process_loads_only_what_pages_need(tmp_path: Path) -> None:
    environment = os.environ | {"TALAT_MODE": "dev", "TALAT_INSTANCE": str(tmp_path)}
    program = f"import sys, wsgi; print(*sorted({_HEAVY!r} & set(sys.modules)))"

    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout.split() == []
