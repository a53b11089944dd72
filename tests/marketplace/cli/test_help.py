"""Every command, and every option of it, says what it does."""

from collections.abc import Iterator

import click
import pytest
from flask import Flask

from config import Mode, Settings
from marketplace.app import create_app
from marketplace.ports import MemoryPorts


@pytest.fixture(scope="module")
def bare_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("instance")
    settings = Settings(
        mode=Mode.DEV,
        instance=folder,
        database_url=f"sqlite:///{folder / 'none.sqlite3'}",
        secret_key="5f0d8b7c2e914a63b1d7-for-tests-only",
        base_url="http://localhost",
    )
    return create_app(settings, MemoryPorts().bundle())


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


def test_every_command_and_option_is_explained(bare_app: Flask) -> None:
    found = list(commands(bare_app.cli))
    runner = bare_app.test_cli_runner()
    expected = {"serve", "worker", "reindex", "backup", "restore", "check-config"}
    assert expected <= {" ".join(path) for path in found}
    assert {("journal", "verify"), ("demo", "reset"), ("db", "downgrade")} <= set(found)

    for path in found:
        result = runner.invoke(args=[*path, "--help"])
        assert result.exit_code == 0
        command: click.Command = bare_app.cli
        for name in path:
            assert isinstance(command, click.Group)
            found_command = command.get_command(click.Context(command), name)
            assert found_command is not None
            command = found_command
        assert command.help, path
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, (path, parameter.name)
            elif isinstance(parameter, click.Argument):
                assert str(parameter.name).upper() in command.help, (path, parameter.name)
