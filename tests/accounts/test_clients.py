"""What a browser and a phone app say of themselves, and what is kept of it (promise: DAT-7)."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts import usage
from accounts.models import Device
from accounts.services import clients
from privacy import policy

pytestmark = pytest.mark.django_db
IMEI = "49 015420 323751 8"
BROWSER = {"webrtc": True, "codecs": ["VP9", "VP8"], "screen": "small", "touch": True, "cores": "5-8"}


@pytest.fixture
def inside(client, redis_live):
    """Return the browser of somebody who has come in."""
    client.post("/enter/", {"age": "on", "policy": policy.current().number})
    return client


def tell(browser, where, what):
    body = what if isinstance(what, str) else json.dumps(what)
    return browser.post(f"/account/{where}/", body, content_type="application/json")


def test_a_browser_says_what_it_can_do(inside):
    assert tell(inside, "browser", BROWSER).status_code == 204
    assert Device.objects.get().capabilities == BROWSER | {"codecs": ["VP8", "VP9"]}


@pytest.mark.parametrize(
    "said",
    [
        {},
        [],
        None,
        "webrtc",
        {"fonts": ["Arial"]},
        {"webrtc": 1},
        {"webrtc": "true"},
        {"screen": "1920x1080"},
        {"cores": 12},
        {"codecs": "VP8"},
        {"codecs": ["VP8"] * 7},
        {"codecs": [["VP8"]]},
        {"screen": ["small"]},
        {"touch": None},
    ],
)
def test_what_is_not_on_the_list_is_refused_and_not_kept(inside, said):
    response = tell(inside, "browser", said)

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert Device.objects.get().capabilities == {}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*usage.CAPABILITIES, "codecs", "x"]), inner),
    )
)
def test_whatever_is_said_ends_on_the_list_or_is_refused(said):
    try:
        kept = usage.capabilities(said)
    except usage.NotACapability:
        return
    assert set(kept) <= {*usage.CAPABILITIES, "codecs"}
    assert len(json.dumps(kept)) < 500


def test_an_app_says_of_its_phone_what_is_asked(inside):
    said = {"maker": "Fairphone", "model": "FP6", "system": "Android 16", "serial": "A1B2-C3D4", "imei": IMEI}
    assert tell(inside, "device", said).status_code == 204

    device = Device.objects.get()
    assert (device.maker, device.model, device.system) == ("Fairphone", "FP6", "Android 16")
    assert len(device.serial_hash) == len(device.imei_hash) == 64
    kept = str(device.__dict__)
    assert "A1B2" not in kept
    assert "490154203237518" not in kept


def test_a_number_is_known_again_however_it_is_written_and_under_a_key_of_its_own(inside):
    hashes = set()
    for written in (IMEI, "490154203237518", "49-015420-323751-8"):
        tell(inside, "device", {"imei": written})
        hashes.add(Device.objects.get().imei_hash)
    tell(inside, "device", {"serial": "490154203237518"})

    assert len(hashes) == 1
    assert Device.objects.get().serial_hash not in hashes


@pytest.mark.parametrize("number", ["80F1A2B3", "a0000012345678", "12345678901", ""])
def test_a_phone_without_an_imei_may_say_its_meid_or_esn_or_nothing(inside, number):
    assert tell(inside, "device", {"imei": number}).status_code == 204
    assert bool(Device.objects.get().imei_hash) == bool(number)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"imei": "490154203237519"}, "imei"),  # the check digit
        ({"imei": "000000000000000"}, "imei"),
        ({"imei": "49015420323751"}, None),  # fourteen digits are an MEID's shape
        ({"imei": "4901542032375"}, "imei"),
        ({"imei": "１23456789012345"}, "imei"),
        ({"imei": 490154203237518}, "imei"),
        ({"serial": "x"}, "serial"),
        ({"serial": "<script>"}, "serial"),
        ({"model": "a" * 61}, "model"),
        ({"maker": "a\nb"}, "maker"),
        ({"phone": "1"}, "phone"),
    ],
)
def test_what_can_not_be_is_refused_and_named(inside, said, field):
    response = tell(inside, "device", said)

    assert (response.status_code == 400) == (field is not None)
    if field:
        assert response.json()["field"] == field
        assert response["Content-Type"] == "application/problem+json"
        assert not Device.objects.get().imei_hash


@given(st.text("0123456789", min_size=14, max_size=14), st.integers(0, 9))
def test_exactly_one_digit_fits_the_fourteen_before_it(digits, last):
    fits = [digit for digit in "0123456789" if clients._fits(digits + digit)]

    assert len(fits) == 1


@pytest.mark.parametrize("where", ["browser", "device"])
def test_only_who_has_come_in_may_say_something(client, where):
    assert tell(client, where, BROWSER).status_code == 403


def test_a_device_of_somebody_else_is_not_written_to(inside, come_in):
    other = come_in()
    inside.cookies["device"] = other.device_key

    assert tell(inside, "browser", BROWSER).status_code == 403
    assert Device.objects.get(pk=other.device.pk).capabilities == {}


@pytest.mark.parametrize(("body", "status"), [("{", 400), ("x" * 3000, 413), ('{"webrtc": NaN}', 400)])
def test_whatever_is_not_small_json_is_refused(inside, body, status):
    assert tell(inside, "browser", body).status_code == status


def test_a_form_is_no_json(inside):
    assert inside.post("/account/device/", {"maker": "x"}).status_code == 415


def test_nobody_can_do_it_for_ever(inside):
    inside.defaults["REMOTE_ADDR"] = "203.0.113.9"
    statuses = {tell(inside, "browser", BROWSER).status_code for _ in range(62)}

    assert statuses == {204, 429}
