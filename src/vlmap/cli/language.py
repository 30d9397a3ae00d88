"""Commands and options with help in the language that the command line speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from vlmap.cli.chosen import chosen_language
from vlmap.languages import Message

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Command", "Group", "Option", "chosen_language", "option"]

_HELP = Message("Show this message and exit.", "显示本说明并退出。")
_USAGE = Message("Usage: ", "用法：")
_OPTIONS = Message("Options", "选项")
_COMMANDS = Message("Commands", "命令")


def option(*names: str, text: Message, **kwargs: Any) -> Callable[[Any], Any]:
    """Return an option with help in two languages."""
    return click.option(*names, cls=Option, text=text, **kwargs)


class Option(click.Option):
    """An option with help in two languages: `text` stands for click's `help`."""

    def __init__(self, *args: Any, text: Message, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "help": text.to(chosen_language())})
        self.text = text


class Command(click.Command):
    """A command with help in two languages: `text` stands for click's `help`."""

    def __init__(self, *args: Any, text: Message, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "help": text.to(chosen_language())})
        self.text = text

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return `--help` with its own help in the chosen language."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = _HELP.to(chosen_language())
        return found

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line of usage."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_USAGE.to(chosen_language()))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        rows = [row for parameter in self.get_params(ctx) if (row := parameter.get_help_record(ctx)) is not None]
        with formatter.section(_OPTIONS.to(chosen_language())):
            formatter.write_dl(rows)


class Group(Command, click.Group):
    """A group of commands with help in two languages."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, and below them the commands."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write a line for each command."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, command.get_short_help_str(limit=80)) for name, command in commands if command is not None]
        with formatter.section(_COMMANDS.to(chosen_language())):
            formatter.write_dl(rows)
