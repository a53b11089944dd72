"""Runs scripts in a page past its content security policy, so that the page keeps the real one."""

import json
from typing import Any

from playwright.sync_api import Page


def evaluate_past_policy(page: Page, source: str) -> Any:
    """Run a script through the debugger, which the content security policy does not bind.

    Args:
        page: any page.
        source: an expression; a promise is waited for. What it gives must be JSON.
    """
    debugger = page.context.new_cdp_session(page)
    try:
        answer = debugger.send(
            "Runtime.evaluate",
            {
                "expression": source,
                "awaitPromise": True,
                "returnByValue": True,
                "allowUnsafeEvalBlockedByCSP": True,
            },
        )
    finally:
        debugger.detach()
    if "exceptionDetails" in answer:
        raise RuntimeError(json.dumps(answer["exceptionDetails"])[:500])
    return answer["result"].get("value")
