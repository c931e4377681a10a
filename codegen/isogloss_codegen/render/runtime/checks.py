"""Checks the options of a client or call before anything is sent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from .errors import RequestValidationError
from .header_values import unsendable

if TYPE_CHECKING:
    from .fast_settings import FastTransport
    from .options import TimeoutOption

_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9a-z-]+")
_LONGEST_TIMEOUT = 1e6
# Only the HTTP library knows the length of the body.
_FRAMING = ("content-length", "transfer-encoding")


def check_kind(value: object, kind: type[object], argument: str) -> None:
    """Refuses an object of another HTTP library.

    Raises:
        TypeError: `value` is neither None nor of the class `kind`.
    """
    if value is not None and not isinstance(value, kind):
        given = f"{type(value).__module__.partition('.')[0]}.{type(value).__name__}"
        bases = (base.__name__ for base in type(value).__mro__ if base.__module__.partition(".")[0] == "httpx")
        wanted = next(bases, kind.__name__)
        raise TypeError(f"Invalid `{argument}` argument: it is a {given}. Use `httpx2.{wanted}` instead")


def checked_transport(given: object, kind: type[object]) -> FastTransport:
    """The fast transport, if it is given in the place of an HTTP client.

    Raises:
        TypeError: it is something else, such as a client of another library.
    """
    from .fast_settings import FastTransport

    if not isinstance(given, FastTransport):
        check_kind(given, kind, "http_client")
    return cast("FastTransport", given)


def checked_timeout(timeout: Any) -> TimeoutOption:
    """`timeout`, if it is valid.

    Raises:
        ValueError: it is not a possible number of seconds.
        TypeError: it is an object of another HTTP library.
    """
    import httpx2

    if type(timeout) not in (int, float, str):
        check_kind(timeout, httpx2.Timeout, "timeout")
    phases: Iterable[object] = timeout.as_dict().values() if isinstance(timeout, httpx2.Timeout) else (timeout,)
    for seconds in phases:
        if seconds is not None and not (isinstance(seconds, int | float) and 0 <= seconds <= _LONGEST_TIMEOUT):
            raise ValueError(f"timeout must be 0 to {_LONGEST_TIMEOUT:,.0f} seconds, or None")
    return timeout


def checked_retries(count: Any) -> Any:
    """`count`, if it is a valid number of retries.

    Raises:
        ValueError: it is not.
        TypeError: it is None, which a later call would not understand.
    """
    if count is None:
        raise TypeError("max_retries cannot be None: give 0 for no retries, or `math.inf` for no limit")
    if not isinstance(count, int | float) or not count >= 0:
        raise ValueError("max_retries must be a number, 0 or more")
    return count


def checked_header(name: str, value: object) -> str | None:
    """The value of a header without spaces around it.

    Raises:
        RequestValidationError: HTTP does not allow the name or the value, or the HTTP library sets the header itself.
    """
    if not _HEADER_NAME.fullmatch(name):
        raise RequestValidationError(f"{name[:100]!a} cannot be the name of a header")
    if value is None:
        return None
    if name in _FRAMING:
        raise RequestValidationError(f"The header {name} cannot be given: the HTTP library sets it")
    if not isinstance(value, str):
        raise RequestValidationError(f"The header {name} must be a string, not {type(value).__name__}")
    stripped = value.strip()
    if (reason := unsendable(stripped)) is not None:
        raise RequestValidationError(f"The header {name} cannot be sent: {reason}")
    return stripped


def changed(
    before: Mapping[str, Any], more: Mapping[str, Any] | None, whole: Mapping[str, Any] | None, name: str
) -> Mapping[str, Any]:
    """An option with `more` entries, or with the `whole` in its place.

    Raises:
        ValueError: both are given.
        TypeError: one of them is not a mapping with string keys.
    """
    check_mapping(more, name)
    check_mapping(whole, f"set_{name}")
    if more is not None and whole is not None:
        raise ValueError(f"`{name}` and `set_{name}` arguments are mutually exclusive: give only one of them")
    return {**before, **(more or {})} if whole is None else dict(whole)


def check_mapping(value: object, name: str) -> None:
    """Refuses an option that is neither None nor a mapping with string keys.

    Raises:
        TypeError: it is neither.
    """
    if value is None:
        return
    if not isinstance(value, Mapping):
        raise TypeError(f"{name} must be a mapping, not {type(value).__name__}")
    for key in cast("Mapping[object, object]", value):
        if not isinstance(key, str):
            raise TypeError(f"{name} must have strings for keys, not {type(key).__name__}")
