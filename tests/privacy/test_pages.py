"""The public pages: the same promises in every language, and every key that a browser keeps."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from privacy import policy, trackers
from privacy.urls.policy import PAGES

ROOT = Path(settings.BASE_DIR)
LANGUAGES = [code for code, _ in settings.LANGUAGES]
ENGLISH = policy.pages(policy.current(), "en")
ADDRESSES = ["policy/", *(f"{name}/" for name in PAGES)]


def ids_of(pages, name):
    return [" ".join(words.promises) for words in pages[name].paragraphs() if words.promises and not words.only]


@pytest.mark.parametrize("version", policy.VERSIONS, ids=lambda version: version.number)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_makes_the_same_promises_in_the_same_order(version, language):
    """Translations follow the English words page by page, section by section, paragraph by paragraph."""

    def shape(pages):
        return [
            (page.name, len(page.title) > 0, [[_shape(block) for block in section.blocks] for section in page.sections])
            for page in pages.values()
        ]

    assert shape(policy.pages(version, language)) == shape(policy.pages(version, "en"))


def _shape(block):
    if isinstance(block, policy.Drawing):
        return block
    targets = sorted(target for _, target in policy.LINK.findall(block.words))
    return block.promises, block.only, block.is_item, targets, sorted(re.findall(r"\{\w+\}", block.words))


@pytest.mark.parametrize("version", policy.VERSIONS, ids=lambda version: version.number)
def test_every_language_of_the_site_has_the_policy(version):
    written = {path.stem for path in (policy.WORDS / version.number).glob("*.md")}

    assert written == set(LANGUAGES)


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_shown_with_the_ids_of_what_it_promises(client, language, address, settings):
    """P-30"""
    settings.OPERATOR = settings.OPERATOR | {"name": "Het Huis BV", "email": "privacy@huis.example"}
    page = client.get(f"/{language}/{address}").content.decode()

    shown = re.findall(r'<(?:p|li) data-promise="([A-Z0-9 -]+)"', page)
    assert [ids for ids in shown if ids in ids_of(ENGLISH, address[:-1])] == ids_of(ENGLISH, address[:-1])
    assert "Het Huis BV" in page
    assert "privacy@huis.example" in page
    assert not re.search(r"\{[a-z_]+\}", page), "every name of the operator's is filled in"
    assert not re.search(r"\]\([a-z:]", page), "every link is one"


@pytest.mark.django_db
def test_a_version_has_its_own_address_and_one_that_is_not_has_none(client):
    assert client.get(f"/nl/policy/{policy.current().number}/").status_code == 200
    assert client.get("/nl/policy/2/canada/").status_code == 200
    for address in ("999/", "1/canada/", "2/nowhere/"):
        assert client.get(f"/nl/policy/{address}").status_code == 404


@pytest.mark.django_db
def test_what_holds_no_longer_says_so_and_what_holds_does_not(client):
    """promise: SCO-3"""
    assert "no longer holds" in client.get("/en/policy/1/").content.decode()
    assert "no longer holds" not in client.get("/en/policy/2/").content.decode()
    assert client.get("/policy/", headers={"accept": "application/json"}).json()["version"] == "2"


@pytest.mark.django_db
def test_the_cookie_page_names_every_cookie_that_is_set(client):
    """promise: COO-1"""
    client.get("/nl/")
    client.post("/enter/", {"age": "on", "policy": policy.current().number})
    listed = {stored.name for stored in trackers.cookies()}

    assert set(client.cookies) <= listed
    page = client.get("/en/cookies/").content.decode()
    assert all(name in page for name in listed | {stored.name for stored in trackers.STORAGE})


def test_every_key_that_a_script_keeps_is_listed():
    """promise: COO-1"""
    scripts = "".join(path.read_text() for path in (ROOT / "static" / "js").rglob("*.js"))
    templates = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    kept = {f"chatear.{name}" for name in re.findall(r'(?:recall|remember)\("([a-z-]+)"', scripts)}
    kept |= {f"chatear.{name}" for name in re.findall(r'data-(?:setting|choice)="([a-z-]+)"', templates)}
    kept |= set(re.findall(r'KEY = "(chatear\.[a-z-]+)"', scripts))

    assert len(kept) > 5, "the control: some were found"
    assert kept <= {stored.name for stored in trackers.STORAGE}


@pytest.mark.django_db
@pytest.mark.parametrize("page", [*ADDRESSES, "policy/changes/", "rules/"])
def test_every_legal_page_says_who_runs_the_site_and_where(client, page, settings):
    """promise: SCO-1, INT-1"""
    operator = {"name": "Het Huis BV", "address": "Kade 1", "email": "a@huis.example", "hosting": ["Utrecht", "DE"]}
    settings.OPERATOR = operator
    shown = client.get(f"/en/{page}").content.decode()

    assert all(words in shown for words in ("Het Huis BV", "Kade 1", "mailto:a@huis.example", "Utrecht and Germany"))


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


@pytest.mark.django_db
def test_words_of_settings_are_no_markup(client, settings):
    settings.OPERATOR = settings.OPERATOR | {"name": "<b>[x](https://evil.example) {contact}"}
    page = client.get("/en/policy/").content.decode()

    assert "&lt;b&gt;[x](https://evil.example) {contact}" in page
    assert 'href="https://evil.example"' not in page
