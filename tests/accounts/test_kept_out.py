"""What somebody who is kept out may still read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import addresses, services
from accounts.models import Device, Exclusion
from privacy import policy

FORM = {"age": "on", "policy": policy.current().number, "next": "/nl/"}
UNTIL = timezone.now().replace(microsecond=0) + timedelta(hours=5)


@pytest.fixture
def kept_out(client, db):
    client.post("/enter/", FORM)
    services.exclude(device_id=Device.objects.get().pk, until=UNTIL, now=timezone.now())
    return client


def test_the_chat_leads_to_the_letter(kept_out):
    response = kept_out.get("/nl/")

    assert (response.status_code, response["Location"]) == (302, "/nl/excluded/")
    assert "no-store" in response["Cache-Control"]


def test_the_letter_says_until_when_to_people_and_to_scripts(kept_out):
    page = kept_out.get("/en/excluded/").content.decode()

    assert f'<time datetime="{UNTIL:%Y-%m-%dT%H:%M:%S}+00:00">' in page
    assert "(UTC)" in page, "for a browser without scripts"
    assert 'href="/en/policy/"' in page
    assert 'href="mailto:' in page


@pytest.mark.parametrize(
    "page",
    [
        "/nl/policy/",
        "/nl/policy/1/",
        "/nl/policy/changes/",
        "/nl/rules/",
        "/nl/cookies/",
        "/nl/jsi18n/",
        "/health/live",
    ],
)
def test_rules_and_rights_stay_open(kept_out, page):
    assert kept_out.get(page).status_code == 200


def test_the_door_says_it_to_people_and_to_machines(kept_out):
    assert kept_out.post("/enter/", FORM)["Location"] == "/nl/excluded/"
    problem = kept_out.post("/enter/", FORM, headers={"accept": "application/json"}).json()

    assert (problem["status"], problem["type"]) == (403, "/nl/excluded/")


def test_an_address_keeps_out_whoever_comes_from_it(client, db):
    address_hash = addresses.keyed_hash("198.51.100.7")
    services.exclude(address_hash=address_hash, until=UNTIL, now=timezone.now())

    assert client.get("/nl/", REMOTE_ADDR="198.51.100.7")["Location"] == "/nl/excluded/"
    assert client.get("/nl/", REMOTE_ADDR="198.51.100.8").status_code == 200
    assert client.get("/nl/", REMOTE_ADDR="198.51.100.8", HTTP_X_FORWARDED_FOR="198.51.100.7").status_code == 200


def test_the_free_are_led_back_from_the_letter(kept_out):
    Exclusion.objects.all().delete()

    assert kept_out.get("/nl/excluded/")["Location"] == "/nl/"
