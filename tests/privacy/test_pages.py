"""The public pages: the same promises in every language, and every key that a browser keeps."""

import re
from datetime import date
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
    assert all(ids == IDS[0] for ids in IDS)


def test_every_language_of_the_site_has_the_policy():
    assert set(policy.LANGUAGES) == {code for code, _ in settings.LANGUAGES}


@pytest.mark.django_db
@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
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


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["policy/", "policy/changes/", "rules/", "cookies/"])
def test_every_legal_page_says_who_runs_the_site_and_where(client, page, settings):
    """promise: SCO-1, INT-1"""
    operator = {"name": "Het Huis BV", "address": "Kade 1", "email": "a@huis.example", "hosting": ["Utrecht", "DE"]}
    settings.OPERATOR = operator
    shown = client.get(f"/en/{page}").content.decode()

    assert all(words in shown for words in ("Het Huis BV", "Kade 1", "mailto:a@huis.example", "Utrecht and Germany"))


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "first"), [("nl", "eerste"), ("en", "first"), ("es", "primera")])
def test_the_first_version_changed_nothing(client, language, first):
    assert first in client.get(f"/{language}/policy/changes/").content.decode()


@pytest.fixture
def two_versions(monkeypatch):
    (title, (kept, gone, *rest)), *others = policy.en.SECTIONS["1"]
    new = ("SCO-3", "A new paragraph that {name} wrote.")
    for words in policy.LANGUAGES.values():
        monkeypatch.setitem(words.SECTIONS, "2", ((title, (kept, new, *rest)), *others))
    versions = (*policy.VERSIONS, policy.Version("2", date(2027, 1, 2)))
    monkeypatch.setattr(policy, "VERSIONS", versions)
    return gone, new


def test_a_new_version_tells_what_it_added_and_took_away(two_versions):
    """promise: SCO-3"""
    gone, new = two_versions
    latest, first = policy.changes("en")

    assert (latest.version.number, latest.added, latest.removed) == ("2", (new,), (gone,))
    assert (first.is_first, first.added, first.removed) == (True, (), ())


@pytest.mark.django_db
@pytest.mark.usefixtures("two_versions")
def test_changes_and_old_versions_are_pages(client):
    """promise: SCO-3"""
    changes = client.get("/en/policy/changes/").content.decode()

    assert "<ins>A new paragraph that Chatear wrote.</ins>" in changes
    assert "<del>" in changes
    assert "no longer holds" in client.get("/en/policy/1/").content.decode()
    assert "no longer holds" not in client.get("/en/policy/2/").content.decode()
    assert client.get("/policy/", headers={"accept": "application/json"}).json()["version"] == "2"


@pytest.mark.django_db
def test_where_a_country_is_known_from_is_said(client):
    assert 'href="https://db-ip.com"' in client.get("/en/policy/").content.decode()


@pytest.mark.django_db
def test_the_page_says_nothing_of_a_refusal_to_somebody_else(client):
    """A refusal travels to the next page in a cookie, which is on the list and goes once it was shown."""
    client.post("/enter/", {"next": "/en/"})
    assert set(client.cookies) <= {stored.name for stored in trackers.COOKIES}
    assert "18 or older" in client.get("/en/rules/").content.decode()
    assert "Say that you are 18 or older" not in client.get("/en/rules/").content.decode()
