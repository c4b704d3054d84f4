"""What a seat counts of its person, whom it warns, and handles that outlast any talk (promise: DAT-10, DAT-11)."""

import pytest

from matching import behaviour
from matching.seals import HANDLE_LIVES, open_handle
from matching.seats.talking import RENEWED_EVERY
from tests.matching.conftest import KEYRING


async def numbers(redis, seat, wanted):
    """Return somebody's numbers, once they are there."""
    while True:
        held = await redis.hgetall(f"behaviour:{seat.person}")
        if wanted <= held.keys():
            return {name: float(value) for name, value in held.items() if name != "at"}


async def test_a_talk_is_one_chat_for_both_and_who_is_left_at_once_is_counted(pair, redis):
    waiting, joining = pair
    await joining.nth("matched")
    await joining.send("stop")
    left = await numbers(redis, waiting.seat, {"chats"})
    mine = await numbers(redis, joining.seat, {"chats"})

    assert (left["chats"], left["left_fast"], mine["chats"]) == (1, 1, 1)
    assert "left_fast" not in mine, "leaving oneself is no number at all"


async def test_a_broken_line_says_nothing_of_anybody(pair, redis):
    waiting, joining = pair
    await joining.nth("matched")
    await joining.seat.exchange.leave(joining.seat)
    left = await numbers(redis, waiting.seat, {"chats"})

    assert "left_fast" not in left


async def test_what_texts_are_like_is_counted_and_no_word_of_them_kept(pair, redis):
    waiting, joining = pair
    chat = (await joining.nth("matched"))["chat"]
    for seq in (1, 2, 3):
        await joining.send("text", chat=chat, seq=seq, body="sentinelword add me on telegram")
    await waiting.nth("text", 3)
    await joining.send("stop")
    found = await numbers(redis, joining.seat, {"contacts"})

    assert (found["contacts"], found["repeated"]) == (3, 2)
    for key in await redis.keys("*"):
        assert "sentinelword" not in str(await redis.dump(key))


@pytest.mark.parametrize("lure", ["pay or I send it to your friends", "stuur me geld", "agrégame en instagram"])
async def test_who_reads_a_lure_is_warned_on_the_spot_and_once(pair, lure):
    waiting, joining = pair
    chat = (await joining.nth("matched"))["chat"]
    await joining.send("text", chat=chat, seq=1, body=lure)
    await joining.send("text", chat=chat, seq=2, body=lure)
    assert (await waiting.nth("notice"))["code"] == "careful"

    await waiting.nth("text", 2)
    assert len(waiting.browser.of("notice")) == 1
    assert joining.browser.of("notice") == [], "who wrote it hears nothing"


async def test_an_innocent_text_warns_nobody(pair):
    waiting, joining = pair
    chat = (await joining.nth("matched"))["chat"]
    await joining.send("text", chat=chat, seq=1, body="hello, where are you from?")
    await waiting.nth("text")

    assert waiting.browser.of("notice") == []


async def test_in_a_talk_of_an_hour_one_can_complain_at_any_time_and_a_quarter_of_an_hour_after(pair):
    waiting, _ = pair
    first = await waiting.nth("matched")
    exchange, began = waiting.seat.exchange, waiting.seat.exchange.now()
    for minute in range(1, 61):
        exchange.now = lambda minute=minute: began + minute * 60_000
        waiting.seat.meeting.heard_at = exchange.now()
        waiting.seat.talk.renew_handle(now=exchange.now())
    last = waiting.browser.of("handle")[-1]["handle"]
    await waiting.send("stop")
    at_the_end = (await waiting.nth("ended"))["handle"]

    assert 8 < len(waiting.browser.of("handle")) < 13
    for handle, minutes in ((last, 60), (at_the_end, 74)):
        opened = open_handle(KEYRING, handle, holder=waiting.seat.person, now=began + minutes * 60_000)
        assert opened.chat == first["chat"]
    assert RENEWED_EVERY * 2 < HANDLE_LIVES


def test_without_redis_nothing_is_counted_and_nothing_breaks(monkeypatch):
    import redis  # noqa: PLC0415 - a client of nobody

    nobody = redis.Redis(port=1, socket_connect_timeout=0.1)
    monkeypatch.setattr("matching.behaviour.servers.live", lambda: nobody)

    assert behaviour.numbers_of("x") == {}
    assert behaviour.take_due() == []
    behaviour.complained(person_id="x", pseudonym="y")
