"""Where our pages lead: to pages that are there, and to other sites marked as such (promise: COO-7)."""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from chatear.services.places import PROJECT
from privacy import policy
from privacy.urls.policy import PAGES
from tests.pages import pages_with_a_language

pytestmark = pytest.mark.django_db

REGIONS = ["california", "nevada", "canada", "europe"]
#: Who takes complaints, by where somebody lives.
AUTHORITIES = {
    "california": {"cppa.ca.gov", "oag.ca.gov"},
    "nevada": {"ag.nv.gov"},
    "canada": {"www.priv.gc.ca"},
    "europe": {"www.edpb.europa.eu", "ico.org.uk"},
}


class Links(HTMLParser):
    """Collects what a page leads to, each with its attributes."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.found.append({name: value or "" for name, value in attrs})


def links_of(client, path):
    response = client.get(path, follow=True)
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return Links(response.content.decode()).found if is_page else []


def is_elsewhere(link):
    return urlsplit(link.get("href", "")).netloc not in {"", "testserver"}


@pytest.mark.parametrize("path", pages_with_a_language())
def test_a_link_to_another_site_is_marked_and_tells_it_nothing(client, path, settings):
    settings.FACEBOOK_LIKE = settings.TWEET = True
    for link in filter(is_elsewhere, links_of(client, f"/en/{path}")):
        assert {"noopener", "noreferrer"} <= set(link.get("rel", "").split()), link["href"]


def test_the_walk_finds_such_links(client, settings):
    settings.FACEBOOK_LIKE = settings.TWEET = True
    hosts = {urlsplit(link["href"]).netloc for link in filter(is_elsewhere, links_of(client, "/en/policy/"))}

    assert {"db-ip.com", "www.facebook.com", "x.com"} <= hosts


def test_no_template_holds_a_link_to_another_site_that_is_not_marked():
    files = [*(PROJECT / "templates").rglob("*.html"), *(PROJECT / "static" / "js").rglob("*.js")]
    tags = [(path.name, tag) for path in files for tag in re.findall(r"<a\b[^>]*https?://[^>]*>", path.read_text())]
    mails = {path.name for path in (PROJECT / "templates" / "mail").rglob("*.html")}

    assert len(tags) > 0
    assert [tag for name, tag in tags if name not in mails and "noopener noreferrer" not in tag] == []


def test_the_mark_is_seen():
    """An arrow behind the words, by the attribute that the tests above look for."""
    assert 'a[rel~="noreferrer"]::after { content:' in (PROJECT / "static" / "css" / "base.css").read_text()


@pytest.mark.parametrize("page", ["policy", *PAGES])
def test_every_link_of_the_policy_leads_somewhere(client, page):
    ours = {link["href"] for link in links_of(client, f"/en/{page}/") if not is_elsewhere(link)}
    ours = {urlsplit(href).path for href in ours if not href.startswith(("mailto:", "#"))}

    assert len(ours) > 5
    assert {path: client.get(path, follow=True).status_code for path in ours} == dict.fromkeys(ours, 200)


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_each_region_has_its_page_with_whom_to_complain_to(client, region, language):
    """P-19: the authority, in every language, reached from the policy and from the foot of every page."""
    there = links_of(client, f"/{language}/{region}/")
    shown = {urlsplit(link["href"]).netloc for link in there if link.get("href", "").startswith("https://")}

    assert shown >= AUTHORITIES[region]
    for page in ("policy", "rules"):
        assert f"/{language}/{region}/" in {link.get("href") for link in links_of(client, f"/{language}/{page}/")}


def test_representatives_and_what_protects_a_transfer_stand_there_once_they_are_set(client, settings):
    """P-19"""
    empty = client.get("/en/europe/").content.decode()
    named = {"officer": "Ida Officer", "representative_eu": "Rep EU BV", "representative_uk": "Rep UK Ltd"}
    settings.OPERATOR = settings.OPERATOR | named | {"safeguards": "standard clauses", "hosting": ["DE", "US"]}
    page = client.get("/en/europe/").content.decode()

    assert all(words in page for words in [*named.values(), "standard clauses", "Germany", "United States"])
    assert "Representative" not in empty
    assert "What protects your data there" not in empty


@pytest.mark.parametrize("region", REGIONS)
def test_a_region_promises_what_its_law_wants(region):
    law = {"california": "RGT-1", "nevada": "RGT-2", "canada": "RGT-3", "europe": "RGT-4"}[region]
    page = policy.pages(policy.current(), "en")[region]

    assert law in {promise for words in page.paragraphs() for promise in words.promises}
