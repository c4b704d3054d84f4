"""Redis live dies and comes back empty: sockets stay, talks go on, searches go on by themselves."""

import pytest

from tests.faults.crowd import Crowd, all_hear
from tests.faults.house import House, kill

pytestmark = pytest.mark.faults

AGAIN_WITHIN = 15.0  # seconds after Redis is back


async def test_searching_goes_on_by_itself(crowd: Crowd, house: House) -> None:
    (early,) = await crowd.come(1, at=0)
    early.seek()
    await early.hears("waiting")
    kill(house.live)
    house.mend()
    (late,) = await crowd.come(1, at=1)
    late.seek()

    await all_hear((early, late), "matched", within=AGAIN_WITHIN)
    assert early.chat == late.chat
    crowd.check()


async def test_who_presses_start_while_redis_is_away_is_served_when_it_is_back(crowd: Crowd, house: House) -> None:
    pair = await crowd.come(2)
    kill(house.live)
    for chatter in pair:
        chatter.seek()
    for chatter in pair:
        await chatter.hears_no_more("matched")
    house.mend()

    await all_hear(pair, "matched", within=AGAIN_WITHIN)
    assert all(chatter.is_open for chatter in pair)
    crowd.check()


async def test_talks_go_on(crowd: Crowd, house: House) -> None:
    neighbours = await crowd.two(at=0)
    (here,), (there,) = await crowd.come(1, at=0), await crowd.come(1, at=1)
    await crowd.introduce(here, there)
    kill(house.live)
    neighbours[0].text("without Redis")
    await all_hear(neighbours, "text", body="without Redis")
    house.mend()
    (probe,), (witness,) = await crowd.come(1, at=0), await crowd.come(1, at=1)
    probe.seek()
    witness.seek()
    await all_hear((probe, witness), "matched", within=AGAIN_WITHIN)

    here.text("still there?")
    await all_hear((here, there), "text", body="still there?")
    assert not [ended for chatter in (*neighbours, here, there) for ended in chatter.heard("ended")]
    crowd.check()


async def test_nobody_is_left_over_after_a_restart_in_a_herd(crowd: Crowd, house: House) -> None:
    everybody = await crowd.come(60)
    for chatter in everybody:
        chatter.seek()
    kill(house.live)
    house.mend()

    await all_hear(everybody, "matched", within=AGAIN_WITHIN)
    crowd.check()
