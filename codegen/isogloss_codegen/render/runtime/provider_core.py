"""The parts of a provider's client that the base does not have: servers, variables, and the dialect."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import ClassVar, Self

import httpx2

from .async_transport import AsyncTransport
from .behaviour import Behaviour
from .call import Call, WireRequest, prepare
from .core import ClientCore
from .dialect import POLICIES, Dialect, Policy, host_of
from .errors import RequestValidationError
from .layers import layered
from .operation import Api
from .options import AnswerLimits, HeadersOption, Omit, TimeoutOption
from .policy import CallSurvey, sourced, warn
from .refused import with_taken_parameters, without_refused
from .relations import RELATIONS
from .secrets import Access
from .transport import Transport


class ProviderCore(ClientCore):
    """The settings of a provider's client. Subclasses name its `dialect`, and the `base_api` and the module with the
    models of the language that it is a dialect of.

    A key never goes to another vendor: the variables of the base are read only where its base URL variable names a
    server of this provider.
    """

    dialect: ClassVar[Dialect]
    base_api: ClassVar[Api]
    base_models_module: ClassVar[str]

    region: str | None
    unsupported: Policy

    def _set_up(self, region: str | None, unsupported: Policy, access: Access) -> Access:
        """Takes what must be known before all other settings; returns the credential as this provider wants it."""
        self.region = region
        self._set_policy(unsupported)
        self._has_own_credential = access.has_credential
        return self._as_wanted(access)

    def _set_policy(self, unsupported: Policy) -> None:
        if unsupported not in POLICIES:
            raise ValueError(f"unsupported={unsupported!r} is none of {', '.join(POLICIES)}")
        self.unsupported = unsupported

    def _as_wanted(self, access: Access) -> Access:
        """A key is shown in the way that the provider prefers, a token always as a token."""
        preferred = next((scheme.kind for scheme in self.dialect.security), "api_key")
        if access.api_key is not None and access.auth_token is None and preferred == "auth_token":
            return Access(auth_token=access.api_key, base_url=access.base_url)
        return access

    def _with(
        self,
        access: Access,
        *,
        timeout: TimeoutOption | Omit,
        max_retries: int | None,
        default_headers: HeadersOption | None,
        set_default_headers: HeadersOption | None,
        default_query: Mapping[str, object] | None,
        set_default_query: Mapping[str, object] | None,
        answer_limits: AnswerLimits | None,
    ) -> Self:
        clone = super()._with(
            self._as_wanted(access),
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            set_default_headers=set_default_headers,
            default_query=default_query,
            set_default_query=set_default_query,
            answer_limits=answer_limits,
        )
        clone._has_own_credential = self._has_own_credential or access.has_credential
        if not clone._has_own_credential:
            clone._take(clone._credentials_of_environment())
        return clone

    # ---- where to

    def _server(self, given: Access) -> Access:
        server = self.dialect.server(self.region)
        if given.base_url is None and self.region is None:
            url = _variable(self.base_api.environment, "base_url")
            named = self.dialect.server_at(url)
            own = url if named is not None and "{" in named.url else named.url if named is not None else None
            given = Access(base_url=self._variable("base_url") or own)
        if not given.base_url and server is not None:
            if "{" in server.url:
                region = ", or a region" if "{region}" in server.url else ""
                raise ValueError(f"the URL of {self.dialect.title} is {server.url}: give base_url{region}")
            given = Access(base_url=server.url)
        return super()._server(given)

    def _speaks_for_base(self) -> bool:
        """True if the variables of the base are meant for the server that this client talks to."""
        here, named = host_of(str(self._base_url)), _variable(self.base_api.environment, "base_url")
        if self.dialect.server_at(named) is not None:
            return self.dialect.server_at(str(self._base_url)) is not None
        if self.dialect.environment.get("api_key") != self.base_api.environment.get("api_key"):
            return False
        return here in ([host_of(named)] if named is not None else map(host_of, self.base_api.servers))

    # ---- as whom

    def _credentials_of_environment(self) -> Access:
        base = self.base_api.environment
        own = {key: name for key, name in self.dialect.environment.items() if name not in base.values()}
        for names in (own, base if self._speaks_for_base() else {}):
            found = Access(_variable(names, "api_key"), _variable(names, "auth_token"))
            if found.has_credential:
                return self._as_wanted(found if found.api_key is None else Access(found.api_key))
        return Access()

    def _headers_of_environment(self) -> dict[str, str | None]:
        return super()._headers_of_environment() if self._speaks_for_base() else {}

    def _wants_credential(self, call: Call) -> bool:
        return self.dialect.needs_key and super()._wants_credential(call)

    def _missing_credential(self) -> str:
        message = super()._missing_credential()
        name = self.base_api.environment.get("api_key")
        if name is not None and os.environ.get(name, "").strip():
            message += f"; {name} is set, but not for {self._base_url.host}"
        return message

    # ---- what is sent

    def _request(self, call: Call, http: Transport | AsyncTransport) -> httpx2.Request:
        if self.unsupported == "send":
            return super()._request(call, http)
        survey = CallSurvey(call, self.dialect, self.default_headers)
        call = survey.settled(self.unsupported)
        try:
            request = self._fitted_request(call, http) if self.unsupported == "drop" else super()._request(call, http)
        except RequestValidationError as error:
            raise sourced(error, survey, self.dialect.title) from None
        self._check_relations(request)
        warn(survey.left(self.unsupported))
        return request

    def _check_relations(self, request: httpx2.Request) -> None:
        behaviour: Behaviour = import_module(f"{self.models_module.rpartition('.')[0]}.behaviour").BEHAVIOUR
        if request.content and any(rule.id in RELATIONS for rule in behaviour.rules):
            body = json.loads(request.content)
            if problems := behaviour.broken(body, str(body.get("model"))):
                lines = "".join(f"\n  {problem}" for problem in problems)
                raise RequestValidationError(
                    f"{self.dialect.title} refuses this request; nothing was sent:{lines}", problems
                )

    def _fitted_request(self, call: Call, http: Transport | AsyncTransport) -> httpx2.Request:
        try:
            return super()._request(call, http)
        except RequestValidationError:
            fitted = with_taken_parameters(call, self._models, self._base_models)
            fitted, _ = without_refused(fitted, self._models, self._base_models)
            if fitted is call:
                raise
            return super()._request(fitted, http)

    def _prepare(self, call: Call) -> WireRequest:
        try:
            return super()._prepare(call)
        except RequestValidationError:
            if self.unsupported != "send":
                raise
            return prepare(call, self._base_models)

    @property
    def _models(self) -> ModuleType:
        return layered(self.models_module, self.base_models_module)

    @property
    def _base_models(self) -> ModuleType:
        return import_module(self.base_models_module)


def _variable(names: Mapping[str, str], key: str) -> str | None:
    name = names.get(key)
    return (os.environ.get(name, "").strip() if name is not None else "") or None
