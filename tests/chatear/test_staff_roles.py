"""Who may see staff's pages is decided on a page of its own, and stands in the record of looks.

promise: SEC-3; reliability T52
"""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from accounts.models import Person
from privacy.models import Look, LookedAt
from privacy.roles import Role
from tests.staffed import on_duty

PAGE = "/admin/staff/"


def member(name, *roles):
    """Make a member with roles."""
    person = Person.objects.create(
        email=f"{name}@chatear.example", is_staff=bool(roles), member_since=timezone.now(), language="en"
    )
    person.groups.set(Group.objects.filter(name__in=[role.value for role in roles]))
    return person


def roles_of(person):
    person.refresh_from_db()
    return {group.name for group in person.groups.all()}


@pytest.fixture
def vera(db):
    return member("vera", Role.ADMINISTRATOR)


@pytest.fixture
def browser(client, vera):
    return on_duty(client, vera)


def test_a_member_gets_roles_and_loses_them_again(browser, vera):
    ann = member("ann")
    form = {"email": " Ann@Chatear.Example ", "roles": ["support", "auditor"]}
    assert browser.post(PAGE, form)["Location"] == PAGE
    assert (roles_of(ann), ann.is_staff) == ({"support", "auditor"}, True)
    assert "ann@chatear.example has these roles now" in browser.get(PAGE).content.decode()

    browser.post(PAGE, {"email": ann.email, "roles": ["auditor"]})
    assert roles_of(ann) == {"auditor"}
    browser.post(PAGE, {"email": ann.email})
    assert (roles_of(ann), ann.is_staff) == (set(), False)

    told = Look.objects.exclude(action="view").order_by("number").values_list("staff", "action", "row")
    assert list(told) == [
        (vera.pk, "role given", "auditor"),
        (vera.pk, "role given", "support"),
        (vera.pk, "role taken", "support"),
        (vera.pk, "role taken", "auditor"),
    ]
    assert LookedAt.objects.filter(person=ann).count() == 4, "they read it on their Privacy page"


def test_whoever_lost_the_last_role_sees_nothing_any_more(browser, client):
    ann = member("ann", Role.SUPPORT)
    theirs = on_duty(type(client)(), ann)
    assert theirs.get("/admin/accounts/person/").status_code == 200
    browser.post(PAGE, {"email": ann.email})

    assert theirs.get("/admin/accounts/person/").status_code != 200


@pytest.mark.parametrize("name", ["vera", "boss"])
def test_nobody_changes_their_own_roles_nor_a_superusers(browser, name):
    boss = Person.objects.create_superuser("boss@chatear.example", "a long enough password")
    answer = browser.post(PAGE, {"email": f"{name}@chatear.example", "roles": ["support"]})

    assert answer.status_code == 400
    assert "Nobody changes their own roles" in answer.content.decode()
    assert f'value="{name}@chatear.example"' in answer.content.decode(), "what was typed stays"
    assert (roles_of(boss), boss.is_superuser) == (set(), True)
    assert not Look.objects.filter(action__startswith="role").exists()


@pytest.mark.parametrize("address", ["nobody@chatear.example", "guest"])
def test_only_members_become_staff(browser, address):
    answer = browser.post(PAGE, {"email": address, "roles": ["support"]})

    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode() or "errorlist" in answer.content.decode()


def test_it_asks_who_it_is_once_more_before_anything_is_changed(browser):
    ann = member("ann")
    session = browser.session
    session["proved"] = 0
    session.save()
    answer = browser.post(PAGE, {"email": ann.email, "roles": ["support"]})

    assert answer["Location"].startswith("/en/account/staff/")
    assert not roles_of(ann)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_no_other_role_sees_the_page(client, db, role):
    on_duty(client, member("sam", role))

    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, {"email": "sam@chatear.example", "roles": ["administrator"]}).status_code == 403
