"""A riddle is solved once, in time, by work; anything else proves nothing."""

import base64
import json
from datetime import timedelta

import pytest
from altcha import v1 as altcha
from django.utils import timezone

from privacy import captcha


@pytest.fixture(autouse=True)
def easy(settings, redis_live):
    settings.CAPTCHA_WORK = 300


def solved(*, ago=timedelta(), **changes):
    riddle = captcha.riddle(now=timezone.now() - ago)
    found = altcha.solve_challenge(riddle["challenge"], riddle["salt"], riddle["algorithm"], riddle["maxnumber"])
    names = ("algorithm", "challenge", "salt", "signature")
    said = {name: riddle[name] for name in names} | {"number": found.number} | changes
    return base64.b64encode(json.dumps(said).encode()).decode()


def test_a_solution_counts_once():
    solution = solved()

    assert captcha.is_solved(solution)
    assert not captcha.is_solved(solution)


@pytest.mark.parametrize(
    "changes", [{"number": -1}, {"salt": "aa"}, {"signature": "0" * 64}, {"challenge": "0" * 64}, {"algorithm": "MD5"}]
)
def test_a_forged_one_does_not(changes):
    assert not captcha.is_solved(solved(**changes))


def test_one_that_took_too_long_does_not():
    assert not captcha.is_solved(solved(ago=captcha.LASTS + timedelta(seconds=2)))


@pytest.mark.parametrize(
    "rubbish", ["", "x", "e30=", base64.b64encode(b"[]").decode(), base64.b64encode(b"\xff{").decode(), "A" * 5000]
)
def test_rubbish_is_no_error(rubbish):
    assert not captcha.is_solved(rubbish)


def test_a_riddle_of_another_secret_is_not_ours(settings):
    solution = solved()
    settings.SECRET_KEY = "another" * 9

    assert not captcha.is_solved(solution)
