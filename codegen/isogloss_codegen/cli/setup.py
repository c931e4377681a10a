"""`isogloss setup`: the settings for a provider."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .output import refuse

_EPILOG = """\b
Examples:
  isogloss setup minimax                         variables for a shell
  isogloss setup minimax --region china          another of its servers
  isogloss setup kimi --plan 'coding plan'       the server that takes the keys of a plan
  isogloss setup infercom --for claude-code
  isogloss setup ./my.overlay.yaml --for curl    an overlay of your own

\b
Exit codes:
  0  printed
  2  wrong usage, or an extra that is not installed
  3  input that cannot be read, or an overlay that does not fit
"""


def _templates() -> dict[str, Path]:
    """The templates of the spec, by the name of their target."""
    from isogloss_codegen.document.places import packaged_spec

    return {path.stem: path for path in sorted((packaged_spec() / "setup").glob("*.txt"))}


class _Command(click.Command):
    """Looks for the templates when the command is used, not when it is imported."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        found = super().get_params(ctx)
        for parameter in found:
            if parameter.name == "target":
                parameter.type = click.Choice(list(_templates()))
        return found


@click.command("setup", cls=_Command, epilog=_EPILOG)
@click.argument("provider")
@click.option(
    "--for",
    "target",
    default="sh",
    show_default=True,
    help="The tool to print settings for.",
)
@click.option("--region", help="The region of the server; by default that of the first server.")
@click.option("--plan", help="The plan that the key belongs to; by default that of the first server.")
@click.pass_context
def command(ctx: click.Context, provider: str, target: str, region: str | None, plan: str | None) -> None:
    """Print the settings that a client needs to use PROVIDER, as lines to paste.

    The lines set the base URL, the variable and the header of the key, the API version and a model, and turn off
    features that PROVIDER does not have.
    """
    from isogloss_codegen.document.load import LoadError
    from isogloss_codegen.document.providers import UnknownProviderError, find_dialect, load_base
    from isogloss_codegen.settings import UnknownRegionError, UnsafeValueError, settings

    try:
        base = load_base()
        dialect = find_dialect(provider, base)
        template = _templates()[target].read_text(encoding="utf-8")
        text = settings(dialect, base.value, template, region=region, plan=plan, package=_package(provider))
    except (UnknownProviderError, UnknownRegionError) as error:
        raise click.UsageError(str(error)) from error
    except UnsafeValueError as error:
        click.echo(f"Error: {provider}: {error}", err=True)
        ctx.exit(3)
    except LoadError as error:
        refuse(ctx, error)
    click.echo(text, nl=False)


def _package(provider: str) -> str | None:
    """The package that was generated for a provider; an overlay from elsewhere has none."""
    from importlib import import_module

    providers: dict[str, Any] = import_module("isogloss.providers").PROVIDERS
    return f"isogloss.providers.{providers[provider]}" if provider in providers else None
