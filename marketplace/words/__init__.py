"""Words of the house: searches that found nothing, and what officers make of them.

Words of the room: a *query* is what people typed, in normal form; a *word* is a synonym group, a
spelling or a word kept whole, made by an officer; a *mark* says that a query was dealt with. The
tables are the truth; the search engine is handed all published words at once.
"""
