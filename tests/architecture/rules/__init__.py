"""Rules as functions: each takes the project's root and returns what breaks it, one line each.

A line reads `path:line: what is wrong`, so that an editor can jump there.
"""
