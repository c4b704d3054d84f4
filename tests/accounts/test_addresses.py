"""From where somebody comes: nobody chooses their own address (reliability T07)."""

import pytest

from accounts import addresses


@pytest.fixture
def proxies(settings):
    settings.TRUSTED_PROXIES = ["10.0.0.0/24", "2001:db8::1"]


def seen(peer: str, *forwarded: str) -> str:
    headers = [(b"x-forwarded-for", value.encode()) for value in forwarded]
    return addresses.of_scope({"client": (peer, 1234), "headers": headers})


@pytest.mark.usefixtures("proxies")
@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("198.51.100.7", (), "198.51.100.7"),
        ("198.51.100.7", ("203.0.113.1",), "198.51.100.7"),
        ("10.0.0.2", ("203.0.113.1",), "203.0.113.1"),
        ("10.0.0.2", ("1.1.1.1, 203.0.113.1",), "203.0.113.1"),
        ("10.0.0.2", ("1.1.1.1", "203.0.113.1"), "203.0.113.1"),
        ("10.0.0.2", ("203.0.113.1, 10.0.0.9",), "203.0.113.1"),
        ("10.0.0.2", ("rubbish",), ""),
        ("10.0.0.2", (), "10.0.0.2"),
        ("2001:db8::1", ("2001:db8:5e::77",), "2001:db8:5e::77"),
        ("::ffff:10.0.0.2", ("203.0.113.1",), "203.0.113.1"),
    ],
)
def test_only_our_own_proxies_are_believed(peer, forwarded, client, rf):
    assert seen(peer, *forwarded) == client
    request = rf.get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=",".join(forwarded))
    assert addresses.of_request(request) == client


def test_a_hash_is_of_the_house_and_not_the_address():
    one, neighbour, elsewhere = (addresses.keyed_hash(f"2001:db8:{n}") for n in ("0:1::1", "0:1::2", "0:2::1"))

    assert one == neighbour != elsewhere
    assert addresses.keyed_hash("198.51.100.7") == addresses.keyed_hash("::ffff:198.51.100.7")
    assert addresses.keyed_hash("198.51.100.7") != addresses.keyed_hash("198.51.100.8")
    assert addresses.keyed_hash("rubbish") == ""


def test_the_hash_is_keyed(settings):
    before = addresses.keyed_hash("198.51.100.7")
    settings.SECRET_KEY = "another" * 10

    assert addresses.keyed_hash("198.51.100.7") != before


def test_this_very_machine_is_not_limited_where_it_is_the_operators_own(settings):
    settings.LAN = True
    assert addresses.is_exempt("127.0.0.1")
    assert not addresses.is_exempt("192.168.1.2")
    settings.LAN = False
    assert not addresses.is_exempt("127.0.0.1")
