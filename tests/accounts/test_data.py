"""A copy of one's data, as members, guests and the excluded ask for it: promise: RGT-4; reliability T61."""

import json
from datetime import timedelta
from io import BytesIO
from time import time
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils import timezone
from jsonschema import Draft202012Validator

from accounts import services
from accounts.models import Person, Profile, Visit
from accounts.views.opening import PROVED
from privacy import policy
from privacy.models import Archive
from privacy.services import archives
from privacy.tasks import make_due_archives
from tests.accounts.conftest import NOON

pytestmark = pytest.mark.usefixtures("db", "redis_live")
DATA, ASK = "/en/account/data/", "/en/account/data/ask/"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ARCHIVES_ROOT = tmp_path / "archives"
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.ARCHIVES_ROOT


def signed_in(person):
    """Return a browser in which somebody has just signed in."""
    browser = Client()
    browser.force_login(person)
    prove(browser)
    return browser


def prove(browser, ago=0):
    session = browser.session
    session[PROVED] = time() - ago
    session.save()


@pytest.fixture
def ann(member):
    return signed_in(member)


def made(browser):
    """Ask for a copy, and return its row once it is there."""
    assert browser.post(ASK)["Location"] == DATA
    make_due_archives()
    return Archive.objects.latest("pk")


def fetched(browser, archive):
    return browser.post(f"/en/account/data/{archive.pk}/fetch/")


def test_a_member_asks_waits_and_fetches(ann, folder, django_capture_on_commit_callbacks):
    assert b"Make a copy" in ann.get(DATA).content
    assert ann.post(ASK)["Location"] == DATA
    waiting = ann.get(DATA).content.decode()
    assert "<progress" in waiting
    assert "Look again" in waiting
    make_due_archives()
    assert b"Fetch the copy" in ann.get(DATA).content
    with django_capture_on_commit_callbacks(execute=True):
        response = fetched(ann, Archive.objects.get())

    assert response["Content-Type"] == "application/zip"
    assert "no-store" in response["Cache-Control"]
    pack = ZipFile(BytesIO(response.content))
    assert pack.testzip() is None
    Draft202012Validator(json.loads(pack.read("schema.json"))).validate(json.loads(pack.read("data.json")))
    assert list(folder.iterdir()) == []
    assert b"Make a copy" in ann.get(DATA).content


def test_it_is_fetched_once(ann):
    archive = made(ann)
    assert fetched(ann, archive).status_code == 200
    again = fetched(ann, archive)

    assert again.status_code == 410
    assert b"was fetched" in again.content


def test_another_session_finds_nothing(ann, come_in):
    archive = made(ann)
    eve = come_in().person
    eve.email, eve.member_since = "eve@chatear.example", NOON
    eve.save()

    assert fetched(signed_in(eve), archive).status_code == 404
    assert fetched(Client(), archive).status_code == 303
    assert Archive.objects.get().state == "READY"


def test_a_session_left_open_has_to_prove_itself_first(ann):
    archive = made(ann)
    prove(ann, ago=16 * 60)
    response = fetched(ann, archive)
    assert (response.status_code, response["Location"]) == (303, f"/en/account/prove/?next={DATA}")
    assert Archive.objects.get().state == "READY"
    after = ann.post("/en/account/prove/", {"old": "correct horse battery", "next": DATA})

    assert after["Location"] == DATA
    assert fetched(ann, archive).status_code == 200


def test_a_guest_fetches_it_in_their_own_browser_alone(client):
    client.post("/enter/", {"age": "on", "policy": policy.current().number})
    archive = made(client)
    assert b"As a guest" in client.get(DATA).content
    stolen = Client()
    stolen.cookies["sessionid"] = client.cookies["sessionid"].value
    refused = fetched(stolen, archive)
    assert refused.status_code == 403
    assert b"Not this browser" in refused.content

    assert fetched(client, archive).status_code == 200


