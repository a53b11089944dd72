"""Starts the system's Chromium without the things that would talk to the outside."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.support.runner.machine import chromium_binary

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-sync",
    # Without windows it would move every letter to a whole pixel, as no phone does.
    "--font-render-hinting=none",
    # Keep no idle process in store for the next page. Whenever a test turns to another person's
    # browser it would be thrown away and started anew, a third of a second of work, and a trace of
    # Lighthouse would wait five seconds for an answer of it.
    "--renderer-process-limit=1",
)
"""Also handed to Lighthouse, which starts a Chromium of its own."""

_NO_NAMES = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
"""Find no host by name; the houses of the tests are addressed by number."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run one headless Chromium.

    Raises:
        RuntimeError: it is not installed.
    """
    binary = chromium_binary()
    if binary is None:
        raise RuntimeError("Chromium is not installed")
    with tempfile.TemporaryDirectory(prefix="pasan-shots-") as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=binary, args=[*FLAGS, _NO_NAMES], downloads_path=folder
        )
        yield browser
        browser.close()
