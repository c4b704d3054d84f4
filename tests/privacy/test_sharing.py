"""'Like' and 'Tweet': off unless set, ours until a second press (promises: COO-3, COO-4)."""

import re

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(client, settings):
    settings.FACEBOOK_LIKE = settings.TWEET = True
    settings.ORIGINS = ["https://chatear.example"]
    return lambda: client.get("/en/policy/?secret=1")


def test_they_are_off_unless_they_are_set(client):
    page = client.get("/en/policy/").content.decode()

    assert "facebook.com" not in page
    assert "x.com/intent" not in page


def test_the_first_press_says_who_is_contacted_and_the_second_is_a_link(shared):
    page = shared().content.decode()

    for host, company in (("www.facebook.com/sharer", "Facebook (Meta)"), ("x.com/intent/tweet", "Twitter (X)")):
        (part,) = [part for part in re.findall(r"<details>.*?</details>", page, re.DOTALL) if host in part]
        assert part.index("<summary") < part.index(f"This contacts {company}") < part.index(host)


def test_what_is_shared_is_the_first_page(shared):
    links = re.findall(r'href="(https://(?:www.facebook|x)\.com[^"]*)"', shared().content.decode())

    assert len(links) == 2
    assert all("https%3A%2F%2Fchatear.example%2F" in link and "secret" not in link for link in links)


def test_nothing_of_theirs_is_in_the_page(shared):
    response = shared()

    assert not re.search(r"<(?:iframe|img|script|link)[^>]*(?:facebook|x\.com|twitter)", response.content.decode())
    assert "facebook" not in response["Content-Security-Policy"]


def test_a_page_of_the_service_at_facebook_is_where_like_leads(shared, settings):
    settings.FACEBOOK_PAGE_URL = "https://www.facebook.com/chatear"

    assert 'href="https://www.facebook.com/chatear"' in shared().content.decode()


def test_facebooks_own_button_is_only_an_address_until_it_is_pressed(shared, settings):
    settings.FACEBOOK_BUTTON = True
    response = shared()

    assert 'data-url="https://www.facebook.com/plugins/like.php?' in response.content.decode()
    assert "<iframe" not in response.content.decode()
    assert "frame-src https://www.facebook.com" in response["Content-Security-Policy"]
