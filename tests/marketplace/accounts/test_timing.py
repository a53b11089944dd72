"""How long an answer takes must not tell whether an address has an account.

Measured is the work of the answering thread, not the clock: whatever else a machine does moves the
clock by a third, for known and unknown addresses alike. No answer waits for more than the database:
mails are left to the worker.
"""

import re
import time
from collections.abc import Callable
from functools import partial
from statistics import median

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from marketplace.accounts.passwords import hash_password, warm_up
from marketplace.web.limits import Limits
from models.errors import RateLimitedError
from tests.factories.accounts import PASSWORD, make_user
from tests.support.clients import HouseClient

SAMPLES = 20
LARGEST_GAP = 0.10
# Neighbours on the same core slow a thread's work too; a true difference shows in every round.
ROUNDS = 5
FORMS = {
    "/sign-in": {"password": "not the password"},
    "/forgot": {},
    "/sign-up/again": {},
    "/sign-up": {
        "goal": "buy",
        "name": "ฟ้า",
        "password": "ทอผ้าใต้ถุนบ้านยาย",
        "locale": "th",
        "terms": "y",
    },
}


@pytest.fixture
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count without refusing: two hundred tries are no attack here."""
    counted = Limits.count

    def count(self: Limits, *args: object) -> None:
        try:
            counted(self, *args)  # type: ignore[arg-type]  # whatever the view gave
        except RateLimitedError:
            return

    monkeypatch.setattr(Limits, "count", count)
    monkeypatch.setattr(Limits, "check", lambda *_args: None)


def work_seconds(act: Callable[[], object]) -> float:
    begun = time.thread_time()
    act()
    return time.thread_time() - begun


@pytest.mark.slow
@pytest.mark.usefixtures("unlimited")
@pytest.mark.parametrize("path", FORMS)
def test_known_and_unknown_addresses_take_as_long(
    app: Flask, client: HouseClient, session: Session, path: str
) -> None:
    warm_up()
    kept = hash_password(PASSWORD)
    for number in range(SAMPLES):
        make_user(session, email=f"known{number}@example.org", password_hash=kept)

    def ask(address: str) -> tuple[int, str]:
        answer = client.post(path, data=FORMS[path] | {"email": address})
        text = answer.text.replace(address, "")
        return answer.status_code, re.sub(r'value="[^"]{40,}"', "", text)

    for _ in range(5):
        ask("first@example.org")
    gaps = []
    for _ in range(ROUNDS):
        known, unknown = [], []
        # Turn about, so that whatever else the machine does falls on both alike.
        for number in range(SAMPLES):
            known.append(work_seconds(partial(ask, f"known{number}@example.org")))
            unknown.append(work_seconds(partial(ask, f"strange{number}@example.org")))
        gaps.append(abs(median(known) - median(unknown)) / median(known))
        if gaps[-1] <= LARGEST_GAP:
            return
    pytest.fail(f"in each round the medians differed: {gaps}")
