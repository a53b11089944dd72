"""Searches that people keep, and the morning's notice of what is new in them.

Words of the room: a *saved search* is an address of the results page with its owner; a *match* is a
listing published since that meets its words, told once; a *notice* is the one mail and the badge
that tell of all of them.
"""
