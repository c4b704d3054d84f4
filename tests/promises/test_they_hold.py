"""What no other test says of P-03, P-07 and P-22, and that each promise has a test and a mutation that it notices.

promise: RET-7, DAT-2, SEC-2
"""

import os
import secrets
import subprocess
import sys

import pytest
from django.apps import apps
from django.conf import settings as configured
from django.contrib.auth import get_user_model
from django.utils import timezone

from accounts import geo
from accounts.models import Person
from chatear.services import web
from chatear.services.places import PROJECT
from chatear.settings.refusals import refusals
from privacy import policy
from privacy.models import Erasure, Subscription
from privacy.policy import reading
from privacy.services import erasures
from tests.chatear.test_settings import SAFE
from tests.promises.mutations import MUTATIONS, OPEN

#: Tables with several roads to people, and why none can be a meeting of two.
TWO_ROADS = {
    "accounts.Exclusion": "somebody, or a browser of theirs",
    "moderation.Appeal": "whose decision it is about, and the members of staff who decided and answer",
    "moderation.Case": "whom it is about, and the member of staff who is at it",
    "moderation.CaseNote": "whom its case is about, and the members of staff who are at it",
    "moderation.Complaint": "whom its case is about, and the members of staff who decide",
    "moderation.Decision": "whom it is about, and the members of staff who decided",
    "moderation.Enforcement": "whose decision it is, and what keeps them out",
    "moderation.Evidence": "whom its case is about, and the member of staff who is at it",
    "moderation.Proposal": "whom its case is about, and the member of staff who proposes",
    "accounts.OpenSession": "whose session it is, and whose browser",
    "privacy.LegalHold": "whom it names, and the member of staff who set it",
    "privacy.Letter": "who wrote, and the member of staff who answers",
    "privacy.LookedAt": "who was looked at, and the member of staff who looked",
    "privacy.Reply": "who wrote, and the members of staff who answer",
}
NEARER_THAN_A_STATE = ("latitude", "longitude", "lat", "lon", "city", "postcode", "zip", "ip", "address_ip")


def roads(model, depth=1):
    """Return by how many ways of links, each of at most two steps, a row leads to a person."""
    person = get_user_model()
    found = []
    for column in model._meta.concrete_fields:
        if column.is_relation and column.related_model is person:
            found.append(column.name)
        elif column.is_relation and depth and column.related_model is not model:
            found += [f"{column.name}__{road}" for road in roads(column.related_model, depth - 1)]
    return found


def test_no_table_joins_two_people():
    """P-03: any table that did would say who met whom."""
    joining = {model._meta.label: roads(model) for model in apps.get_models(include_auto_created=True)}
    unknown = {label: found for label, found in joining.items() if len(found) > 1 and label not in TWO_ROADS}

    assert unknown == {}
    assert {label for label in TWO_ROADS if len(joining[label]) < 2} == set()


def test_no_page_that_is_asked_for_is_logged():
    """P-03"""
    assert web.config(host="127.0.0.1", port=8000).access_log is False


def test_a_place_is_a_country_and_a_state(monkeypatch, settings):
    """P-07: of a database that knows more, no more is read."""
    record = {
        "country": {"iso_code": "NL", "names": {"en": "Netherlands"}},
        "subdivisions": [{"iso_code": "NH", "names": {"en": "North Holland"}}],
        "city": {"names": {"en": "sentinel-city"}},
        "location": {"latitude": 52.3, "longitude": 4.9, "time_zone": "Europe/Amsterdam"},
        "postal": {"code": "1011"},
    }
    settings.GEO_DB = ["a.mmdb"]
    monkeypatch.setattr(geo, "_databases", lambda: [{"198.51.100.77": record, "8.8.8.8": record}])

    assert geo.place_of("8.8.8.8") == geo.Place("NL", "North Holland")


def test_no_column_holds_an_address_or_a_place_nearer_than_a_state():
    """P-07"""
    for model in apps.get_models(include_auto_created=True):
        for column in model._meta.concrete_fields:
            assert column.get_internal_type() not in {"GenericIPAddressField", "IPAddressField"}, column
            assert column.name not in NEARER_THAN_A_STATE, column


@pytest.mark.django_db
def test_what_is_known_by_an_address_alone_goes_with_its_owner(settings, tmp_path, redis_live):
    """P-12: a newsletter that was asked for without signing in is theirs, and nobody else's goes along."""
    settings.DATA_DIR, now = tmp_path, timezone.now()
    ann = Person.objects.create(email="ann@chatear.example", member_since=now, last_seen_date=now.date())
    for email in (ann.email, "bob@chatear.example"):
        Subscription.objects.create(email=email, what="NEWS", language="en", asked_at=now, confirmed_at=now)
    begun = erasures.begin(person_id=ann.pk, why=Erasure.Why.PERSON, now=now)
    erasures.work(erasure_id=begun, now=now)

    assert Subscription.objects.get().email == "bob@chatear.example"


def test_production_knows_no_way_in_without_tls():
    """P-22"""
    read = "s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE"
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "chatear.settings.production",
        "CHATEAR_DATA": os.environ["CHATEAR_DATA"],
        "CHATEAR_SECRET_KEY": secrets.token_urlsafe(50),
        "CHATEAR_HOSTS": "chatear.example",
        "CHATEAR_ORIGINS": "https://chatear.example",
        "DATABASE_URL": "postgresql:///chatear",
        "REDIS_LIVE_URL": "redis://live:6379/0",
        "REDIS_QUEUE_URL": "redis://queue:6379/0",
    }
    ask = f"from django.conf import settings as s; print({read})"
    done = subprocess.run(
        [sys.executable, "-c", ask], cwd=PROJECT, env=environment, capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["True", "31536000", "True", "True"]
    assert len(list(refusals(SAFE | {"ORIGINS": ["http://chatear.example"]}))) == 1


def test_a_paragraph_says_what_it_promises():
    """P-30: the ids that stand before its words are those on the page."""
    text = (policy.WORDS / policy.current().number / "en.md").read_text()
    pages = reading.pages_of(text)

    assert any("RET-3" in words.promises for page in pages.values() for words in page.paragraphs())


@pytest.mark.parametrize("promise", policy.INVARIANTS)
def test_each_promise_has_a_mutation_or_stands_open_for_all_to_see(promise):
    """P-30"""
    tried = {one.promise for one in MUTATIONS}

    assert (promise in tried) != (promise in OPEN)


def test_the_quick_mutations_are_noticed():
    """The others are tried by `make mutations`."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "tests.promises.mutating",
        "--mutate=quick",
        "-p",
        "no:cacheprovider",
    ]
    done = subprocess.run(command, cwd=configured.BASE_DIR, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout[-4000:]
