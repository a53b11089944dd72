"""Limits said in words: "ไม่เกิน 500 บาท", "for 6 people", "in December", "อำเภอคีรีมาศ".

Each rule is a pattern over the normal form and a function that turns a match into limits. Rules run
in order; what one has read is taken out of the text, so "ship within 3 days" is no three-day tour.
Whatever looks like a limit but is not one of these stays text.
"""

from search_index.said.reader import Said, limits_said
from search_index.said.rule import Limit

__all__ = ["Limit", "Said", "limits_said"]
