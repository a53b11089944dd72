"""Runs axe-core, from npm at the pinned version, inside a page."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from playwright.sync_api import Page

from tests.support.browser.debugger import evaluate_past_policy
from tests.support.runner.machine import AXE

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule broken by one element.

    Attributes:
        rule: axe's name of the rule.
        target: selector of the element.
        help: what to do, in axe's words.
    """

    rule: str
    target: str
    help: str

    def __str__(self) -> str:
        """Return one line for a test's message."""
        return f"{self.rule} at {self.target}: {self.help}"


@lru_cache(maxsize=1)
def _source() -> str:
    return AXE.read_text(encoding="utf-8")


def violations(page: Page) -> list[Violation]:
    """Check the page as it stands, under its own content security policy.

    Args:
        page: any page of ours; axe stays in it until it is left.
    """
    if not page.evaluate("() => 'axe' in window"):
        evaluate_past_policy(page, f"{_source()};null")
    result: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", list(TAGS)
    )
    return [
        Violation(found["id"], " ".join(map(str, node["target"])), found["help"])
        for found in result["violations"]
        for node in found["nodes"]
    ]
