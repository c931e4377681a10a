"""`isogloss record` leaves secrets out of its log, found by their names and by their values, and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from cli.leaks import ECHOES, SENDINGS, SPELLINGS, leaked, log_of
from isogloss_codegen.redaction.names import is_secret, is_secret_parameter
from isogloss_codegen.redaction.redactor import Redactor
from isogloss_codegen.redaction.secrets import Found, of_json, of_stream
from isogloss_codegen.redaction.spellings import needles_of, spans_in

SECRET = "sk-Very/secret+1_2=3.ab-cdefgh"
UNNAMED = SECRET.replace("=", "~")  # nothing in it looks like the name of a field
PLAIN: tuple[Any, str, str, bytes] = ([], "", "", b"")


def logged(path: Path, sending: str, spelling: str, echo: str, secret: str = SECRET, **cut: int) -> bytes:
    random = Random(f"{sending}{spelling}{echo}")
    answer = ECHOES[echo](SPELLINGS[spelling](secret), random)
    return log_of(path / "log.jsonl", SENDINGS[sending](secret), answer, random=random, **cut)


@pytest.mark.parametrize("echo", ECHOES)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_secret_is_found_however_it_is_spelled_and_wherever_it_comes_back(
    spelling: str, echo: str, tmp_path: Path
) -> None:
    log = logged(tmp_path, "x-api-key", spelling, echo)
    assert leaked(log, SECRET) == []
    assert b"left out" in log.partition(b'"response"')[2]


@pytest.mark.parametrize("sending", SENDINGS)
def test_a_secret_is_found_wherever_it_was_sent(sending: str, tmp_path: Path) -> None:
    assert leaked(logged(tmp_path, sending, "json, solidus", "json"), SECRET) == []


def test_a_secret_that_is_not_ascii_is_found_whatever_it_came_in(tmp_path: Path) -> None:
    secret = "pässwörd-1-€-ñandú"
    for sending in ("x-api-key", "basic", "body apiKey", "query pwd"):
        for spelling in ("plain", "upper case", "json", "percent", "base64"):
            (tmp_path / "log.jsonl").unlink(missing_ok=True)
            assert leaked(logged(tmp_path, sending, spelling, "json", secret), secret) == [], (sending, spelling)


def test_the_search_for_leaks_finds_them(tmp_path: Path) -> None:
    for spelling in SPELLINGS:
        for echo in ECHOES:
            random = Random(0)
            answer = ECHOES[echo](SPELLINGS[spelling](UNNAMED), random)
            (tmp_path / "log.jsonl").unlink(missing_ok=True)
            log = log_of(tmp_path / "log.jsonl", PLAIN, answer, random=random)
            assert leaked(log, UNNAMED) != [], (spelling, echo)


CHARACTERS = st.sampled_from("abcdefABCDEF0123456789-_.~+/=!$&'()*,:;<>?@[]^`{|}# äöüß€漢字😀")


@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    secret=st.text(CHARACTERS, min_size=8, max_size=60).map(str.strip).filter(lambda text: re.search(r"\d.*\W", text)),
    sending=st.sampled_from(list(SENDINGS)),
    spelling=st.sampled_from(list(SPELLINGS)),
    echo=st.sampled_from(list(ECHOES)),
    cut=st.sampled_from(("", "stop", "max_body")),
    share=st.floats(0.05, 1),
)
def test_any_secret_is_found_where_bodies_are_cut_and_come_in_any_pieces(
    secret: str, sending: str, spelling: str, echo: str, cut: str, share: float, tmp_path: Path
) -> None:
    if len(secret) < 8:
        return
    (tmp_path / "log.jsonl").unlink(missing_ok=True)
    size = len(ECHOES[echo](SPELLINGS[spelling](secret), Random(0))[1])
    at = {cut: max(int(size * share), len(SENDINGS[sending](secret)[3]))} if cut else {}
    assert leaked(logged(tmp_path, sending, spelling, echo, secret, **at), secret) == []


@pytest.mark.parametrize("stop", range(14, 51))
def test_a_cut_leaves_no_beginning_of_a_secret(stop: int, tmp_path: Path) -> None:
    answer = ("text/plain", b"Forbidden: no " + SECRET.encode() + b" here")
    for cut in ({"stop": stop}, {"max_body": stop}):
        (tmp_path / "log.jsonl").unlink(missing_ok=True)
        log = log_of(tmp_path / "log.jsonl", SENDINGS["bearer"](SECRET), answer, random=Random(stop), **cut)
        assert SECRET[:4].encode() not in log


def test_a_text_is_searched_before_it_is_cut(tmp_path: Path) -> None:
    for before in range(4096 - 40, 4096 + 1, 5):
        (tmp_path / "log.jsonl").unlink(missing_ok=True)
        answer = ("text/plain", b"x" * before + SECRET.encode())
        log = log_of(tmp_path / "log.jsonl", SENDINGS["x-api-key"](SECRET), answer, random=Random(0))
        assert SECRET[:3].encode() not in log


def test_a_secret_is_left_out_of_later_exchanges_of_a_session() -> None:
    redactor = Redactor()
    redactor.learn([SECRET])
    for number in range(63):
        redactor.learn([f"other-secret-{number:03}"])
    assert redactor.text(f"no key {SECRET}.") == "no key (left out)."
    for number in range(63, 65):
        redactor.learn([f"other-secret-{number:03}"])
    assert redactor.text(f"no key {SECRET}.") == f"no key {SECRET}."  # 64 are kept


NAMES = (
    *("accessToken", "clientSecret", "client-secret", "CLIENT_SECRET", "sig", "X-Amz-Signature", "X-Amz-Credential"),
    *("X-Amz-Security-Token", "code", "jwt", "pwd", "password", "passphrase", "session", "api_key", "apikey", "apiKey"),
    *("APIKey", "token", "id_token", "refresh_token", "Set-Cookie", "sessionId", "PHPSESSID", "XSRF-TOKEN", "key"),
    *(
        "authorization_token",
        "dbPassword",
        "password2",
        "secretAccessKey",
        "privateKey",
        "x-vendor-accesstoken",
        "auth",
    ),
    *("client_assertion", "code_verifier", "X-Goog-Signature", "bearer", "user_pass", "otp", "connect.sid"),
)
ORDINARY = (
    *(
        "max_tokens",
        "stop_sequences",
        "token_count",
        "input_tokens",
        "output_tokens",
        "cache_read_input_tokens",
        "model",
    ),
    *(
        "budget_tokens",
        "tokens",
        "maxTokens",
        "tokenCount",
        "system",
        "messages",
        "monkey",
        "keyboard",
        "encode",
        "author",
    ),
    *(
        "cookies_accepted",
        "keywords",
        "passage",
        "signal",
        "status_code",
        "error_code",
        "codec",
        "session_count",
        "side",
    ),
    *(
        "tool_use_id",
        "request_id",
        "type",
        "name",
        "content",
        "text",
        "thinking",
        "description",
        "stop_reason",
        "secretary",
    ),
    *("authors", "compass", "tokenizer", "pinned", "passed", "beta", "limit", "after_id", "before_id", "cache_control"),
)


@pytest.mark.parametrize("name", NAMES)
def test_names_of_secrets_are_known_however_they_are_written(name: str) -> None:
    assert is_secret_parameter(name)


@pytest.mark.parametrize("name", ORDINARY)
def test_other_names_are_not_taken_for_those_of_secrets(name: str) -> None:
    assert not is_secret_parameter(name)


def test_what_stands_under_the_name_of_a_secret_is_left_out_at_any_depth() -> None:
    said = {
        "servers": [{"authorization_token": "abc1", "headers": {"X-Api-Key": ["abc2", {"value": "abc3"}]}}],
        "env": [{"name": "DB_PASSWORD", "value": "abc4"}, {"name": "HOME", "value": "/"}],
        "grant_type": "authorization_code",
        "code": "abc5",
        "pin": 123456,
        "credentials": {"value": "abc6"},
        "url": "https://me:abc7@a.example/b?x=1&X-Amz-Signature=abc8#c",
        "text": 'He wrote {"apiKey": "abc9", \\"token\\": \\"abc10\\"}.',
    }
    text = json.dumps(of_json(said, Found()))
    assert re.findall(r"abc\d+|123456", text) == []
    assert '"https://a.example/b?x=1&X-Amz-Signature=%28left+out%29#c"' in text
    assert text.count("left out") == 9


def test_what_is_no_secret_stays_as_it_is() -> None:
    said = {
        "max_tokens": 5,
        "usage": {"input_tokens": 1, "output_tokens": 2},
        "error": {"type": "error", "code": "invalid_api_key", "token_count": 12},
        "content": [{"type": "thinking", "thinking": "password: hm", "signature": "EqQBCkYIARgCKkD"}],
        "tools": [
            {
                "name": "log_in",
                "input_schema": {
                    "type": "object",
                    "properties": {"password": {"type": "string"}, "api_key": {"type": "string", "minLength": 8}},
                    "required": ["password"],
                },
            }
        ],
        "max_token": 7,
        "token": None,
        "url": "https://a.example/?page=2&lang=en",
    }
    found = Found()
    assert of_json(said, found) == said
    assert not found


@pytest.mark.parametrize(
    ("event", "kept"),
    [
        (b'event: x\ndata: {"api_key": "abc1", "n": 1}\n\n', b'event: x\ndata: {"api_key": "(left out)", "n": 1}\n\n'),
        (
            b'data: {"a":\r\ndata: {"accessToken": "abc1"}}\r\n\r\n',
            b'data: {"a": {"accessToken": "(left out)"}}\r\n\r\n',
        ),
        (b"data: api_key: abc1\n\n", b"data: api_key: (left out)\n\n"),
        (b": password=abc1 x\n\n", b": password=(left out) x\n\n"),
        (b'data: {"api_key": "abc1', b'data: {"api_key": "(left out)'),
        (b'data: {"input_tokens": 1, "signature": "abc"}\n\n', b'data: {"input_tokens": 1, "signature": "abc"}\n\n'),
    ],
)
def test_fields_of_secrets_in_streams_are_left_out(event: bytes, kept: bytes) -> None:
    assert of_stream(b"event: ping\ndata: {}\n\n" + event, Found()) == b"event: ping\ndata: {}\n\n" + kept


def test_fields_of_secrets_in_a_text_are_left_out(tmp_path: Path) -> None:
    text = b"api_key: abc-1\nAuthorization: Bearer abc-2\npassword='abc-3 x'; jwt=abc-4&a=1\nhttps://u:abc-5@h.example/"
    log = log_of(tmp_path / "log.jsonl", PLAIN, ("text/plain", text), random=Random(0))
    assert re.findall(rb"abc-\d", log) == []
    assert json.loads(log)["response"]["text"].count("(left out)") == 4


def test_ordinary_words_in_cookies_and_weak_fields_are_not_looked_for(tmp_path: Path) -> None:
    body = json.dumps({"sort_key": "created_at", "auth": "none"}).encode()
    sent = ([(b"cookie", b"lang=english; theme=dark-mode")], "", "application/json", body)
    answer = ("application/json", b'{"created_at": 1, "text": "In English, dark-mode."}')
    entry = json.loads(log_of(tmp_path / "log.jsonl", sent, answer, random=Random(0)))
    assert entry["response"]["body"] == json.loads(answer[1])


@pytest.mark.parametrize("text", [b"\\" * 200_000, b"%" * 200_000, b"&amp;" * 40_000, b'"a":' * 50_000, b"a=" * 90_000])
def test_hostile_texts_are_searched_in_one_pass(text: bytes, tmp_path: Path) -> None:
    for media in ("text/plain", "text/event-stream"):
        (tmp_path / "log.jsonl").unlink(missing_ok=True)
        sent = SENDINGS["x-api-key"](SECRET)
        assert json.loads(log_of(tmp_path / "log.jsonl", sent, (media, text), random=Random(0), stop=len(text)))


def test_what_is_found_is_what_is_replaced() -> None:
    needles = needles_of(SECRET.encode())
    for spelling, spelled in SPELLINGS.items():
        before, after = b'{"a\\"b%41": "', b'\\u0041"}'
        data = before + spelled(SECRET).encode() + after
        spans = spans_in(data, needles)
        # What is in base64 shares its first and last characters with what is beside it.
        slack = 16 if "base64" in spelling else 0
        assert spans, spelling
        assert spans[0][0] - len(before) in range(slack + 1), spelling
        assert len(data) - len(after) - spans[-1][1] in range(slack + 1), spelling


def test_some_names_are_those_of_secrets_only_outside_of_json() -> None:
    for name in ("signature", "code", "ticket"):
        assert (is_secret(name), is_secret_parameter(name)) == (False, True)
