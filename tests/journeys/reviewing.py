"""What officers do on the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.support.browser.visitor import Visitor


def admit(manager: Visitor, group: str) -> None:
    """Take a group in that has applied, after ticking every point of the checklist."""
    manager.go("/office/applications?state=applied")
    _follow(manager, group)
    page = manager.page
    for point in page.locator("form[aria-labelledby=decision] [name^=check_][value=ok]").all():
        point.check()
    page.check("[name=action][value=admit]")
    _send(manager)


def ask_for_changes(reviewer: Visitor, title: str, reason: str, note: str) -> None:
    """Send a listing back with a reason from the catalogue and a note."""
    _open_review(reviewer, title)
    page = reviewer.page
    page.check("[name=outcome][value=changes_requested]")
    page.locator(f"details:has([name=reasons][value={reason}]) > summary").click()
    page.check(f"[name=reasons][value={reason}]")
    page.fill("[name=note]", note)
    _send(reviewer)


def approve(reviewer: Visitor, title: str) -> None:
    """Let a listing pass, after ticking every point of the checklist."""
    _open_review(reviewer, title)
    for point in reviewer.page.locator("[name=checks]").all():
        point.check()
    reviewer.page.check("[name=outcome][value=approved]")
    _send(reviewer)


def _open_review(reviewer: Visitor, title: str) -> None:
    reviewer.go(f"/office/reviews?q={title}")
    _follow(reviewer, title)


def _follow(officer: Visitor, text: str) -> None:
    with officer.page.expect_navigation():
        officer.page.locator("main a", has_text=text).first.click()


def _send(officer: Visitor) -> None:
    form = officer.page.locator("form[aria-labelledby=decision]")
    with officer.page.expect_navigation():
        form.locator("[type=submit]").click()
    expect(officer.page.locator("[data-errors]")).to_have_count(0)
