"""The rules of responses."""

from __future__ import annotations

from ..rule import table

# fmt: off
RULES = table("response", (
    ("response-field-missing", "breaking info", "A required property is missing.",
     "Clients fail where they read it.",
     '{"id": "...", "content": [...]}      # usage is missing',
     "Send the property. The properties that are `required` in spec/openapi.yaml must be present, all others may be "
     "absent. At the level info, the provider's documents say that it is missing."),
    ("response-field-absent", "warning info", "A promised property is absent.",
     "Tolerant clients read null; strict ones fail. The level is info where null is promised as well, or where the "
     "provider says that it does not send the property.",
     '{"data": [{"id": "large-1"}]}      # has_more is absent',
     "Send the property if you can; send null if there is no value."),
    ("response-field-added", "info", "A property is not described.",
     "Clients must tolerate it, and most do.",
     '{"usage": {"cost": 0.01, ...}}',
     "Nothing to do, unless the name is a mistake."),
    ("response-null", "breaking warning info", "A value is null, and null is not allowed.",
     "Clients test for absent, null or empty, which are three different things.",
     '{"content": null}',
     "Send the empty list or string. The level is warning where the property may be absent, and info where the "
     "provider's documents say so."),
    ("response-null-list", "info", "A list is null where null is allowed.",
     "Clients that validate strictly have failed on it.",
     '{"type": "text", "text": "...", "citations": null}',
     "Leave the property out when the list is empty, if your clients are strict."),
    ("response-type", "breaking", "A value has the wrong type.",
     "Clients fail, or read something else: for example, arguments as a string instead of an object.",
     '{"input": "{}"}',
     "Send the type that the message names."),
    ("response-value", "breaking", "A value is not one of the allowed values.",
     "The enum is closed: clients decide by it.",
     '{"role": "bot"}',
     "Send one of the values that the message names."),
    ("response-kind-unknown", "info", "An object has a type that is not described.",
     "Clients keep it as it is, and show nothing of it.",
     '{"type": "melody", "notes": []}',
     "Nothing to do, unless the name is a mistake."),
    ("response-cut-off", "breaking", "The connection was closed before the whole response arrived.",
     "Clients raise a network error.",
     "content-length: 5000, but only 224 bytes follow",
     "Send as many bytes as content-length says, and the last chunk of a chunked body."),
    ("response-media-type", "breaking", "The content-type header does not say JSON.",
     "Clients do not read the body, or show a page of HTML as an error.",
     "content-type: text/html",
     "Send `content-type: application/json`."),
    ("response-not-streamed", "breaking", "The request asks for a stream, and the response is one JSON value.",
     "Clients read no event: the official SDKs give an empty answer, or fail.",
     '{"stream": true}      # answered with application/json',
     "Answer with events, or refuse the request with an error."),
    ("response-error", "info", "The response is an error.",
     "It is reported so that no one overlooks it; its form is checked separately.",
     '{"type": "error", "error": {"type": "...", "message": "..."}}',
     "Look at the request."),
    ("response-error-envelope", "breaking info", "An error does not have the error format of the API.",
     "Clients cannot tell what went wrong, or whether to try again.",
     '{"error": {"message": "...", "code": 400}}      # the format of another API',
     "Send the error format of this API. At the level info, the provider's documents describe this format."),
))
"""By id."""
