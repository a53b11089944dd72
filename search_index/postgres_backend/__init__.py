"""The engine for several machines: PostgreSQL keeps words and texts, processes keep the facts.

``session`` is the only module that opens connections; ``schema`` knows the tables; ``vectors``
spells weights as positions of a tsvector; ``writer`` and ``reader`` use them; ``segment`` asks for
words; ``words`` keeps the words of the house. See ``docs/decisions/0010-postgresql-search.md``.
"""
