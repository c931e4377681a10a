"""Self-contained HTML pages: style and script are inside, and nothing is loaded."""

from __future__ import annotations

import string
from importlib.resources.abc import Traversable

from .markup import Markup, join

_PAGE = string.Template("""\
<!doctype html>
<!-- $origin -->
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
script-src 'unsafe-inline'; img-src data:">
<title>$title</title>
<link rel="icon" href="data:,">
<style>
$style</style>
</head>
<body>
$body
<script>
$script</script>
</body>
</html>
""")


def page(folder: Traversable, *, origin: str, title: str, body: Markup) -> str:
    """A page with the `page.css` and `page.js` of a folder; `origin` is a comment that says how the page was made."""
    style, script = (folder.joinpath(f"page.{ending}").read_text("utf-8") for ending in ("css", "js"))
    return _PAGE.substitute(origin=origin, title=join(title), style=style, script=script, body=body)
