"""The `isogloss` command: one thin module per subcommand, imported only on use."""

from __future__ import annotations

import importlib
import io
import os
import sys
from typing import Any

import click

EXIT_CODES = """\b
Exit codes:
  0  clean
  1  findings at or above --fail-on, or drift
  2  wrong usage, or an extra that is not installed
  3  input that cannot be read
"""

# name -> one line for the command list, so that `isogloss --help` imports no command. An empty line hides an
# unfinished command.
COMMANDS = {
    "check": "Check requests, responses and streams against a provider.",
    "completion": "Print the completion script for a shell.",
    "diff": "Compare A and B: what breaks for a client of A.",
    "explain": "Explain a rule: what it finds, why, and what to do.",
    "generate": "Generate a package with models, server and client.",
    "init-provider": "Begin the overlay of a provider, with questions to answer.",
    "matrix": "Show the support table, with sources and dates.",
    "probe": "Test a live server: what it accepts, ignores and refuses.",
    "record": "Record requests and responses to a log, for `check`.",
    "resolve": "Print the OpenAPI document of a provider.",
    "rules": "List the rules that findings name.",
    "serve": "Serve a mock of the API for development and tests.",
    "setup": "Print the settings that a client needs to use a provider.",
    "show": "Show a part of the spec, and each provider's support.",
    "validate": "Check OpenAPI documents and overlays.",
}


_OF_CODEGEN = {"datamodel_code_generator", "jinja2", "openapi_spec_validator", "packaging", "ruff"}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        return importlib.import_module(f".{cmd_name.replace('-', '_')}", __package__).command

    def invoke(self, ctx: click.Context) -> Any:
        # A file name may not be valid text: characters that cannot be printed are escaped.
        out: Any = sys.stdout
        if isinstance(out, io.TextIOWrapper):
            out.reconfigure(errors="backslashreplace")
        try:
            return self._flushed(ctx)
        except ModuleNotFoundError as error:
            extra = "codegen" if error.name in _OF_CODEGEN else "cli"
            click.echo(
                f"isogloss {ctx.invoked_subcommand} needs {error.name}: pip install 'isogloss[{extra}]'", err=True
            )
            ctx.exit(2)
        except BrokenPipeError:
            raise  # the reader of the output has closed it; click handles that
        except OSError as error:
            from .output import explained

            raise explained(error) from None

    def _flushed(self, ctx: click.Context) -> Any:
        """Runs the command and flushes standard output, so that a failed write is reported as an error of it."""
        try:
            return super().invoke(ctx)
        finally:
            if sys.stdout is not None:
                try:
                    sys.stdout.flush()
                except OSError:
                    # Otherwise Python would try again at its end, and fail again.
                    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                    raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx) if COMMANDS[name]])


# click suggests one of these stubs for a mistyped name.
@click.group(
    cls=_LazyGroup,
    commands=[click.Command(name) for name, line in COMMANDS.items() if line],
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="isogloss", prog_name="isogloss")
def main() -> None:
    """The Messages API as one OpenAPI document, and the dialects of its providers."""
