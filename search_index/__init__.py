"""How things are found: text pipeline, query understanding, ranking and the search engines.

Knows neither Flask nor the marketplace nor its tables: documents are handed in, and everything a
caller needs is in :mod:`search_index.contract` and :func:`search_index.open_backend`.
"""
