"""Everybody reads on their Privacy page which role of our staff looked at them, when and why: P-21, promise: SEC-3."""

import pytest
from django.utils import timezone

from accounts.models import Person
from privacy.services import looks

PAGE = "/en/account/privacy/"


@pytest.fixture
def sam(db):
    return Person.objects.create(email="sam@chatear.example", is_staff=True, member_since=timezone.now())


def look_at(person, staff, reason):
    words = {"roles": ["support"], "action": "view", "what": "accounts.Person", "reason": reason}
    looks.note(staff_id=staff.pk, about=[person.pk], now=timezone.now(), **words)


def test_the_page_says_who_looked_by_role_and_why_and_never_by_name(client, guest, sam):
    look_at(guest, sam, "asked <b>for</b> help")
    client.force_login(guest)
    page = client.get(PAGE).content.decode()

    assert "support" in page
    assert "asked &lt;b&gt;for&lt;/b&gt; help" in page
    assert sam.email not in page
    assert str(sam.pk) not in page


def test_a_look_at_somebody_else_is_not_there(client, guest, sam):
    look_at(sam, sam, "asked for help")
    client.force_login(guest)
    page = client.get(PAGE).content.decode()

    assert "asked for help" not in page
    assert "Nobody, in the last two years" in page
