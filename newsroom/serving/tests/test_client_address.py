"""The address of a visitor is one that a database can store, whatever the headers say."""

import pytest

from newsroom.serving.client_address import client_address

PROXY = "127.0.0.1"


@pytest.mark.parametrize(
    ("forwarded", "behind_proxy", "address"),
    [
        ("203.0.113.5", True, "203.0.113.5"),
        ("198.51.100.7, 203.0.113.5", True, "203.0.113.5"),
        ("2001:db8::1", True, "2001:db8::1"),
        ("203.0.113.5", False, PROXY),
        ("", True, PROXY),
        ("unknown", True, PROXY),
        ("203.0.113.5, ", True, PROXY),
        ("fe80::1%eth0", True, PROXY),
        ("9" * 23, True, PROXY),
    ],
)
def test_the_last_address_is_taken_if_it_is_one(rf, settings, forwarded, behind_proxy, address):
    settings.BEHIND_PROXY = behind_proxy
    request = rf.get("/", headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR=PROXY)
    assert client_address(request) == address


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("203.0.113.5, 192.0.2.1", "203.0.113.5"),
        ("198.51.100.7, 203.0.113.5, 192.0.2.1", "203.0.113.5"),
        ("203.0.113.5", PROXY),  # it did not come through both
        ("unknown, 192.0.2.1", PROXY),
    ],
)
def test_each_proxy_adds_an_address(rf, settings, forwarded, address):
    settings.BEHIND_PROXY, settings.PROXIES = True, 2
    request = rf.get("/", headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR=PROXY)
    assert client_address(request) == address
