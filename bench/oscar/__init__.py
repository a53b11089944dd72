"""The search page beside django-oscar's: `python -m bench.oscar`. Not part of `python -m bench`.

Oscar is not among our packages: it gets an environment of its own under `.cache/oscar`.
"""
