"""How seats find each other, talk and part, in one process and across two."""

import pytest

from matching.pool import TICKETS
from matching.seals import open_handle, verify
from tests.matching.conftest import KEYRING, OFFER


async def test_the_joiner_gets_the_waiting_offer_and_each_hears_of_it_once(pair):
    waiting, joining = pair
    theirs, ours = await waiting.nth("matched"), await joining.nth("matched")

    assert (theirs["role"], ours["role"]) == ("offer", "answer")
    assert "offer" not in theirs
    assert ours["offer"].startswith("v=0")
    assert theirs["chat"] == ours["chat"]
    assert theirs["handle"] != ours["handle"]
    assert waiting.partners == joining.partners == 1


async def test_each_handle_opens_to_the_other_person(pair):
    waiting, joining = pair
    mine = await waiting.nth("matched")
    now = waiting.seat.exchange.now()

    handle = open_handle(KEYRING, mine["handle"], holder=waiting.seat.person, now=now)

    assert handle.partner == joining.seat.person
    assert joining.seat.person not in str(waiting.browser.frames), "nobody learns who the other is"


async def test_texts_reach_both_in_one_order_and_prove_themselves(pair):
    waiting, joining = pair
    chat = (await waiting.nth("matched"))["chat"]
    await joining.send("text", chat=chat, seq=1, body="hello")
    await waiting.nth("text")
    await waiting.send("text", chat=chat, seq=1, body="hi")
    await joining.nth("text", 2)
    await joining.send("text", chat=chat, seq=2, body="give me money")
    said = await waiting.nth("text", 3)
    await joining.nth("text", 3)

    assert said["from"] == "partner"
    assert [text["from"] for text in joining.browser.of("text")] == ["me", "partner", "me"]
    for one, other in zip(waiting.browser.of("text"), joining.browser.of("text"), strict=True):
        assert (one["seal"], one["prev"], one["body"]) == (other["seal"], other["prev"], other["body"])
    people = {"holder": waiting.seat.person, "partner": joining.seat.person}
    lines = verify(KEYRING, chat=chat, messages=waiting.browser.of("text"), now=said["at"], **people)
    assert [line.whose for line in lines] == ["partner", "holder", "partner"]
    assert all(line.follows for line in lines)


async def test_that_one_would_clear_the_picture_is_told_to_the_partner_and_only_where_it_is_so(pair):
    waiting, joining = pair
    chat = (await waiting.nth("matched"))["chat"]
    shown = {"chat": chat, "camera": True, "microphone": True, "blurred": True}
    await joining.send("media", **shown)
    await joining.send("media", **shown, ready=True)

    assert await waiting.nth("media") == {"type": "media", **shown}
    assert await waiting.nth("media", 2) == {"type": "media", **shown, "ready": True}
    await joining.send("media", **shown, ready="yes")
    assert (await joining.nth("error"))["code"] == "bad_frame"


async def test_a_text_that_comes_twice_is_said_once(pair):
    waiting, joining = pair
    chat = (await waiting.nth("matched"))["chat"]
    for body in ("once", "once", "twice"):
        await joining.send("text", chat=chat, seq=1 if body == "once" else 2, body=body)
    await waiting.nth("text", 2)

    assert [text["body"] for text in waiting.browser.of("text")] == ["once", "twice"]


async def test_only_one_side_makes_offers_and_an_offer_is_answered_once(pair):
    waiting, joining = pair
    chat = (await joining.nth("matched"))["chat"]
    answer = {"type": "answer", "sdp": OFFER.replace("actpass", "active")}
    await joining.send("signal", chat=chat, description=answer)
    await joining.send("signal", chat=chat, description=answer)
    await joining.send("signal", chat=chat, description={"type": "offer", "sdp": OFFER})
    await joining.send("signal", chat=chat, please="restart")
    await waiting.nth("signal", 2)

    kinds = [frame.get("description", {}).get("type") or frame.get("please") for frame in waiting.browser.of("signal")]
    assert kinds == ["answer", "restart"]
    assert (await joining.nth("error"))["code"] == "bad_frame"


async def test_next_ends_it_once_for_each_and_both_may_meet_somebody_else(pair, sit):
    waiting, joining = pair
    await joining.seek()
    left, gone = await waiting.nth("ended"), await joining.nth("ended")
    third = await sit(waiting.seat.exchange)
    await third.seek()
    await joining.nth("matched", 2)
    await third.nth("matched")

    assert (left["why"], gone["why"]) == ("next", "next")
    assert len(waiting.browser.of("ended")) == len(joining.browser.of("ended")) == 1
    assert third.partners == 1


async def test_the_two_who_just_met_do_not_meet_again(pair, redis):
    waiting, joining = pair
    await joining.seek()
    await waiting.nth("ended")
    await waiting.seek()
    await waiting.nth("waiting", 2)

    assert await redis.hlen(TICKETS) == 2
    assert waiting.partners == joining.partners == 1


@pytest.mark.parametrize(("failed", "why"), [(True, "failed"), (False, "next")])
async def test_a_meeting_that_never_showed_a_picture_is_nobodys_skip(pair, failed, why):
    waiting, joining = pair
    await joining.seek(failed=failed)

    assert (await waiting.nth("ended"))["why"] == why


async def test_a_wish_that_crosses_with_the_match_does_not_end_it(pair):
    _, joining = pair
    await joining.seek(chat_ends=False, wish={"languages": ["nl"]})
    await joining.send("ping", n=1)
    await joining.nth("pong")

    assert joining.browser.of("ended") == []


