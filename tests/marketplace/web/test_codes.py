"""The sentence that a state rules an act out says both in the reader's language."""

import re
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from flask import Flask

import marketplace
import models
from marketplace.web.codes import code_words
from marketplace.web.i18n import speaking
from marketplace.web.messages import sentence_of
from models.errors import IllegalTransitionError
from models.lifecycle import Lifecycle
from models.listings import ListingAction, ListingState, VersionStep
from models.matching import DraftStep
from models.organisations import AdmissionState

THAI = re.compile(r"[\u0e01-\u0e5b]")
LATIN = re.compile(r"[A-Za-z]")


def lifecycles() -> Iterator[Lifecycle[StrEnum, StrEnum]]:
    for found in iter_modules(models.__path__, "models."):
        if not found.ispkg:
            values = vars(import_module(found.name)).values()
            yield from (value for value in values if isinstance(value, Lifecycle))


def codes() -> list[StrEnum]:
    kinds = {type(code) for each in lifecycles() for step in each.steps for code in step}
    return [code for kind in {*kinds, VersionStep, DraftStep} for code in kind]


def test_every_state_and_act_has_words_in_both_languages(app: Flask) -> None:
    with app.app_context():
        for code in codes():
            with speaking("th"):
                thai = code_words(code)
            with speaking("en"):
                english = code_words(code)
            assert THAI.search(thai), repr(code)
            assert not LATIN.search(thai), repr(code)
            assert LATIN.search(english), repr(code)
            assert not THAI.search(english), repr(code)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (IllegalTransitionError(ListingState.SUSPENDED, ListingAction.LIFT), "“ระงับ” แล้ว จึงยกเลิก"),
        (IllegalTransitionError(AdmissionState.CLOSED, ListingAction.PAUSE), "“ปิดร้านแล้ว” แล้ว จึงพัก"),
    ],
)
def test_the_sentence_says_words_not_codes(
    app: Flask, error: IllegalTransitionError, said: str
) -> None:
    with app.app_context(), speaking("th"):
        assert said in sentence_of(error)


def test_nobody_writes_the_states_of_that_sentence_by_hand() -> None:
    root = Path(marketplace.__path__[0])
    written = [
        path.name
        for path in root.rglob("*.py")
        if '"conflict.state"' in path.read_text(encoding="utf-8") and path.name != "messages.py"
    ]

    assert written == []
