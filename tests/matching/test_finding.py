"""Who finds whom: nobody themselves, nobody twice, nobody a ghost, and everybody somebody who fits."""

import asyncio

from matching.pool import TICKETS
from tests.matching.conftest import OFFER


async def test_nobody_meets_themselves_however_often_they_press(north, redis, sit):
    alone = await sit(north)
    await asyncio.gather(*(alone.seek() for _ in range(10)))

    assert alone.partners == 0
    assert await redis.hlen(TICKETS) == 1


async def test_when_all_press_at_once_all_are_matched_and_nobody_twice(north, south, sit):
    guests = [await sit(exchange) for _ in range(50) for exchange in (north, south)]
    await asyncio.gather(*(guest.seek(offer=OFFER) for guest in guests))
    for guest in guests:
        await guest.nth("matched")

    chats = [frame["chat"] for guest in guests for frame in guest.browser.of("matched")]
    assert len(chats) == len(guests)
    assert all(chats.count(chat) == 2 for chat in chats)


async def test_a_ghosts_ticket_costs_a_moment_and_not_the_search(north, south, sit):
    """A process that died without a word: its tickets may be found, but nobody is ever met there."""
    ghost, alive, seeker = await sit(south), await sit(north), await sit(north)
    await ghost.seek()
    south.seats.clear()  # the process is gone, its lease not yet
    await alive.seek(wish={"languages": ["nl"]})
    await seeker.seek()
    third = await sit(north)
    await third.seek()

    await seeker.nth("matched")
    assert ghost.partners == 0


async def test_a_wish_is_kept_and_who_does_not_fit_is_not_met(north, sit):
    picky = await sit(north, gender="M", country="NL")
    other = await sit(north, gender="M", country="BE")
    right = await sit(north, gender="F", country="BE")
    await picky.seek(wish={"genders": ["F"], "countries": ["BE"]})
    await other.seek()
    await right.seek(wish={"genders": ["M"]})
    met = await picky.nth("matched")

    assert met["partner"]["country"] == "BE"
    assert met["met_wish"] == {"genders": True, "countries": True}


async def test_who_comes_back_does_not_meet_the_last_partner_again(north, south, redis, sit):
    one, other = await sit(north, person="one"), await sit(north, person="other")
    await one.seek()
    await other.seek()
    await other.nth("matched")
    await north.leave(other.seat)
    back = await sit(south, person="other")
    await one.seek()
    await back.seek()
    await back.nth("waiting")

    assert back.partners == 0
    assert await redis.hlen(TICKETS) == 2
    assert 0 < await redis.ttl("met:other") <= 600


async def test_who_was_blocked_as_a_guest_is_not_met_as_a_member(north, south, sit):
    token = north.pool.token("blocker", "guest")
    blocker = await sit(north, person="blocker", blocked=frozenset({token}))
    member = await sit(south, person="member", former=("guest",))
    await blocker.seek()
    await member.seek()
    third = await sit(north)
    await third.seek()

    await blocker.nth("matched")
    assert member.partners == 0
