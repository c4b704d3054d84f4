"""Where an address is: country and state, and nothing nearer (promise: DAT-2; P-07)."""

from ipaddress import ip_address

import pytest

from accounts import geo, places

RANGES4 = [(10, 19, ("NL", "Utrecht")), (20, 29, ("NL", "Utrecht")), (40, 49, ("BE", ""))]
RANGES6 = [(2, 2, ("ES", "Madrid")), (2, 2, ("FR", "Ignored")), (5, 9, ("ES", "Madrid"))]


@pytest.fixture
def table(tmp_path):
    packed = tmp_path / "places.xz"
    packed.write_bytes(places.pack(RANGES4, RANGES6))
    return places.unpack(packed, tmp_path / "data" / "places.bin")


@pytest.mark.parametrize(
    ("number", "place"),
    [(0, None), (9, None), (10, ("NL", "Utrecht")), (29, ("NL", "Utrecht")), (30, None), (40, ("BE", "")), (50, None)],
)
def test_an_address_has_the_place_of_its_range_and_gaps_have_none(table, number, place):
    assert table.find(ip_address(number)) == place


@pytest.mark.parametrize(
    ("prefix", "place"), [(1, None), (2, ("ES", "Madrid")), (3, None), (9, ("ES", "Madrid")), (10, None)]
)
def test_an_ipv6_address_has_the_place_of_its_64(table, prefix, place):
    assert table.find(ip_address((prefix << 64) + 12345)) == place


def test_a_second_process_reads_the_file_that_the_first_unpacked(table, tmp_path):
    plain = tmp_path / "data" / "places.bin"
    before = plain.stat().st_ino
    places.unpack(tmp_path / "places.xz", plain)

    assert plain.stat().st_ino == before
    assert [file.name for file in plain.parent.iterdir()] == ["places.bin"]


@pytest.mark.parametrize(
    ("address", "country"), [("8.8.8.8", "US"), ("193.0.6.139", "NL"), ("2a02:2770::1", "NL"), ("::ffff:8.8.8.8", "US")]
)
def test_the_bundled_table_knows_countries(address, country):
    assert geo.place_of(address).country == country


@pytest.mark.parametrize("address", ["127.0.0.1", "192.168.1.1", "::1", "fe80::1", "", "rubbish"])
def test_nobody_can_say_where_a_private_address_is(address):
    assert geo.place_of(address) is None


def test_countries_and_languages_have_names_in_the_page_s_language():
    assert geo.country_name("NL", "es") == "Países Bajos"
    assert ("BE", "België") in geo.countries("nl")
    assert ("nl", "Dutch") in geo.languages("en")
    assert len(geo.countries("en")) > 200
