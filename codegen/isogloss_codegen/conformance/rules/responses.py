"""What can be found in answers."""

from __future__ import annotations

from functools import partial

from ...rule import Rule

_rule = partial(Rule, area="response", levels=("breaking",))

RULES = (
    _rule(
        id="response-field-missing",
        levels=("breaking", "info"),
        title="A field is missing that no client can do without.",
        why="Clients fail where they read it.",
        example='{"id": "...", "content": [...]}      # no usage',
        advice="Send the field. What is core is `required` in spec/openapi.yaml; all else may be absent. At the level "
        "info the provider is known for it.",
    ),
    _rule(
        id="response-field-absent",
        levels=("warning", "info"),
        title="A field is absent that the vendor promises.",
        why="Tolerant clients read null; strict ones fail. Where null is promised anyway, or the provider "
        "says that it does not send it, the level is info.",
        example='{"data": [{"id": "large-1"}]}      # no has_more',
        advice="Send it if you can; null, where there is nothing to say.",
    ),
    _rule(
        id="response-field-added",
        levels=("info",),
        title="A field is not described.",
        why="Clients have to let it pass, and most do.",
        example='{"usage": {"cost": 0.01, ...}}',
        advice="Nothing, unless the name is a mistake.",
    ),
    _rule(
        id="response-null",
        levels=("breaking", "warning", "info"),
        title="Null stands where a value has to.",
        why="Absent, null and empty are three things: clients test for one of them.",
        example='{"content": null}',
        advice="Send the empty list or text. It is a warning where the field might as well be missing, and info where "
        "the provider is known for it.",
    ),
    _rule(
        id="response-null-list",
        levels=("info",),
        title="Null stands where a list may, or nothing.",
        why="It is allowed, and clients that validate strictly have failed on it.",
        example='{"type": "text", "text": "...", "citations": null}',
        advice="Leave the field out when there is nothing in it, if your clients are strict.",
    ),
    _rule(
        id="response-type",
        title="A value has the wrong type.",
        why="Clients fail, or read something else: arguments as text instead of an object, for instance.",
        example='{"input": "{}"}',
        advice="Send the type that the message names.",
    ),
    _rule(
        id="response-value",
        title="A value is none of those that clients know.",
        why="The list is closed: clients decide by it.",
        example='{"role": "bot"}',
        advice="Send one of those that the message names.",
    ),
    _rule(
        id="response-kind-unknown",
        levels=("info",),
        title="An object of a kind that is not described.",
        why="Clients pass it on as it is, and show nothing of it.",
        example='{"type": "melody", "notes": []}',
        advice="Nothing, unless the name is a mistake.",
    ),
    _rule(
        id="response-cut-off",
        title="The connection is closed before the whole answer has come.",
        why="Clients raise a network error, whatever has come until then.",
        example="content-length: 5000, and 224 bytes follow",
        advice="Send all that the length announces, and the last chunk where there are chunks.",
    ),
    _rule(
        id="response-media-type",
        title="The header says that the body is no JSON.",
        why="Clients do not read it, or show a page of HTML as an error.",
        example="content-type: text/html",
        advice="Send `content-type: application/json`.",
    ),
    _rule(
        id="response-error",
        levels=("info",),
        title="The answer is an error.",
        why="It is told so that it is not overlooked; its form is checked apart.",
        example='{"type": "error", "error": {"type": "...", "message": "..."}}',
        advice="See what the request was.",
    ),
    _rule(
        id="response-error-envelope",
        levels=("breaking", "info"),
        title="An error has another form than that of the API.",
        why="Clients cannot tell what went wrong, nor whether to try again.",
        example='{"error": {"message": "...", "code": 400}}      # the form of another API',
        advice="Send the envelope of this API. At the level info the provider is known for it.",
    ),
)
"""Rules about answers."""
