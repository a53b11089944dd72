"""The yardstick: a Flask application whose one page is always the same."""

from flask import Flask

app = Flask("constant")


@app.get("/")
def constant() -> str:
    """Answer with a few words."""
    return "hello"
