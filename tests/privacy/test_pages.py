"""The public pages: the same promises in every language, and every key that a browser keeps."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from privacy import policy, trackers

ROOT = Path(settings.BASE_DIR)
IDS = [
    [promises for _, paragraphs in words.SECTIONS["1"] for promises, _ in paragraphs]
    for words in policy.LANGUAGES.values()
]


def test_each_language_makes_the_same_promises_in_the_same_order():
    assert IDS[0] == IDS[1] == IDS[2]


def test_every_language_of_the_site_has_the_policy():
    assert set(policy.LANGUAGES) == {code for code, _ in settings.LANGUAGES}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en", "es"])
def test_the_policy_is_shown_with_the_ids_of_what_it_promises(client, language, settings):
    settings.OPERATOR = settings.OPERATOR | {"name": "Het Huis BV", "email": "privacy@huis.example"}
    page = client.get(f"/{language}/policy/").content.decode()

    assert re.findall(r'data-promise="([A-Z0-9 -]+)"', page) == IDS[0]
    assert "Het Huis BV" in page
    assert "privacy@huis.example" in page
    assert not re.search(r"\{[a-z_]+\}", page), "every name of the operator's is filled in"


@pytest.mark.django_db
def test_a_version_has_its_own_address_and_one_that_is_not_has_none(client):
    assert client.get(f"/nl/policy/{policy.current().number}/").status_code == 200
    assert client.get("/nl/policy/999/").status_code == 404


@pytest.mark.django_db
def test_the_cookie_page_names_every_cookie_that_is_set(client):
    """promise: COO-1"""
    client.get("/nl/")
    client.post("/enter/", {"age": "on", "policy": policy.current().number})
    listed = {stored.name for stored in trackers.COOKIES}

    assert set(client.cookies) <= listed
    page = client.get("/en/cookies/").content.decode()
    assert all(name in page for name in listed)


def test_every_key_that_a_script_keeps_is_listed():
    """promise: COO-1"""
    scripts = "".join(path.read_text() for path in (ROOT / "static" / "js").rglob("*.js"))
    templates = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    kept = {f"chatear.{name}" for name in re.findall(r'(?:recall|remember)\("([a-z-]+)"', scripts)}
    kept |= {f"chatear.{name}" for name in re.findall(r'data-setting="([a-z-]+)"', templates)}
    kept |= set(re.findall(r'KEY = "(chatear\.[a-z-]+)"', scripts))

    assert len(kept) > 5, "the control: some were found"
    assert kept <= {stored.name for stored in trackers.STORAGE}
