"""Oscar's own environment and shop under `.cache/oscar`, and its server."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from contextlib import AbstractContextManager
from importlib.metadata import version
from pathlib import Path

from bench.servers import Server, started
from tests.support.addresses import LOOPBACK, free_port
from tests.support.runner.machine import CACHE, ROOT

FOLDER = CACHE / "oscar"
BACKENDS = ("whoosh", "simple")
"""Engines of Haystack that pip alone provides; `simple` reads the database without an index."""
PACKAGES = (
    "django-oscar[sorl-thumbnail]==4.2.1",
    "whoosh==2.7.4",
    "django-haystack==3.4.0",
    f"gunicorn=={version('gunicorn')}",
)
_PROJECT = ROOT / "bench" / "oscar"
_VERSIONS = """
from importlib.metadata import version
print(", ".join(f"{n} {version(n)}" for n in ("django-oscar", "Django", "django-haystack", "Whoosh")))
"""
_NO_PACKAGES = """
Oscar could not be installed into {folder}: pip said why, above. It needs the network, or a folder of
wheels: PIP_NO_INDEX=1 PIP_FIND_LINKS=<folder> python -m bench.oscar. Where another machine has made
an environment, name its interpreter: python -m bench.oscar --python <folder>/bin/python. It needs:
  pip install {packages}
"""


def environment() -> Path:
    """Return the interpreter of Oscar's environment, made when it is not there yet.

    Raises:
        SystemExit: Oscar could not be installed; with what to do.
    """
    folder = FOLDER / "venv"
    python, mark = folder / "bin" / "python", folder / "packages.txt"
    wanted = "\n".join(PACKAGES)
    if mark.is_file() and mark.read_text(encoding="utf-8") == wanted:
        return python
    print(f"Oscar: installing into {folder}; about a minute", flush=True)
    pip = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--quiet"]
    try:
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([*pip, *PACKAGES], check=True)
    except subprocess.CalledProcessError:
        sys.exit(_NO_PACKAGES.format(folder=folder, packages=" ".join(PACKAGES)))
    mark.write_text(wanted, encoding="utf-8")
    return python


def versions(python: Path) -> str:
    """Return what is installed there, for the record.

    Raises:
        SystemExit: the interpreter has no Oscar.
    """
    told = subprocess.run(
        [str(python), "-c", _VERSIONS], check=False, capture_output=True, text=True
    )
    if told.returncode:
        sys.exit(f"{python} lacks Oscar's packages: pip install {' '.join(PACKAGES)}")
    return told.stdout.strip()


def shop(python: Path, products: list[dict[str, object]], *, anew: bool) -> Path:
    """Return the folder of a shop with these products, kept for the next time.

    Args:
        python: of Oscar's environment.
        products: rows as `shop/fill.py` reads them.
        anew: build it even when it is there.
    """
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in products)
    made_of = [text.encode(), (_PROJECT / "shop" / "fill.py").read_bytes()]
    name = hashlib.sha256(b"\0".join([*made_of, versions(python).encode()])).hexdigest()[:12]
    folder = FOLDER / f"shop-{len(products)}-{name}"
    if (folder / "complete").exists() and not anew:
        print(f"Oscar: the shop of {folder} is kept; --rebuild makes it anew", flush=True)
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "media").mkdir(parents=True)
    listed = folder / "products.jsonl"
    listed.write_text(text, encoding="utf-8")
    subprocess.run(
        [str(python), "-W", "ignore", "-m", "shop.fill", str(listed)],
        check=True, cwd=_PROJECT, env=_variables(folder),
    )  # fmt: skip
    (folder / "complete").touch()
    return folder


def served(python: Path, folder: Path, backend: str) -> AbstractContextManager[Server]:
    """Serve a shop as `bench.servers.gunicorn` serves the house.

    Args:
        python: of Oscar's environment.
        folder: of the shop.
        backend: one of `BACKENDS`.
    """
    port = free_port()
    command = [
        str(python), "-W", "ignore", "-m", "gunicorn", "-b", f"{LOOPBACK}:{port}",
        "-k", "gthread", "-w", os.environ.get("WEB_CONCURRENCY", "2"), "--threads", "4",
        "--preload", "--keep-alive", "5", "--timeout", "120", "--backlog", "64",
        "--no-control-socket", "--log-level", "warning", "shop.wsgi:application",
    ]  # fmt: skip
    environment = _variables(folder) | {"OSCAR_BACKEND": backend}
    return started(command, port, folder=_PROJECT, environment=environment)


def _variables(folder: Path) -> dict[str, str]:
    return os.environ | {
        "OSCAR_SHOP": str(folder),
        "DJANGO_SETTINGS_MODULE": "shop.settings",
        "PYTHONPATH": str(_PROJECT),
    }
