"""The embedded engine: Whoosh writes and merges, flat arrays answer.

``engine`` is the only module that touches Whoosh; ``flat`` turns a Whoosh segment into one file of
arrays; ``store`` keeps generations, commits and the lock; ``writer`` and ``reader`` use them.
"""
