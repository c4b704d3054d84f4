import signal

from chatear.services import watchdog


def test_only_children_that_did_not_end_are_left():
    lines = ["+ 10 15\n", "+ 11 2\n", "- 10\n", "nonsense\n"]

    assert watchdog.still_wanted(lines) == {11: signal.SIGINT}
