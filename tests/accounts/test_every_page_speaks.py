"""Every page there is, in every language of the site: nothing stays in English."""

import re

import pytest
from django.conf import settings

from accounts.models import Profile
from privacy import policy
from tests.pages import OFFICES, left_over, pages_with_a_language, words_of

pytestmark = pytest.mark.django_db

OTHERS = [code for code, _ in settings.LANGUAGES if code != "en"]
PAGES = pages_with_a_language()
A_SENTENCE = re.compile(r"(?:[^\W\d_]+\W+){3}[^\W\d_]+")


@pytest.fixture
def stranger(client):
    """Return the browser of somebody who has not come in."""
    return client


@pytest.fixture
def somebody(client):
    """Return the browser of a guest."""
    client.post("/enter/", {"age": "on", "policy": policy.current().number})
    return client


@pytest.fixture
def ann(client, member):
    """Return the browser of a member."""
    Profile.objects.get_or_create(person=member, defaults={"name": "Ann"})
    client.force_login(member)
    return client


def shown(browser, address):
    """Return a page, or nothing where there is none to look at: a redirect, or what only takes a POST."""
    response = browser.get(address)
    assert response.status_code < 500, f"{address} answered {response.status_code}"
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return response.content.decode() if is_page and response.status_code not in {301, 302, 303, 405} else None


@pytest.mark.parametrize("who", ["stranger", "somebody", "ann"])
def test_no_page_has_a_word_without_a_translation(request, who):
    browser = request.getfixturevalue(who)
    pages = {address: shown(browser, f"/ar/{address}") for address in PAGES}
    found = {address: left_over(page) for address, page in pages.items() if page}

    assert {"", "policy/", "rules/", "cookies/"} <= set(found)
    assert {address: words for address, words in found.items() if words} == {}


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("who", ["stranger", "ann"])
def test_no_sentence_is_the_same_as_in_english(request, who, language):
    browser = request.getfixturevalue(who)
    same = {}
    for address in PAGES:
        page, english = (shown(browser, f"/{code}/{address}") for code in (language, "en"))
        if page and english:
            assert f'<html lang="{language}"' in page, address
            shared = {*words_of(page)} & {*words_of(english)} - {"IP Geolocation by DB-IP", *OFFICES}
            same[address] = {text for text in shared if A_SENTENCE.search(text)}

    assert {address: texts for address, texts in same.items() if texts} == {}


def test_a_hole_would_be_found():
    page = (
        '<html lang="ar"><p>مرحبا <b>world</b></p><p lang="nl">niet</p><code>this</code><a title="nor">هذا</a></html>'
    )

    assert left_over(page) == {"world", "nor"}
