"""Token buckets: the Lua against arithmetic, and what happens without Redis."""

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from redis.asyncio import Redis

from matching.buckets import ADDRESS_FACTOR, LIMITS, Allowance, Buckets, TooFast

NOW = 1_700_000_000_000
TEXT = LIMITS["text"]


@pytest.fixture
async def redis():
    client = Redis.from_url(settings.REDIS_LIVE_URL, decode_responses=True)
    await client.flushdb()
    yield client
    await client.aclose()


async def take(buckets, *, many=1, now=NOW, person="ann", address="home"):
    await buckets.take("text", person=person, address=address, many=many, now=now)


async def test_a_burst_passes_and_the_next_one_hears_when_to_come_back(redis):
    buckets = Buckets(redis)
    await take(buckets, many=TEXT.burst)

    with pytest.raises(TooFast) as refusal:
        await take(buckets)

    assert refusal.value.retry_after == 1000 / TEXT.per_second
    await take(buckets, now=NOW + refusal.value.retry_after)


async def test_an_address_has_more_than_a_person_and_no_more_than_its_own(redis):
    buckets = Buckets(redis)
    for n in range(ADDRESS_FACTOR):
        await take(buckets, many=TEXT.burst, person=f"person {n}")

    with pytest.raises(TooFast):
        await take(buckets, person="one more")
    await take(buckets, person="one more", address="elsewhere")


async def test_nothing_is_taken_from_one_bucket_when_the_other_is_empty(redis):
    buckets = Buckets(redis)
    await take(buckets, many=TEXT.burst, address="")
    with pytest.raises(TooFast):
        await take(buckets, address="home")

    assert await redis.keys("limit:*:a:*") == [], "the address must not pay for a refusal"


async def test_a_clock_that_goes_back_neither_gives_nor_takes(redis):
    buckets = Buckets(redis)
    await take(buckets, many=TEXT.burst)

    with pytest.raises(TooFast):
        await take(buckets, now=NOW - 3_600_000)
    await take(buckets, now=NOW + 1000)


async def test_buckets_leave_redis_when_they_are_full_again(redis):
    await take(Buckets(redis))

    assert all([0 < await redis.pttl(key) < 60_000 for key in await redis.keys("limit:*")])


async def test_without_redis_everybody_passes():
    nowhere = Redis.from_url("unix:///nowhere.sock", decode_responses=True)

    await take(Buckets(nowhere), many=10_000)


async def test_a_seat_asks_redis_once_for_several(redis):
    allowance = Allowance(Buckets(redis), person="ann", address="home")
    for _ in range(TEXT.prepaid):
        await allowance.spend("text", now=NOW)
    assert await redis.get("limit:text:p:ann") is None, "the first portion comes with the socket"
    for _ in range(TEXT.prepaid):
        await allowance.spend("text", now=NOW)

    left = (await redis.get("limit:text:p:ann")).split("|")[0]
    assert float(left) == TEXT.burst - TEXT.prepaid


@given(steps=st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 5)), max_size=40))
@hypothesis_settings(max_examples=40)
def test_nobody_ever_gets_more_than_burst_and_rate_allow(steps):
    """Whatever the timeline: what passed by any time is at most the burst plus what flowed in since."""
    import redis as sync_redis  # noqa: PLC0415 - one loop per example would be slower

    client = sync_redis.Redis.from_url(settings.REDIS_LIVE_URL)
    client.delete("limit:one")
    script = client.register_script(Buckets(Redis())._take.script)
    now, passed = NOW, 0
    for pause, many in steps:
        now += pause
        if not script(keys=["limit:one"], args=[now, many, TEXT.burst, TEXT.per_second]):
            passed += many
        assert passed <= TEXT.burst + (now - NOW) * TEXT.per_second / 1000 + 0.01
    client.close()
