"""Every State x Action pair of every lifecycle is walked against a written table."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest

from models.errors import IllegalTransitionError
from models.lifecycle import Lifecycle
from models.listings import (
    LISTING_LIFECYCLE,
    VERSION_LIFECYCLE,
    ListingAction,
    ListingState,
    VersionAction,
    VersionState,
)
from models.matching import REQUEST_LIFECYCLE, RequestAction, RequestState
from models.organisations import ADMISSION_LIFECYCLE, AdmissionAction, AdmissionState

L, A = ListingState, ListingAction
V, B = VersionState, VersionAction
S, C = AdmissionState, AdmissionAction
R, D = RequestState, RequestAction

EXPECTED: dict[str, tuple[Any, type[StrEnum], type[StrEnum], Mapping[Any, Any]]] = {
    "listing": (
        LISTING_LIFECYCLE,
        L,
        A,
        {
            (L.DRAFT, A.PUBLISH): L.PUBLISHED,
            (L.PUBLISHED, A.PAUSE): L.PAUSED,
            (L.PAUSED, A.RESUME): L.PUBLISHED,
            (L.PUBLISHED, A.SUSPEND): L.SUSPENDED,
            (L.PAUSED, A.SUSPEND): L.SUSPENDED,
            (L.SUSPENDED, A.LIFT): L.PUBLISHED,
            (L.DRAFT, A.RETIRE): L.RETIRED,
            (L.PUBLISHED, A.RETIRE): L.RETIRED,
            (L.PAUSED, A.RETIRE): L.RETIRED,
            (L.SUSPENDED, A.RETIRE): L.RETIRED,
        },
    ),
    "version": (
        VERSION_LIFECYCLE,
        V,
        B,
        {
            (V.EDITING, B.SUBMIT): V.IN_REVIEW,
            (V.IN_REVIEW, B.WITHDRAW): V.EDITING,
            (V.IN_REVIEW, B.APPROVE): V.APPROVED,
            (V.IN_REVIEW, B.REQUEST_CHANGES): V.CHANGES_REQUESTED,
            (V.IN_REVIEW, B.REJECT): V.REJECTED,
            (V.APPROVED, B.SUPERSEDE): V.SUPERSEDED,
            (V.EDITING, B.DISCARD): V.DISCARDED,
            (V.CHANGES_REQUESTED, B.DISCARD): V.DISCARDED,
            (V.REJECTED, B.DISCARD): V.DISCARDED,
        },
    ),
    "admission": (
        ADMISSION_LIFECYCLE,
        S,
        C,
        {
            (S.APPLIED, C.ADMIT): S.ADMITTED,
            (S.APPLIED, C.RETURN): S.RETURNED,
            (S.RETURNED, C.SEND_AGAIN): S.APPLIED,
            (S.ADMITTED, C.SUSPEND): S.SUSPENDED,
            (S.SUSPENDED, C.REINSTATE): S.ADMITTED,
            (S.ADMITTED, C.CLOSE): S.CLOSED,
        },
    ),
    "request": (
        REQUEST_LIFECYCLE,
        R,
        D,
        {
            (R.DRAFT, D.POST): R.OPEN,
            (R.OPEN, D.CLOSE): R.CLOSED,
            (R.OPEN, D.CANCEL): R.CANCELLED,
            (R.OPEN, D.EXPIRE): R.EXPIRED,
        },
    ),
}
GRID = [
    pytest.param(lifecycle, state, action, table, id=f"{name}-{state}-{action}")
    for name, (lifecycle, states, actions, table) in EXPECTED.items()
    for state in states
    for action in actions
]


@pytest.mark.parametrize(("lifecycle", "state", "action", "table"), GRID)
def test_each_step_leads_where_the_table_says(
    lifecycle: Lifecycle[Any, Any], state: StrEnum, action: StrEnum, table: Mapping[Any, Any]
) -> None:
    if (state, action) in table:
        assert lifecycle.next(state, action) == table[state, action]
        assert action in lifecycle.open_actions(state)
        assert state in lifecycle.origins(action)
    else:
        with pytest.raises(IllegalTransitionError) as refused:
            lifecycle.next(state, action)
        assert refused.value.values == {"state": state.value, "action": action.value}
        assert action not in lifecycle.open_actions(state)
        assert state not in lifecycle.origins(action)
