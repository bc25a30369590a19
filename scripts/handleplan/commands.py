"""What all commands of the command line share: how they end, how they tell of errors, and how they read a date."""

import datetime

import click

from handleplan.errors import HandleplanError, RefusedError


class Program(click.Group):
    """A group whose commands return their exit status, and whose errors are one line that names the command."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which they are written here."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> None:
        """Runs a command. Exit status 0: done, 1: refused or not found, 2: the command could not run."""
        import duckdb

        try:
            status = super().invoke(ctx)
        except HandleplanError as error:
            # A finding begins with its file and line.
            prefix = "" if isinstance(error, RefusedError) else f"{ctx.invoked_subcommand}: "
            click.echo(f"{prefix}{error}", err=True)
            status = error.exit_status
        except (OSError, duckdb.Error) as error:
            click.echo(f"{ctx.invoked_subcommand}: {error}", err=True)
            status = 2
        ctx.exit(status)


def day(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> datetime.date | None:
    """A date as an option gives it; none for an empty text, as `make` hands it on."""
    if not value:
        return None
    try:
        return datetime.date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"'{value}' is not a date (YYYY-MM-DD)") from error
