"""Recorded exchanges as JSON: the entries of logs and of HAR files."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from ..document.values import as_list, as_map
from .exchange import Exchange, Request, Response
from .frames import MEDIA_TYPE
from .text import media_type, value_of

_WITHOUT_BODY = {"GET", "HEAD", "OPTIONS", "DELETE"}
_OF_PAGES = {"document", "stylesheet", "image", "media", "font", "script", "texttrack", "manifest", "websocket"}
_OF_REQUESTS = {"method", "url", "path", "headers", "body"}
_OF_RESPONSES = {"status", "headers", "body", "stream", "text"}


def exchange_of(value: Any) -> Exchange | None:
    """A recorded exchange: `{request, response}`, or a request by itself as `{method, path, headers, body}`.

    `request` and `response` may be no more than the bodies.

    Raises:
        ValueError: the URL is none.
    """
    entry = as_map(value)
    asked, answered = entry.get("request"), entry.get("response")
    if isinstance(asked, dict) or isinstance(answered, dict):
        request = _request(as_map(asked)) if isinstance(asked, dict) else None
        response = _response(as_map(answered)) if isinstance(answered, dict) else None
        return Exchange(request, response, tuple(map(str, as_list(entry.get("cut")))))
    if isinstance(entry.get("method"), str) and entry.keys() & {"path", "url", "headers"}:
        return Exchange(_request(entry))
    return None


def is_har(value: Any) -> bool:
    """True if a value is the content of a HAR file."""
    return isinstance(as_map(as_map(value).get("log")).get("entries"), list)


def is_of_page(entry: Any) -> bool:
    """True if a browser sent this entry of a HAR file to load a page; Chromium records that."""
    return as_map(entry).get("_resourceType") in _OF_PAGES


def logged(entry: Any) -> dict[str, Any]:
    """An entry of a HAR file as `isogloss record` would have written it.

    Programs leave out the bodies that they do not have; these count as cut. The status of a request without an answer
    is 0. A body is unpacked, though a header may still say that it is packed.
    """
    asked, answered = as_map(as_map(entry).get("request")), as_map(as_map(entry).get("response"))
    posted, content, cut = as_map(asked.get("postData")), as_map(answered.get("content")), list[str]()
    request = {key: asked[key] for key in ("method", "url") if key in asked}
    request["headers"] = _headers(asked)
    size = asked.get("bodySize")
    if posted or not (size == 0 or asked.get("method") in _WITHOUT_BODY):
        body = _text(posted)
        request |= {"body": body} | ({"size": size} if isinstance(size, int) and size > 0 else {})
        cut += ["request"] if body is None else []
    if not answered.get("status"):
        return {"request": request, "cut": cut}
    headers = {"content-type": str(content.get("mimeType")), **_headers(answered)}
    body = _text(content)
    cut += ["response"] if body is None else []
    kind = "stream" if media_type(headers) == MEDIA_TYPE else "body"
    return {"request": request, "response": {"status": answered["status"], "headers": headers, kind: body}, "cut": cut}


def _text(content: Mapping[str, Any]) -> str | None:
    """A text of a HAR file; None where it was left out, or is packed in a way that nobody knows."""
    text = content.get("text")
    if not isinstance(text, str) or content.get("encoding") in (None, ""):
        return text if isinstance(text, str) else None
    try:
        return base64.b64decode(text, validate=True).decode(errors="replace")
    except (binascii.Error, ValueError):
        return None


def _request(entry: Mapping[str, Any]) -> Request:
    if not entry.keys() & _OF_REQUESTS:
        return Request(entry)
    size, method = entry.get("size"), entry.get("method")
    url = entry.get("url") or entry.get("path")
    if isinstance(url, str):
        urlsplit(url)  # what is none is found while it is read
    return Request(
        _body(entry),
        method if isinstance(method, str) else None,
        url if isinstance(url, str) else None,
        _headers(entry) if "headers" in entry else None,
        size if isinstance(size, int) else None,
    )


def _response(entry: Mapping[str, Any]) -> Response:
    if not entry.keys() & _OF_RESPONSES:
        return Response(entry)
    status, stream = entry.get("status"), entry.get("stream")
    return Response(
        _body(entry),
        status if isinstance(status, int) else None,
        _headers(entry),
        stream.encode() if isinstance(stream, str) else None,
        entry.get("broken") is True,
    )


def _body(entry: Mapping[str, Any]) -> Any:
    """A body, which may be written as a text of JSON."""
    body = entry.get("body")
    value = value_of(body) if isinstance(body, str) else None
    return body if value is None else value


def _headers(entry: Mapping[str, Any]) -> dict[str, str]:
    """The headers of an entry: an object, or a list of `{name, value}`, in which what HTTP/2 has instead of the first
    line may stand as well."""
    headers = entry.get("headers")
    pairs = as_map(headers).items() or ((each.get("name"), each.get("value")) for each in map(as_map, as_list(headers)))
    return {str(name).lower(): str(value) for name, value in pairs if not str(name).startswith(":")}