async def test_who_loses_the_socket_is_lost_to_the_other(pair):
    waiting, joining = pair
    await joining.seat.exchange.leave(joining.seat)

    assert (await waiting.nth("ended"))["why"] == "lost"


async def test_frames_about_an_earlier_meeting_fall_on_the_floor(pair, sit):
    waiting, joining = pair
    old = (await joining.nth("matched"))["chat"]
    await joining.seek()
    third = await sit(waiting.seat.exchange)
    await third.seek()
    await third.nth("matched")
    for frame in ({"kind": "text", "seq": 9, "body": "late"}, {"kind": "typing", "on": True}):
        await joining.send(frame.pop("kind"), chat=old, **frame)
    await joining.send("ping", n=1)
    await joining.nth("pong")

    assert not [
        frame for guest in (waiting, third) for frame in guest.browser.frames if frame["type"] in {"text", "typing"}
    ]


async def test_a_next_is_taken_back_when_both_want_it(pair):
    waiting, joining = pair
    await joining.seek()
    await waiting.nth("ended")
    first = await joining.nth("matched")
    await joining.send("undo", handle=first["handle"])
    assert (await waiting.nth("notice"))["code"] == "undo_asked"
    await waiting.send("undo", handle=(await waiting.nth("matched"))["handle"])

    again, too = await joining.nth("matched", 2), await waiting.nth("matched", 2)
    assert again["chat"] == too["chat"] != first["chat"]
    assert {again["role"], too["role"]} == {"offer", "answer"}


async def test_a_next_is_not_taken_back_by_one_alone(pair):
    waiting, joining = pair
    await joining.seek()
    await waiting.nth("ended")
    await joining.send("undo", handle=(await joining.nth("matched"))["handle"])
    await waiting.nth("notice")

    assert waiting.partners == joining.partners == 1


async def test_another_tab_takes_the_place_of_the_first(pair, sit):
    waiting, joining = pair
    await sit(waiting.seat.exchange, person=joining.seat.person)
    await joining.browser.until(lambda: joining.browser.code is not None)

    assert joining.browser.code == 4409
    assert (await joining.nth("ended"))["why"] == "replaced"
    assert (await waiting.nth("ended"))["why"] == "lost"


async def test_the_excluded_are_shown_out_in_the_middle_of_a_talk(pair):
    waiting, joining = pair
    joining.seat.exchange.put_out(person=joining.seat.person)

    assert joining.browser.code == 4403
    assert (await joining.nth("ended"))["why"] == "excluded"
    assert (await waiting.nth("ended"))["why"] == "lost"


async def test_who_is_blocked_is_never_met_again(pair, django_user_model):
    waiting, joining = pair
    await _keep_nothing(waiting)
    await waiting.send("block", handle=(await waiting.nth("matched"))["handle"])

    assert (await joining.nth("ended"))["why"] == "stopped"
    assert waiting.seat.avoids(now=waiting.seat.exchange.now() + 10**9), "for ever, not for ten minutes"


async def _keep_nothing(guest) -> None:
    """Leave PostgreSQL out of a test of seats."""

    async def kept(_person, _token):
        return None

    guest.seat.exchange.keep_block = kept


async def test_frames_that_make_no_sense_get_an_error_and_nothing_else(pair):
    waiting, _ = pair
    for kind, fields in (
        ("dance", {}),
        ("text", {}),
        ("ready", {"offer": "x"}),
        ("undo", {"handle": "x"}),
        ("block", {"handle": "x"}),
        ("signal", {"chat": (await waiting.nth("matched"))["chat"], "candidates": [{"candidate": "x"}]}),
    ):
        await waiting.send(kind, **fields)
    codes = [frame["code"] for frame in waiting.browser.of("error")]

    assert codes == ["bad_frame", "bad_frame", "bad_offer", "bad_handle", "bad_handle", "bad_candidate"]


async def test_a_tab_whose_socket_broke_comes_back_into_the_same_talk(north, sit):
    waiting, joining = await sit(north, tab="w"), await sit(north, person="joiner", tab="j")
    await waiting.seek(offer=OFFER)
    await joining.seek()
    chat = (await joining.nth("matched"))["chat"]

    await north.socket_ended(joining.seat, joining.browser, on_purpose=False)
    await waiting.send("text", chat=chat, seq=1, body="are you there?")
    back = await sit(north, person="joiner", tab="j")
    back.seat.catch_up()
    await back.send("text", chat=chat, seq=1, body="yes")

    assert back.seat is joining.seat
    assert (await back.nth("text"))["body"] == "are you there?"
    assert (await waiting.nth("text", 2))["body"] == "yes"
    assert waiting.browser.of("ended") == []


async def test_a_tab_that_does_not_come_back_is_lost_to_the_other(north, sit):
    waiting, joining = await sit(north, tab="w"), await sit(north, tab="j")
    await waiting.seek(offer=OFFER)
    await joining.seek()
    await joining.nth("matched")

    await north.socket_ended(joining.seat, joining.browser, on_purpose=False)

    assert (await waiting.nth("ended"))["why"] == "lost"
    assert joining.seat.id not in north.seats


async def test_who_closes_the_page_is_gone_at_once(north, sit):
    waiting, joining = await sit(north, tab="w"), await sit(north, tab="j")
    await waiting.seek(offer=OFFER)
    await joining.seek()

    await north.socket_ended(joining.seat, joining.browser, on_purpose=True)

    assert waiting.browser.of("ended")[0]["why"] == "lost"
