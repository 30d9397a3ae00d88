"""The command line. One module a command: parse, call, print, exit code."""

from vlmap.cli.stop import heed

__all__ = ["main"]


def main() -> None:
    """Run the command line. The rest of the code is loaded only when a Ctrl-C would already be answered."""
    heed()
    from vlmap.cli.main import main as run  # noqa: PLC0415 (see above)

    run()
