"""`isogloss completion`: prints a script that completes commands and options in a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

_EPILOG = """\b
Examples:
  isogloss completion bash > ~/.local/share/bash-completion/completions/isogloss
  isogloss completion zsh  > ~/.zfunc/_isogloss
  isogloss completion fish > ~/.config/fish/completions/isogloss.fish
"""


@click.command("completion", epilog=_EPILOG)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print the completion script for a shell."""
    kind = get_completion_class(shell)
    assert kind is not None  # click supports all three
    click.echo(kind(ctx.find_root().command, {}, "isogloss", "_ISOGLOSS_COMPLETE").source())
