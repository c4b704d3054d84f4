"""Two web processes on one Redis: people meet across them, and what one of them loses in a crash is lost in seconds."""

import asyncio
import os
import signal

import pytest

from tests.fakes.chatter import Chatter
from tests.faults.crowd import Crowd, all_hear
from tests.faults.house import House

pytestmark = pytest.mark.faults

TOLD_WITHIN = 15.0  # seconds after the other side's process died (protocol.md)
FORGOTTEN_WITHIN = 15.0  # seconds after which nobody's ticket of a dead process is in the way


async def test_people_of_different_processes_meet_and_talk(crowd: Crowd) -> None:
    (here,), (there,) = await crowd.come(1, at=0), await crowd.come(1, at=1)
    await crowd.introduce(here, there)
    here.signal(please="restart")
    await there.hears("signal", please="restart")
    here.text("hello there")
    await all_hear((here, there), "text", body="hello there")
    there.text("hello here")

    await all_hear((here, there), "text", body="hello here")
    there.seek()
    await all_hear((here, there), "ended", why="next")
    crowd.check()


async def test_everybody_spread_over_two_processes_is_matched(crowd: Crowd) -> None:
    everybody = await crowd.come(100)
    for chatter in everybody:
        chatter.seek()

    await all_hear(everybody, "matched", within=10)
    crowd.check()


async def test_a_process_killed_while_two_talk_frees_the_survivor(crowd: Crowd, house: House) -> None:
    (here,), (there,) = await crowd.come(1, at=0), await crowd.come(1, at=1)
    await crowd.introduce(here, there)
    house.servers[0].kill9()

    assert (await there.hears("ended", within=TOLD_WITHIN))["why"] == "lost"
    assert await here.closes() == 1006
    here.address = house.addresses[1]
    await here.open()
    (third,) = await crowd.come(1, at=1)
    for chatter in (here, there, third):
        chatter.seek()
    await third.hears("matched")
    assert third.chat in {here.chat, there.chat}
    crowd.check()


async def test_a_process_killed_in_mid_search_leaves_no_ghost(crowd: Crowd, house: House) -> None:
    ghosts = await crowd.come(5, at=0)
    for ghost in ghosts:
        ghost.seek()
    await crowd.becomes(lambda: [ghost.is_waiting for ghost in ghosts].count(True) == 1, within=5)
    house.servers[0].kill9()
    living = await crowd.come(2, at=1)
    for chatter in living:
        chatter.seek()

    await all_hear(living, "matched", within=FORGOTTEN_WITHIN)
    assert living[0].chat == living[1].chat
    crowd.check()


async def test_who_searched_in_a_killed_process_goes_on_in_the_other(crowd: Crowd, house: House) -> None:
    (seeker,), (other,) = await crowd.come(1, at=0), await crowd.come(1, at=1)
    seeker.seek()
    await seeker.hears("waiting")
    house.servers[0].kill9()
    await seeker.closes()
    seeker.address = house.addresses[1]
    await seeker.open()
    seeker.seek()
    other.seek()

    await all_hear((seeker, other), "matched", within=FORGOTTEN_WITHIN)
    crowd.check()


async def test_sixty_who_talk_across_both_survive_a_kill(crowd: Crowd, house: House) -> None:
    everybody = await crowd.come(60)
    for chatter in everybody:
        chatter.seek()
    await all_hear(everybody, "matched", within=10)
    house.servers[0].kill9()
    cut = [chatter for chatter in everybody if chatter.address == house.addresses[0]]
    left = [chatter for chatter in everybody if chatter not in cut and partner_of(chatter, everybody) in cut]

    await all_hear(left, "ended", within=TOLD_WITHIN)
    await asyncio.gather(*(chatter.closes() for chatter in cut))
    for chatter in cut:
        chatter.address = house.addresses[1]
        await chatter.open()
    for chatter in (*cut, *left):
        chatter.seek()
    await all_hear((*cut, *left), "matched", within=FORGOTTEN_WITHIN)
    crowd.check()


async def test_a_process_that_hangs_is_as_good_as_dead(crowd: Crowd, house: House) -> None:
    (here,), (there,) = await crowd.come(1, at=0), await crowd.come(1, at=1)
    await crowd.introduce(here, there)
    os.kill(house.web_pid(0), signal.SIGSTOP)
    try:
        assert (await there.hears("ended", within=TOLD_WITHIN))["why"] == "lost"
    finally:
        os.kill(house.web_pid(0), signal.SIGCONT)

    assert (await here.hears("ended", within=TOLD_WITHIN))["why"] == "lost"
    crowd.check()


def partner_of(chatter: Chatter, everybody: list[Chatter]) -> Chatter:
    """Return who is in the same chat."""
    return next(other for other in everybody if other is not chatter and other.chat == chatter.chat)
