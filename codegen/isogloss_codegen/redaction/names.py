"""Names of headers, parameters and fields with secret values: one table, and the tests of a name by it."""

from __future__ import annotations

import re
from functools import lru_cache

# The table. No library fits: each that we looked at (sentry-sdk, detect-secrets, vcrpy, loggingredactor) compares
# whole names letter by letter, so that `accessToken` or `X-Vendor-Token` passes, and none looks for a value in other
# encodings. The words come from the denylist of Sentry (Relay, Django, Pyramid, Express, PHP, Laravel), the keywords of
# detect-secrets, RFC 6749 and 7521 to 7523 (OAuth), RFC 6265 (cookies), RFC 7617 and 7616 (Basic, Digest), and the
# presigned URLs of AWS, Google Cloud and Azure. A word is here in lower case; names are split into such words.

# A name that has one of these words anywhere: `password_confirmation`, `secretValue`.
_ANYWHERE = frozenset(
    (
        *("password", "passwords", "passwd", "passphrase", "passcode", "pwd"),
        *("secret", "secrets", "credential", "credentials"),
    )
)
# A name whose last word is one of these: `X-Vendor-Token`, `clientKey`, `user_session`.
_LAST = frozenset(
    (
        *("token", "jwt", "bearer", "authorization", "auth", "key", "apikey", "pass", "pin", "otp", "sig", "hmac"),
        *("cookie", "session", "sessionid", "sessid", "sid", "phpsessid", "jsessionid", "csrf", "xsrf"),
        *("assertion", "verifier", "sas"),
    )
)
# A name whose last two words are these: `api_keys`, `session-id`.
_PAIRS = frozenset(
    (
        *(("api", "keys"), ("access", "keys"), ("secret", "keys"), ("private", "keys"), ("auth", "keys")),
        *(("access", "tokens"), ("auth", "tokens"), ("refresh", "tokens"), ("session", "id")),
    )
)
# A name whose last word ends with one of these: `accesstoken`, `XAPIKEY`.
_ENDINGS = ("token", "secret", "password", "passwd", "passphrase", "apikey", "accesskey", "secretkey", "privatekey")
# Names that are secret in a URL, a form, or beside another name of OAuth. In JSON they are words of any kind: an error
# has a code, a text that a model has written a signature, both of which are to be checked.
_PARAMETERS = frozenset(("code", "authcode", "authorizationcode", "devicecode", "usercode", "oauthcode", "ticket"))
_LAST_OF_PARAMETERS = frozenset(("signature",))
OAUTH = frozenset(("granttype", "redirecturi", "codeverifier", "clientid"))
"""Names, without what separates their words, beside which a code is that of OAuth."""

_WEAK = frozenset(("key", "auth", "pass", "pin", "session", "sig", "sas"))
_NUMBERS = frozenset((*_ANYWHERE, "pin", "otp"))
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W\d_A-Za-z]+")
_LONGEST = 256


@lru_cache(4096)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, however it separates them; digits are left out."""
    return tuple(word.lower() for word in _WORD.findall(name[-_LONGEST:]))


@lru_cache(4096)
def is_secret(name: str) -> bool:
    """True if the name of a header, a field or a parameter means that its value is secret."""
    words = words_of(name)
    if not words:
        return False
    last = words[-1]
    return last in _LAST or last.endswith(_ENDINGS) or words[-2:] in _PAIRS or not _ANYWHERE.isdisjoint(words)


@lru_cache(4096)
def is_secret_parameter(name: str) -> bool:
    """True if the value of a parameter in a URL or a form is secret."""
    words = words_of(name)
    return is_secret(name) or "".join(words) in _PARAMETERS or (bool(words) and words[-1] in _LAST_OF_PARAMETERS)


def is_secret_header(name: str) -> bool:
    """True if the value of a header is secret."""
    return is_secret(name) or words_of(name)[-1:] == ("signature",)


def is_secret_number(name: str) -> bool:
    """True if even a number under this name is secret: a `pin` is, a `max_token` is not."""
    return not _NUMBERS.isdisjoint(words_of(name))


def is_weak(name: str) -> bool:
    """True if the values under this secret name are often ordinary words: `{"sort_key": "name"}`."""
    words = words_of(name)
    return words[-1:] != () and words[-1] in _WEAK and words[-2:-1] not in (("api",), ("access",), ("private",))
