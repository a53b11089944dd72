"""The outside world as the current application has it."""

from flask import Flask, current_app

from marketplace.ports import Ports

_EXTENSION = "talat_ports"


def init_ports(app: Flask, ports: Ports) -> None:
    """Give the application its ports."""
    app.extensions[_EXTENSION] = ports


def current_ports() -> Ports:
    """Return clock, mail and storage of the current application."""
    found: Ports = current_app.extensions[_EXTENSION]
    return found
