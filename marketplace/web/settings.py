"""The settings of the current application."""

from flask import Flask, current_app

from config import Settings

_EXTENSION = "talat_settings"


def init_settings(app: Flask, settings: Settings) -> None:
    """Give the application its settings."""
    app.extensions[_EXTENSION] = settings


def has_settings(app: Flask) -> bool:
    """Tell whether this is the house, and not some other application under the same server."""
    return _EXTENSION in app.extensions


def current_settings() -> Settings:
    """Return the settings the current application was made with."""
    found: Settings = current_app.extensions[_EXTENSION]
    return found
