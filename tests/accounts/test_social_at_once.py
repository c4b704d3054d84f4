"""Two tabs at once: whatever the order, somebody keeps a way in, and an account elsewhere has one owner."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connection
from social_django.models import UserSocialAuth

from accounts.models import Person
from accounts.services import social
from accounts.services.social import Knock, LastWayIn, OthersAccount, arrive, unlink

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def both_on(settings):
    settings.SOCIAL_AUTH_VK_ID_KEY = settings.SOCIAL_AUTH_TELEGRAM_BOT_TOKEN = "set"


def at_once(*acts):
    """Do several things at the same moment; return what each returned or raised."""
    start = Barrier(len(acts))

    def do(act):
        start.wait(10)
        try:
            return act()
        except (LastWayIn, OthersAccount) as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


@pytest.mark.parametrize("_", range(5))
def test_of_two_ways_in_unlinked_at_once_one_stays(both_on, _):
    person = Person.objects.create(member_since=NOW, password="!")
    for provider in ("vk-id", "telegram"):
        UserSocialAuth.objects.create(user=person, provider=provider, uid="1")
    results = at_once(
        lambda: unlink(person_id=person.pk, provider="vk-id"), lambda: unlink(person_id=person.pk, provider="telegram")
    )

    assert sorted(map(str, results)) == sorted(["1", str(LastWayIn)])
    assert UserSocialAuth.objects.count() == 1


@pytest.mark.parametrize("_", range(5))
def test_an_account_that_two_members_link_at_once_has_one_owner(both_on, _, monkeypatch):
    found = social._member_of
    looked = Barrier(2)

    def look(*args):
        member = found(*args)
        looked.wait(10)  # both have seen that it is free
        return member

    monkeypatch.setattr(social, "_member_of", look)
    people = [Person.objects.create(member_since=NOW) for _ in range(2)]
    knocks = [Knock(person, None, "", "link", [], NOW) for person in people]
    results = at_once(*(lambda knock=knock: arrive(provider="vk-id", uid="9", knock=knock) for knock in knocks))

    assert [type(result) for result in results].count(type) == 1
    assert OthersAccount in results
    assert UserSocialAuth.objects.count() == 1
