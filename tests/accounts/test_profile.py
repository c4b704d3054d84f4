"""What people say of themselves. promise: DAT-1, CHI-1, INT-2"""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts import photos
from accounts.models import Person, Profile
from privacy import policy

PAGE = "/en/account/profile/"
SAID = {
    "name": "Ann",
    "gender": "F",
    "birth_date": "1990-05-17",
    "country": "NL",
    "region": "Utrecht",
    "languages": "nl, English",
    "interests": "#Film, cooking,film",
    "shown": ["NAME", "COUNTRY"],
}


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def entered(client, db):
    client.post("/enter/", {"age": "on", "policy": policy.current().number})
    return client


def picture() -> SimpleUploadedFile:
    file = BytesIO()
    Image.new("RGB", (60, 60), "red").save(file, "PNG")
    return SimpleUploadedFile("me.png", file.getvalue(), "image/png")


def kept(tmp_path) -> list[str]:
    return sorted(path.stem for path in (tmp_path / "photos").glob("*"))


def test_who_has_not_come_in_is_led_to_the_way_in(client, db):
    assert client.get(PAGE)["Location"] == "/en/account/login/"


def test_a_guest_has_a_profile_of_nothing_but_country_and_language_shown(entered):
    page = entered.get(PAGE)

    assert page.status_code == 200
    assert page.context["form"].initial["shown"] == ["COUNTRY", "LANGUAGES"]
    assert not Profile.objects.exists(), "looking stores nothing"


def test_what_is_said_is_kept_in_one_form(entered):
    assert entered.post(PAGE, SAID).status_code == 302
    profile = Profile.objects.get()

    assert (profile.name, profile.birth_date, profile.country) == ("Ann", date(1990, 5, 17), "NL")
    assert (profile.languages, profile.interests) == (["nl", "en"], ["film", "cooking"])
    assert profile.shown == ["NAME", "COUNTRY"]
    assert profile.person.gender == "F"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("languages", "nl, Klingon", "We don’t know klingon"),
        ("interests", "x" * 31, "is too long"),
        ("interests", ",".join(map(str, range(11))), "Name at most 10."),
        ("birth_date", "2990-01-01", "Check the year."),
        ("birth_date", "17.5.1990x", "valid date"),
        ("country", "Atlantis", "Select a valid choice"),
        ("shown", ["PASSWORD"], "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(entered, field, typed, said):
    response = entered.post(PAGE, SAID | {field: typed})

    assert response.status_code == 400
    assert said.replace("’", "'") in response.context["form"].errors[field][0].replace("’", "'")
    assert response.context["form"]["name"].value() == "Ann"
    assert not Profile.objects.exists()


def test_a_date_that_says_younger_removes_a_guest_and_shuts_the_door(entered):
    response = entered.post(PAGE, SAID | {"birth_date": "2015-01-01"})

    assert response.status_code == 403
    assert not Person.objects.exists()
    assert entered.get("/en/")["Location"] == "/en/excluded/"


def test_a_members_date_of_birth_stays_whatever_is_sent(client, member):
    Profile.objects.create(person=member, birth_date=date(1990, 5, 17))
    client.force_login(member)
    client.post(PAGE, SAID | {"birth_date": "2015-01-01"})

    assert Profile.objects.get().birth_date == date(1990, 5, 17)
    assert Profile.objects.get().name == "Ann"


def test_a_photo_is_shown_until_it_is_changed_or_deleted(entered, tmp_path, django_capture_on_commit_callbacks):
    entered.post(PAGE, SAID | {"photo": picture()})
    (first,) = kept(tmp_path)
    response = entered.get(f"/photos/{first}.webp")

    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("image/webp", "nosniff")
    assert Image.open(BytesIO(b"".join(response.streaming_content))).size == (photos.SIDE, photos.SIDE)
    with django_capture_on_commit_callbacks(execute=True):
        entered.post(PAGE, SAID | {"photo": picture()})
    assert kept(tmp_path) != [first]
    assert len(kept(tmp_path)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        entered.post(PAGE, SAID | {"remove_photo": "on"})
    assert kept(tmp_path) == []
    assert entered.get(f"/photos/{first}.webp").status_code == 404


def test_a_photo_goes_with_its_person(entered, tmp_path, django_capture_on_commit_callbacks):
    entered.post(PAGE, SAID | {"photo": picture()})
    with django_capture_on_commit_callbacks(execute=True):
        Person.objects.all().delete()

    assert kept(tmp_path) == []


def test_what_is_no_picture_is_said_so_and_the_rest_is_there_still(entered, tmp_path):
    response = entered.post(PAGE, SAID | {"photo": SimpleUploadedFile("me.png", b"<svg/>")})

    assert "no picture" in response.context["form"].errors["photo"][0]
    assert response.context["form"]["region"].value() == "Utrecht"
    assert kept(tmp_path) == []


@pytest.mark.parametrize("name", ["../secret-key", "..%2fsecret-key", "a" * 31, "A" * 32, "%00" * 32])
def test_no_other_file_can_be_asked_for(client, db, name):
    assert client.get(f"/photos/{name}.webp").status_code == 404
