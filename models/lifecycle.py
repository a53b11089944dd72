"""Lifecycles as data: which action leads from which state to which."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from models.errors import IllegalTransitionError

S = TypeVar("S", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Lifecycle(Generic[S, A]):
    """A frozen table of steps.

    Attributes:
        steps: (state, action) -> next state. What is not listed is illegal.
    """

    steps: Mapping[tuple[S, A], S]

    def next(self, state: S, action: A) -> S:
        """Return the state that the action leads to.

        Raises:
            IllegalTransitionError: the table has no such step.
        """
        try:
            return self.steps[state, action]
        except KeyError:
            raise IllegalTransitionError(state, action) from None

    def open_actions(self, state: S) -> frozenset[A]:
        """Return the actions that are possible in the state."""
        return frozenset(action for (origin, action) in self.steps if origin == state)

    def origins(self, action: A) -> frozenset[S]:
        """Return the states in which the action is possible; for guarded UPDATE statements."""
        return frozenset(origin for (origin, act) in self.steps if act == action)


def steps(
    *rows: tuple[Iterable[S], A, S],
) -> dict[tuple[S, A], S]:
    """Write a lifecycle table row by row: (origins, action, next state)."""
    return {(origin, action): target for origins, action, target in rows for origin in origins}
