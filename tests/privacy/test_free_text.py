"""Whoever writes to us is asked not to hand in other people's data, beside each field (promise: DAT-21)."""

import re

import pytest

from accounts.models import Person
from tests.pages import pages_with_a_language

pytestmark = pytest.mark.django_db

FORM = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL | re.IGNORECASE)


@pytest.fixture
def forms(client):
    """Return the forms of every page that have room for free text, each with its page, for a stranger and a member."""
    found = [(path, form) for path in pages_with_a_language() for form in _forms(client, path)]
    client.force_login(Person.objects.create(email="ann@chatear.example", member_since="2026-11-23T12:00Z"))
    return found + [(path, form) for path in pages_with_a_language() for form in _forms(client, path)]


def _forms(client, path):
    response = client.get(f"/en/{path}")
    is_page = response.headers.get("Content-Type", "").startswith("text/html")
    return [form for form in FORM.findall(response.content.decode()) if "<textarea" in form] if is_page else []


def test_every_form_with_free_text_says_so(forms):
    assert {"contact/", "report-a-minor/"} <= {path for path, _ in forms}
    assert [path for path, form in forms if "other people" not in form] == []
