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


@dataclass(frozen=True, slots=True)
class Findings:
    """What one run of axe says of a page.

    Attributes:
        violations: rules that are broken.
        undecided: selectors of texts whose contrast axe cannot judge: over pictures and gradients.
    """

    violations: tuple[Violation, ...]
    undecided: tuple[str, ...]


@lru_cache(maxsize=1)
def _source() -> str:
    return AXE.read_text(encoding="utf-8")


# Both kinds in one run, because a run is most of what a page check costs. Preloading would fetch
# style sheets and media once more, for rules that are off or look at sounds, which we have none of.
_RUN = """
async (tags) => {
  const result = await axe.run(document, {runOnly: tags, resultTypes: ['violations', 'incomplete'], preload: false});
  const nodes = (rules) => rules.flatMap((rule) =>
    rule.nodes.map((node) => ({id: rule.id, help: rule.help, target: node.target})));
  return {
    violations: nodes(result.violations),
    undecided: nodes(result.incomplete.filter((rule) => rule.id === 'color-contrast')),
  };
}
"""


def await_in(page: Page) -> None:
    """Let axe be there already in each page that comes, which spares sending half a megabyte each time.

    It is in the frames of a page too, so they are judged as a part of it, as a screen reader reads them.

    Args:
        page: a tab in which many pages are checked, one after the other.
    """
    page.add_init_script(_source())


def check(page: Page) -> Findings:
    """Check the page as it stands, under its own content security policy.

    Args:
        page: any page of ours; axe stays in it until it is left.
    """
    if not page.evaluate("() => 'axe' in window"):
        evaluate_past_policy(page, f"{_source()};null")
    result: dict[str, Any] = page.evaluate(_RUN, list(TAGS))
    return Findings(
        tuple(
            Violation(node["id"], " ".join(map(str, node["target"])), node["help"])
            for node in result["violations"]
        ),
        tuple(str(node["target"][0]) for node in result["undecided"]),
    )