def test_whoever_is_kept_out_has_it_all_the_same(client):
    client.post("/enter/", {"age": "on", "policy": policy.current().number})
    until, now = timezone.now() + timedelta(hours=5), timezone.now()
    services.exclude_with_devices(person_id=Person.objects.get().pk, until=until, now=now)
    archive = made(client)
    data = json.loads(ZipFile(BytesIO(fetched(client, archive).content)).read("data.json"))

    assert data["tables"]["accounts.Exclusion"]["rows"]


def test_a_member_who_is_kept_out_proves_who_they_are_and_has_it(ann, member):
    until, now = timezone.now() + timedelta(hours=5), timezone.now()
    services.exclude_with_devices(person_id=member.pk, until=until, now=now)
    ann = signed_in(member)  # being kept out ended the sessions
    archive = made(ann)
    prove(ann, ago=16 * 60)
    page = fetched(ann, archive)["Location"]
    assert ann.get(page).status_code == 200
    ann.post(page, {"old": "correct horse battery", "next": DATA})

    assert fetched(ann, archive).status_code == 200


def test_who_has_not_come_in_is_led_to_the_door():
    assert Client().get(DATA)["Location"] == f"/en/account/login/?next={DATA}"
    assert Client().post(ASK).status_code == 404


def test_there_is_one_at_a_time_and_three_a_day(ann):
    made(ann)
    for _ in range(4):
        assert ann.post(ASK).status_code == 409
    for _ in range(3):
        archive = Archive.objects.latest("pk")
        assert ann.post(f"/en/account/data/{archive.pk}/throw-away/")["Location"] == DATA
        response = ann.post(ASK)

    assert response.status_code == 429
    assert Archive.objects.count() == 3
    assert int(response["Retry-After"]) > 3600
    assert b"three times" in response.content


def test_it_is_not_fetched_while_it_is_made(ann):
    ann.post(ASK)

    assert fetched(ann, Archive.objects.get()).status_code == 409


def test_nobody_throws_away_what_is_somebody_else_s(ann, come_in):
    archive = made(ann)
    other = signed_in(come_in().person)

    assert other.post(f"/en/account/data/{archive.pk}/throw-away/").status_code == 404
    assert Archive.objects.get().state == "READY"


def test_the_page_has_the_photo_and_the_plots_in_the_language_that_is_read(ann, member, tmp_path):
    name = "0" * 32
    Profile.objects.update_or_create(person=member, defaults={"name": "Ann", "photo": name})
    (tmp_path / "media" / "photos").mkdir(parents=True)
    (tmp_path / "media" / "photos" / f"{name}.webp").write_bytes(b"RIFF-photo")
    Visit.objects.create(person=member, began_at=NOON, last_at=NOON)
    ann.post("/nl/account/data/ask/")
    make_due_archives()
    pack = ZipFile(BytesIO(fetched(ann, Archive.objects.get()).content))
    page = pack.read("index.html").decode()

    assert pack.read("files/photo.webp") == b"RIFF-photo"
    assert 'src="data:image/webp;base64,' in page
    assert '<svg class="plot"' in page
    assert '<html lang="nl" dir="ltr">' in page
    assert "november 2026" in page.lower()
    assert "http://" not in page.replace("http-equiv", "")
    assert "<script" not in page


def test_a_photo_whose_file_is_gone_stops_nothing(ann, member):
    Profile.objects.update_or_create(person=member, defaults={"name": "Ann", "photo": "0" * 32})

    assert made(ann).state == "READY"


def test_the_schema_is_there_for_everybody(client):
    response = client.get("/privacy/export-schema.json")

    assert response["Content-Type"] == "application/schema+json"
    Draft202012Validator.check_schema(response.json())
    assert len(response.json()["version"]) == 12


def test_it_is_gone_after_48_hours(ann, folder, django_capture_on_commit_callbacks):
    archive = made(ann)
    with django_capture_on_commit_callbacks(execute=True):
        archives.end_over(now=archive.ends_at)

    assert list(folder.iterdir()) == []
    assert fetched(ann, archive).status_code == 410
