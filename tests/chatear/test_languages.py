"""In which language somebody reads: what the address says, then what they chose, then what their browser asks for."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import get_language_info

from chatear.services.places import PROJECT

CODES = [code for code, _ in settings.LANGUAGES]

pytestmark = pytest.mark.django_db


def test_the_browser_says_where_the_first_page_leads(client: Client) -> None:
    assert client.get("/", headers={"accept-language": "ar-EG,ar;q=0.9,en;q=0.5"})["Location"] == "/ar/"
    assert client.get("/", headers={"accept-language": "pt-BR"})["Location"] == "/pt/"
    assert client.get("/", headers={"accept-language": "ja"})["Location"] == "/en/"


def test_what_somebody_chose_goes_before_what_the_browser_says(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"

    assert client.get("/", headers={"accept-language": "de"})["Location"] == "/fr/"


def test_the_address_goes_before_all(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    page = client.get("/de/rules/", headers={"accept-language": "nl"}).content.decode()

    assert '<html lang="de" dir="ltr">' in page


def test_nothing_is_remembered_before_somebody_chose(client: Client) -> None:
    client.get("/de/rules/")

    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies


def test_the_page_remembers_by_the_cookie_that_is_read() -> None:
    script = (PROJECT / "static" / "js" / "elements" / "language-switch.js").read_text()

    assert f"document.cookie = `{settings.LANGUAGE_COOKIE_NAME}=" in script


@pytest.mark.parametrize("code", CODES)
def test_every_page_offers_every_language_by_its_own_name(client: Client, code: str) -> None:
    page = client.get(f"/{code}/rules/?a=1").content.decode()
    offered = re.findall(r'<a lang="(\w+)" hreflang="\w+"[^>]*\s+href="([^"]+)">([^<]+)</a>', page)
    names = {each: get_language_info(each)["name_local"].capitalize() for each in CODES}

    assert {each: (path, name) for each, path, name in offered} == {
        each: (f"/{each}/rules/?a=1", names[each]) for each in CODES
    }
    assert f'dir="{"rtl" if code == "ar" else "ltr"}"' in page


def test_an_address_that_only_takes_forms_says_so_in_the_language_that_was_asked_for(client: Client) -> None:
    answer = client.get("/de/account/logout/")

    assert answer.status_code == 405
    assert "Diese Seite gibt es nicht" in answer.content.decode()
    assert '<a lang="ar" hreflang="ar"' in answer.content.decode()
