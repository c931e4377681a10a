"""Checks requests, answers and streams by one dialect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, cast

from ..document.providers import find_dialect
from ..document.resolve import Dialect
from ..document.values import as_map
from ..findings.finding import Finding
from ..findings.levels import LEVELS, Level, marked
from ..traffic.exchange import Exchange, Kind, Request, Response
from .described import described
from .judgement import Judgement
from .requests import RequestRules
from .responses import ResponseRules
from .streams import StreamChecker, StreamRules


class Checker:
    """Checks requests, responses and streams by one dialect. Made once, used for any number; not from many threads."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self._described = described(dialect)

    @classmethod
    def of(cls, provider: str) -> Checker:
        """The checker of a provider: `base`, an id, `id@version`, or the path of a document.

        Raises:
            UnknownProviderError: there is none.
            LoadError: its document cannot be read.
        """
        return cls(find_dialect(provider))

    @cached_property
    def requests(self) -> RequestRules:
        """The rules for requests."""
        return RequestRules(self._described)

    @cached_property
    def responses(self) -> ResponseRules:
        """The rules for answers."""
        return ResponseRules(self._described)

    @cached_property
    def streams(self) -> StreamRules:
        """The rules for streams."""
        return StreamRules(self._described)

    def check_request(
        self,
        body: Any,
        *,
        method: str | None = None,
        url: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Judgement:
        """Judges a request: its body and, if they are given, its method, URL and headers. None means not known."""
        lower = None if headers is None else {name.lower(): value for name, value in headers.items()}
        return self.requests.check(Request(body, method, url, lower))

    def check_response(
        self, body: Any, *, status: int | None = None, headers: Mapping[str, str] | None = None
    ) -> Judgement:
        """Judges the JSON body of an answer: a message, a list, a count or an error."""
        lower = {name.lower(): value for name, value in (headers or {}).items()}
        return self.responses.check(Response(body, status, lower))

    def check_stream(self, chunks: Iterable[bytes] | bytes) -> Judgement:
        """Judges a stream of server-sent events, given whole or in pieces of any size."""
        return self.streams.check([chunks] if isinstance(chunks, bytes) else chunks)

    def stream_checker(self) -> StreamChecker:
        """A checker to be fed with a stream while it comes."""
        return self.streams.checker()

    def check_exchange(self, exchange: Exchange, kind: Kind | None = None) -> Iterator[Judgement]:
        """The judgements about a recorded exchange: of its request, and of its answer if that is complete.

        With `kind`, only what is of that kind.
        """
        request, response = exchange.request, exchange.response
        if request is not None and "request" not in exchange.cut and kind in (None, "request"):
            yield self.requests.check(request)
        if response is not None and "response" not in exchange.cut:
            is_stream = response.stream is not None and (response.status or 200) < 400
            if not is_stream and kind in (None, "response"):
                yield self.responses.check(response, request)
            elif response.stream is not None and is_stream and kind in (None, "stream"):
                yield self.streams.check([response.stream])

    def kind_of(self, body: Any) -> Kind:
        """Guesses the kind of a JSON value: a request or a response."""
        if not isinstance(body, dict):
            return "request"
        fields = as_map(cast(Any, body))
        asked, answered = self._described.likeness.likest(fields), self.responses.likeness.likest(fields)
        if fields and asked.name is not None and not asked.is_known and answered.name is not None:
            return "response"
        return "response" if answered.is_known and answered.score > asked.score else "request"


def assert_clean(judgement: Judgement, *, worst: Level = "info") -> None:
    """Fails a test with the findings that are worse than `worst`.

    Raises:
        AssertionError: there are some.
    """
    bad = [finding for finding in judgement.findings if LEVELS.index(finding.level) < LEVELS.index(worst)]
    if bad:
        lines = [f"  {marked(finding.level, finding.rule)}{_place(finding)}: {finding.message}" for finding in bad]
        count = "1 finding" if len(bad) == 1 else f"{len(bad)} findings"
        raise AssertionError("\n".join([f"{count} in a {judgement.kind}:", *lines]))


def _place(finding: Finding) -> str:
    event = f" event {finding.event}, line {finding.line}:" if finding.event is not None else ""
    return f"{event} {finding.path}"
