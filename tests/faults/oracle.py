"""What must be true of everybody's log afterwards, whatever broke (`reliability.md` O1, O2, O7)."""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from tests.fakes.chatter import Chatter, Meeting


def check(chatters: Iterable[Chatter]) -> Counter[str]:
    """Look at every log and return how often each `why` was heard.

    :raises AssertionError: if anybody's story is not whole, or two stories do not fit together
    """
    chatters = list(chatters)
    for chatter in chatters:
        each_meeting_begins_once_and_ends_once(chatter)
        one_meeting_at_a_time(chatter)
        nothing_from_an_earlier_meeting(chatter)
    meetings_are_of_two(chatters)
    return Counter(why for chatter in chatters for meeting in chatter.meetings.values() for why in meeting.ends)


def each_meeting_begins_once_and_ends_once(chatter: Chatter) -> None:
    """One `matched`, then one `ended`; none when one's own socket went first, or while it lasts."""
    for meeting in chatter.meetings.values():
        assert meeting.begun == 1, f"{meeting.begun} times matched: {meeting}"
        told = 0 if meeting.cut or meeting.ended_at is None else 1
        assert len(meeting.ends) == told, f"ended {meeting.ends}: {meeting}"


def one_meeting_at_a_time(chatter: Chatter) -> None:
    """Nobody is given to two people at once."""
    for earlier, later in pairwise(chatter.meetings.values()):
        assert earlier.ended_at is not None, f"{earlier} had not ended when {later} began"
        assert earlier.ended_at <= later.began_at, f"{earlier} had not ended when {later} began"


def nothing_from_an_earlier_meeting(chatter: Chatter) -> None:
    """No signal or text of a partner who is gone reaches the next call."""
    assert not chatter.stray, chatter.stray


def meetings_are_of_two(chatters: Iterable[Chatter]) -> None:
    """Two different people, one of whom offers; if only one of them heard of it, that one was told the end."""
    sides: dict[str, list[tuple[Chatter, Meeting]]] = {}
    for chatter in chatters:
        for meeting in chatter.meetings.values():
            sides.setdefault(meeting.chat, []).append((chatter, meeting))
    for chat, both in sides.items():
        assert len(both) <= 2, f"{len(both)} people in {chat}"
        people = {chatter.guest.person for chatter, _ in both}
        assert len(people) == len(both), f"somebody met themselves in {chat}"
        if len(both) == 2:
            assert {meeting.role for _, meeting in both} == {"offer", "answer"}, chat
        over = [meeting.ended_at is not None for _, meeting in both]
        assert all(over) or not any(over), f"one side of {chat} was never told: {[m for _, m in both]}"
        assert len(both) == 2 or over[0], f"nobody on the other side of {chat}"
