"""Which reactions follow which fact, and which chores come round. The only place that knows."""

from collections.abc import Mapping, Sequence

from marketplace.events import Fact
from marketplace.jobs.worker import Timetable
from marketplace.work import Chore, Reaction

REACTIONS: Mapping[str, Reaction] = {}

SPREAD: Mapping[type[Fact], Sequence[str]] = {}

CHORES: Mapping[str, Chore] = {}

TIMETABLE = Timetable(reactions=REACTIONS, spread=SPREAD, chores=CHORES)
