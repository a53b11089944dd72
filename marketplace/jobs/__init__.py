"""Work after commit: the outbox worker, the table of reactions and the timetable of chores."""
