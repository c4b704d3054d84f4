"""How often one address may knock, and what happens when nobody counts."""

from datetime import UTC, datetime, timedelta

import pytest
import redis

from accounts import addresses, throttle
from accounts.models import Person
from privacy import policy

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ELSEWHERE = "198.51.100.7"
FORM = {"age": "on", "policy": policy.current().number, "next": "/en/"}
JSON = {"headers": {"accept": "application/json"}, "REMOTE_ADDR": ELSEWHERE}


@pytest.fixture
def narrow(redis_live, monkeypatch):
    monkeypatch.setattr(throttle, "LIMITS", {"enter": throttle.Limit(burst=3, every=2000, without_redis=False)})


@pytest.fixture
def no_redis(monkeypatch):
    """A Redis that is not there: nothing listens on this socket."""
    away = redis.Redis(unix_socket_path="/nowhere/redis.sock")
    monkeypatch.setattr(throttle.redis, "live", lambda: away)
    throttle._script.cache_clear()
    yield
    throttle._script.cache_clear()


def turns(count: int, *, address: str = ELSEWHERE, now: datetime = NOON) -> int:
    """Return how many of some turns are had."""
    had = 0
    for _ in range(count):
        try:
            throttle.take_turn("enter", address=address, now=now)
        except throttle.TooOften:
            continue
        had += 1
    return had


@pytest.mark.usefixtures("narrow")
def test_a_full_bucket_is_had_at_once_and_grows_back_turn_by_turn():
    assert turns(5) == 3
    assert turns(5, now=NOON + timedelta(seconds=1.999)) == 0
    assert turns(5, now=NOON + timedelta(seconds=2)) == 1
    assert turns(5, now=NOON + timedelta(seconds=8)) == 3
    assert turns(5, now=NOON + timedelta(days=1)) == 3, "it never holds more than it holds"


@pytest.mark.usefixtures("narrow")
def test_it_says_when_to_come_again():
    turns(3)
    with pytest.raises(throttle.TooOften) as refusal:
        throttle.take_turn("enter", address=ELSEWHERE, now=NOON + timedelta(seconds=0.5))

    assert refusal.value.retry_after == 2, "1.5 seconds, rounded up"


@pytest.mark.usefixtures("narrow")
def test_a_clock_that_went_back_gives_nothing_away():
    turns(3)

    assert turns(1, now=NOON - timedelta(hours=1)) == 0


@pytest.mark.usefixtures("narrow")
def test_neighbours_of_one_house_share_and_others_do_not():
    assert turns(3, address="2001:db8:0:1::1") == 3
    assert turns(1, address="2001:db8:0:1::2") == 0
    assert turns(1, address="2001:db8:0:2::1") == 1


def test_what_is_kept_is_a_hash_and_goes_by_itself(redis_live):
    turns(1)
    [key] = redis_live.keys("limit:*")

    assert addresses.keyed_hash(ELSEWHERE).encode() in key
    assert ELSEWHERE.encode() not in key
    assert 0 < redis_live.pttl(key) <= throttle.LIMITS["enter"].every


@pytest.mark.django_db
@pytest.mark.usefixtures("narrow")
def test_at_the_door_too_many_hear_when_to_come_again(client):
    answers = [client.post("/enter/", FORM, **JSON) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [201, 201, 201, 429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert answers[-1]["Content-Type"] == "application/problem+json"


@pytest.mark.django_db
@pytest.mark.usefixtures("no_redis")
def test_nobody_new_comes_in_uncounted(client):
    answer = client.post("/enter/", FORM, **JSON)

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert not Person.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("no_redis")
def test_the_operators_own_machine_is_not_counted(client, settings):
    settings.LAN = True

    assert client.post("/enter/", FORM).status_code == 303
