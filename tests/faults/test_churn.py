"""Two hundred people who drop, press twice, press Next, stop and come back, all at once; then nobody may be stuck."""

import asyncio
import os
import random

import pytest

from tests.fakes.chatter import Chatter
from tests.faults.crowd import Crowd
from tests.faults.house import House

PEOPLE = 200
ACTS = 7  # more would meet the limit of Starts a person has
SETTLED_WITHIN = 20.0  # seconds
PATIENCE = 2.0  # seconds that somebody waits for the next one before doing something else
PERSISTENCE = 5  # times that somebody tries to come back

pytestmark = [pytest.mark.faults, pytest.mark.timeout(170)]


async def press_twice(chatter: Chatter, _crowd: Crowd) -> None:
    chatter.seek()
    chatter.seek()


async def press_next(chatter: Chatter, crowd: Crowd) -> None:
    before = len(chatter.meetings)
    chatter.seek()
    met = await crowd.waits(lambda: len(chatter.meetings) > before or not chatter.is_open, within=PATIENCE)
    if met and chatter.is_open:
        chatter.seek()


async def stop(chatter: Chatter, _crowd: Crowd) -> None:
    chatter.stop()
    chatter.seek()


async def talk(chatter: Chatter, _crowd: Crowd) -> None:
    if chatter.meeting:
        chatter.text("are you there?")
        chatter.signal(please="restart")


async def lose_the_network(chatter: Chatter, _crowd: Crowd) -> None:
    chatter.drop()
    await chatter.closes()


WAYS = (press_twice, press_next, press_next, stop, talk, lose_the_network)


async def live(chatter: Chatter, crowd: Crowd, dice: random.Random) -> None:
    """Do a few things in any order, always coming back."""
    for _ in range(ACTS):
        await come_back(chatter, crowd.addresses, dice)
        await dice.choice(WAYS)(chatter, crowd)
    await come_back(chatter, crowd.addresses, dice)


async def come_back(chatter: Chatter, addresses: list[str], dice: random.Random) -> None:
    """Open the chat again where somebody answers."""
    for _ in range(PERSISTENCE):
        if chatter.is_open:
            return
        chatter.address = dice.choice(addresses)
        try:
            await chatter.open()
        except OSError:
            continue
    raise AssertionError("could not come back")


async def churn(crowd: Crowd) -> None:
    """Let them all live, and wait until nobody who could be matched waits."""
    seed = int(os.environ.get("CHURN_SEED") or random.randrange(10**6))
    print(f"CHURN_SEED={seed}")  # shown when the test fails
    everybody = await crowd.come(PEOPLE)
    await asyncio.gather(*(live(each, crowd, random.Random(f"{seed}{n}")) for n, each in enumerate(everybody)))
    left: dict[Chatter, str] = {}

    def all_search_on_until_they_talk() -> bool:
        for chatter in everybody:
            # Somebody's last Next may still be on its way: whom it leaves searches on, as a page does.
            idle = chatter.is_open and not chatter.meeting and not chatter.is_waiting
            if idle and left.get(chatter) != chatter.chat:
                left[chatter] = chatter.chat
                chatter.seek()
        return crowd.is_settled()

    await crowd.becomes(all_search_on_until_they_talk, within=SETTLED_WITHIN)


async def test_after_a_churn_nobody_is_stuck_and_every_story_is_whole(crowd: Crowd) -> None:
    await churn(crowd)

    heard = crowd.check()
    assert heard["next"] > PEOPLE / 4, f"too little happened: {heard}"
    assert heard["lost"] > PEOPLE / 8, f"too little broke: {heard}"
    assert not [frame for chatter in crowd.everybody for frame in chatter.heard("error")]


@pytest.mark.soak
@pytest.mark.parametrize("round_", range(10))
async def test_churn_again_and_again(crowd: Crowd, round_: int, house: House) -> None:
    await churn(crowd)
    crowd.check()
