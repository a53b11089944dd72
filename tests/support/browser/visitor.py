"""Somebody in front of a screen: a page, what its console said, and what to look at on it."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    StorageState,
    ViewportSize,
)

from tests.support.browser import axe
from tests.support.browser.contrast import Faint, faint_texts
from tests.support.runner.machine import CACHE

PHONE, DESK, NARROW = 390, 1280, 320
"""Widths in CSS pixels: a phone, a desk, and the narrowest screen we promise to fit."""

SHOTS = CACHE / "shots"
_HEIGHTS = {NARROW: 640, PHONE: 844, DESK: 900}
_TALLEST = 16_000
Language = Literal["th", "en"]


@dataclass(frozen=True, slots=True)
class Screen:
    """How somebody looks at the house.

    Attributes:
        width: CSS pixels.
        language: of the pages.
        scripts: False switches scripts off.
    """

    width: int = PHONE
    language: Language = "th"
    scripts: bool = True

    def __str__(self) -> str:
        """Return a name fit for a test's id or a file."""
        return f"{self.language}-{self.width}{'' if self.scripts else '-noscript'}"


SCREENS = tuple(Screen(width, lang) for lang in ("th", "en") for width in (PHONE, DESK))
"""The four screens every journey is walked on with scripts on."""

PLAIN_SCREENS = tuple(Screen(PHONE, lang, scripts=False) for lang in ("th", "en"))
"""The same journeys with scripts off."""


@dataclass(slots=True)
class Visitor:
    """One person with a browser of their own.

    Attributes:
        page: Playwright's page, for everything not covered here.
        complaints: console messages, failed requests, refused requests to other machines.
    """

    browser: Browser
    base: str
    screen: Screen
    page: Page
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Response | None:
        """Open a page of the house in this visitor's language; `path` is the Thai path."""
        return self.page.goto(self.address(path), wait_until="load")

    def address(self, path: str) -> str:
        """Return the full address of a Thai path in this visitor's language."""
        return f"{self.base}{'/en' if self.screen.language == 'en' else ''}{path}"

    def overflow(self) -> int:
        """Return how many pixels the page scrolls sideways; 0 is right."""
        return int(
            self.page.evaluate(
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
        )

    def shoot(self, name: str, *, full: bool = True) -> Path:
        """Save a picture of the page under .cache/shots and return its path."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        path = SHOTS / f"{name}-{self.screen}.png"
        self.page.screenshot(path=path, full_page=full, animations="disabled")
        return path

    def barriers(self) -> list[str]:
        """List what keeps people out of this page: axe's violations, and text too faint to read.

        The whole page is on the screen meanwhile: bars that stick to its edges cover nothing then.
        """
        before = self.page.viewport_size or _viewport(self.screen)
        height = int(self.page.evaluate("() => document.documentElement.scrollHeight"))
        self.page.set_viewport_size({"width": before["width"], "height": min(height, _TALLEST)})
        findings = axe.check(self.page)
        found: list[axe.Violation | Faint] = [
            *findings.violations,
            *faint_texts(self.page, findings.undecided),
        ]
        self.page.set_viewport_size(before)
        return [str(barrier) for barrier in found]

    def widen(self, width: int) -> None:
        """Turn or resize the screen; the page stays."""
        self.page.set_viewport_size(_viewport(replace(self.screen, width=width)))

    def cookies(self) -> StorageState:
        """Return this visitor's cookies, for `arrive`."""
        return self.page.context.storage_state()

    def sign_in(self, email: str, password: str) -> None:
        """Sign in through the page."""
        self.go("/sign-in")
        self.page.fill("[name=email]", email)
        self.page.fill("[name=password]", password)
        self.page.click("main form [type=submit]")
        self.page.wait_for_url(lambda url: "/sign-in" not in url)

    def start_over(self, cookies: StorageState | None) -> None:
        """Be a browser again that knows nothing of the house but its pictures, styles and scripts.

        Args:
            cookies: as for `arrive`.
        """
        if self.page.url.startswith(self.base):
            self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        context = self.page.context
        context.clear_cookies()
        if cookies is not None:
            # What a context gives and what it takes are two types of the same fields.
            given: Any = cookies.get("cookies", [])
            context.add_cookies(given)
        self.page.set_viewport_size(_viewport(self.screen))
        self.complaints.clear()

    def act_for_first_group(self) -> None:
        """Choose the first group to act for; nothing where the person has none."""
        self.go("/account/organisations")
        buttons = self.page.locator("main form[action$='/account/acting-for'] button")
        if buttons.count():
            with self.page.expect_navigation():
                buttons.first.click()


def arrive(
    browser: Browser, base: str, screen: Screen, cookies: StorageState | None = None
) -> Visitor:
    """Open a fresh browser context.

    Args:
        browser: a running Chromium.
        base: address of the house, without a slash at the end.
        screen: size, language, scripts.
        cookies: of somebody signed in earlier; None for a visitor.
    """
    context = browser.new_context(
        storage_state=cookies,
        viewport=_viewport(screen),
        locale=screen.language,
        java_script_enabled=screen.scripts,
        reduced_motion="reduce",
        has_touch=screen.width == PHONE,
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    visitor = Visitor(browser, base, screen, page)
    _listen(visitor, context)
    return visitor


def _viewport(screen: Screen) -> ViewportSize:
    return {"width": screen.width, "height": _HEIGHTS.get(screen.width, 900)}


def _listen(visitor: Visitor, context: BrowserContext) -> None:
    def said(message: ConsoleMessage) -> None:
        visitor.complaints.append(f"console {message.type}: {message.text}")

    def failed(request: Request) -> None:
        # A page left while something loads cancels the load; that is no fault.
        if request.failure and "ERR_ABORTED" not in request.failure:
            visitor.complaints.append(f"failed: {request.url} {request.failure}")

    def asked(request: Request) -> None:
        # Chromium finds no other host by name (see `chromium.py`); asking for one is a fault already.
        if not request.url.startswith((visitor.base, "data:", "blob:")):
            visitor.complaints.append(f"another machine: {request.url}")

    visitor.page.on("console", said)
    visitor.page.on("pageerror", lambda error: visitor.complaints.append(f"error: {error}"))
    visitor.page.on("requestfailed", failed)
    context.on("request", asked)
