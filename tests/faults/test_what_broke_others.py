"""Every fault that servers of this kind were caught with (`reference/peers.md` 3), played against ours."""

from pathlib import Path

import psutil
import pytest
import redis

from tests.fakes.chatter import Chatter
from tests.faults.crowd import Crowd, all_hear
from tests.faults.house import House

pytestmark = pytest.mark.faults

KIB = 1024
GROWTH = 24 * KIB * KIB  # bytes that slow readers may cost; unbounded it would be 70 MB
OFFER = (Path(__file__).parents[1] / "fakes" / "offer.sdp").read_bytes().decode()
LARGE_OFFER = OFFER + f"a=x-padding:{'x' * 990}\r\n" * 9  # as large as one may be


async def test_find_while_matched_tells_the_old_partner(crowd: Crowd) -> None:
    first, second = await crowd.two(at=0)
    first.seek()

    assert (await first.hears("ended"))["why"] == "next"
    assert (await second.hears("ended"))["why"] == "next"
    crowd.check()


async def test_all_who_press_together_are_matched(crowd: Crowd) -> None:
    everybody = await crowd.come(200, at=0)
    for chatter in everybody:
        chatter.seek()

    await all_hear(everybody, "matched", within=10)
    assert len({chatter.chat for chatter in everybody}) == 100
    crowd.check()


async def test_a_double_press_is_one_ticket(crowd: Crowd) -> None:
    hasty, second, third = await crowd.come(3, at=0)
    hasty.seek()
    hasty.seek()
    await hasty.hears("waiting")
    second.seek()
    await all_hear((hasty, second), "matched")
    third.seek()
    await third.hears("waiting")

    await third.hears_no_more("matched")
    await hasty.hears_no_more("matched")
    crowd.check()


async def test_nobody_meets_themselves_in_another_tab(crowd: Crowd) -> None:
    (first,) = await crowd.come(1, at=0)
    first.seek()
    await first.hears("waiting")
    other_tab = crowd.expect(Chatter(first.guest, first.address, peer=first.peer))
    await other_tab.open()
    other_tab.seek()

    assert await first.closes() == 4409
    await other_tab.hears("waiting")
    await other_tab.hears_no_more("matched")
    crowd.check()


async def test_somebody_whose_tcp_dropped_is_no_ghost(crowd: Crowd) -> None:
    ghost, second, third = await crowd.come(3, at=0)
    ghost.seek()
    await ghost.hears("waiting")
    ghost.drop()
    await ghost.closes()
    await second.hears_no_more("matched")  # its answer comes after the server saw the end of the other
    second.seek()
    await second.hears("waiting")
    third.seek()
    await all_hear((second, third), "matched")

    assert second.chat == third.chat
    crowd.check()


async def test_the_partner_of_one_who_dropped_is_told_within_five_seconds(crowd: Crowd) -> None:
    first, second = await crowd.two(at=0)
    first.drop()

    assert (await second.hears("ended", within=5))["why"] == "lost"
    crowd.check()


async def test_one_who_leaves_does_not_empty_the_line(crowd: Crowd) -> None:
    first, second = await crowd.come(2, at=0)
    first.seek(wish={"countries": [], "genders": [], "languages": ["eo"], "interests": []}, mode="text")
    await first.hears("waiting")
    second.leave()
    await second.closes()
    (third,) = await crowd.come(1, at=0)
    third.seek(wish={"countries": [], "genders": [], "languages": ["eo"], "interests": []}, mode="text")

    await all_hear((first, third), "matched")
    crowd.check()


async def test_signals_are_neither_lost_nor_doubled_nor_reordered(crowd: Crowd) -> None:
    first, second = await crowd.two(at=0)
    for number in range(100):
        first.signal(candidates=[candidate(number)])
    sent = [candidate(number)["candidate"] for number in range(100)]

    await crowd.becomes(lambda: len(second.heard("signal")) >= 100, within=5)
    await second.hears_no_more("ended")
    heard = [each["candidate"] for frame in second.heard("signal") for each in frame["candidates"]]
    assert heard == sent
    crowd.check()


async def test_an_ex_partner_reaches_nobody(crowd: Crowd) -> None:
    first, ex = await crowd.two(at=0)
    old = first.chat
    (third,) = await crowd.come(1, at=0)
    third.seek()
    await third.hears("waiting")
    first.seek()
    await all_hear((first, third), "matched")

    for chat in (old, first.chat):  # also somebody who has guessed the chat of others
        ex.signal(chat=chat, please="restart")
        ex.text("you will regret this", chat=chat)
    await ex.hears_no_more("text")
    third.text("hello")
    await all_hear((first, third), "text", body="hello")
    assert not first.heard("signal")
    assert [frame["body"] for frame in (*first.heard("text"), *third.heard("text"))] == ["hello", "hello"]
    crowd.check()


async def test_no_immediate_second_meeting(crowd: Crowd) -> None:
    first, second = await crowd.two(at=0)
    first.seek()
    second.seek()
    await all_hear((first, second), "waiting")
    await first.hears_no_more("matched")
    (third,) = await crowd.come(1, at=0)
    third.seek()

    await third.hears("matched")
    assert third.chat in {first.chat, second.chat}
    assert first.chat != second.chat
    crowd.check()


async def test_slow_readers_are_cut_off_and_cost_no_memory(crowd: Crowd, house: House) -> None:
    pairs = [await crowd.two(at=0) for _ in range(8)]
    web = psutil.Process(house.web_pid(0))
    before = web.memory_info().rss
    for talker, reader in pairs:
        assert reader.wire is not None
        reader.wire.transport.pause_reading()
        for _ in range(230):
            talker.signal(description={"type": "offer", "sdp": LARGE_OFFER})

    await all_hear([talker for talker, _ in pairs], "ended", within=15, why="lost")
    assert not [talker for talker, _ in pairs if talker.heard("error")]
    assert web.memory_info().rss - before < GROWTH
    for _, reader in pairs:
        assert reader.wire is not None
        reader.wire.transport.resume_reading()


async def test_a_forwarded_address_is_believed_of_a_proxy_only(crowd: Crowd, house: House) -> None:
    (somebody,) = await crowd.come(1, at=0)
    addresses = {}
    for source in ("127.0.0.1", "127.0.0.9"):  # the second is no hop that the operator named
        before, seen = limited_addresses(house), set()
        for number in range(1, 4):
            chatter = Chatter(somebody.guest, somebody.address, peer=f"203.0.113.{number}", source=source)
            await crowd.expect(chatter).open()
            seen |= limited_addresses(house)  # at once: a bucket that is full again is gone
        addresses[source] = len(seen - before)

    assert addresses == {"127.0.0.1": 3, "127.0.0.9": 0}  # this machine itself has no limit


def limited_addresses(house: House) -> set[bytes]:
    """Return the hashes of addresses that have knocked."""
    with redis.from_url(house.live.url) as live:
        return {key.rpartition(b":")[2] for key in live.scan_iter("limit:connect:a:*", count=1000)}


async def test_what_is_optional_may_be_away(crowd: Crowd, house: House) -> None:
    with house.without_queue():
        first, second = await crowd.two(at=0)
        first.text("still here")

        await second.hears("text", body="still here")
    crowd.check()


def candidate(number: int) -> dict[str, object]:
    """Return a candidate that can be told from its neighbours."""
    text = f"candidate:{number} 1 udp 2113937151 192.0.2.10 {40_000 + number} typ host generation 0"
    return {"candidate": text, "sdpMid": "0", "sdpMLineIndex": 0}
