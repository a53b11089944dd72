"""The outside world as the current application has it."""

from flask import Flask, current_app

from marketplace.ports import Ports

_EXTENSION = "talat_ports"


def init_ports(app: Flask, ports: Ports) -> None:
    """Give the application its ports."""
    app.extensions[_EXTENSION] = ports


def ports_of(app: Flask) -> Ports:
    """Return clock, mail and storage of an application."""
    found: Ports = app.extensions[_EXTENSION]
    return found


def current_ports() -> Ports:
    """Return clock, mail and storage of the current application."""
    return ports_of(current_app)
