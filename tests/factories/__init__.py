"""Rows for tests: one module per models module, each function adds and flushes one thing.

Factories hold no surprises: every column that matters to a test is an argument, the rest is
plausible Sukhothai data. Nothing is committed; the `client` fixture commits what is pending
before each request.
"""
