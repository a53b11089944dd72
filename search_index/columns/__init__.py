"""Answering over arrays of documents: what both engines do alike once the documents are columns.

``record`` says which facts there are, ``facts`` reads them, ``match`` scores, ``limits`` filters and
counts facets, ``order`` sorts.
"""
