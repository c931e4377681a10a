"""Addresses with parts in braces: they are filled in, and never lead to another vendor."""

from __future__ import annotations

import pytest

from isogloss.providers import bedrock, foundry


def test_a_region_fills_the_address() -> None:
    assert (
        str(bedrock.Client(api_key="k", region="us-east-1").base_url)
        == "https://bedrock-mantle.us-east-1.api.aws/anthropic/"
    )


@pytest.mark.parametrize("region", ["evil.example/", "a.b", "{region}", "-x"])
def test_a_region_is_one_part_of_a_host(region: str) -> None:
    with pytest.raises(ValueError, match="is no name of a region"):
        bedrock.Client(api_key="k", region=region)


def test_what_is_left_to_fill_in_is_said() -> None:
    said = r"the URL of Amazon Bedrock is https://bedrock-mantle.{region}.api.aws/anthropic: give base_url, or a region"
    with pytest.raises(ValueError, match=f"^{said}$"):
        bedrock.Client(api_key="k")
    with pytest.raises(ValueError, match=r"https://{resource}\.services\.ai\.azure\.com/anthropic: give base_url$"):
        foundry.Client(api_key="k")


@pytest.mark.parametrize(
    ("url", "is_its_own"),
    [
        ("https://bedrock-mantle.eu-west-1.api.aws/anthropic", True),
        ("https://bedrock-mantle.eu-west-1.api.aws:443/x", True),
        ("https://bedrock-mantle.eu-west-1.api.aws:444/anthropic", False),
        ("https://bedrock-mantle.a.b.api.aws/anthropic", False),
        ("https://bedrock-mantle.x.api.aws.evil.example/anthropic", False),
        ("https://evil.example/.api.aws", False),
    ],
)
def test_the_key_of_the_base_goes_to_its_servers_only(
    url: str, is_its_own: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_BASE_URL", url)
    monkeypatch.setenv("ANTHROPIC_API_KEY", "base")
    monkeypatch.delenv("AWS_BEARER_TOKEN_BEDROCK", raising=False)
    assert (bedrock.DIALECT.server_at(url) is not None) == is_its_own
    if not is_its_own:
        with pytest.raises(ValueError, match="give base_url"):
            bedrock.Client()
        return
    assert str(bedrock.Client().base_url) == url.replace(":443", "") + "/"
