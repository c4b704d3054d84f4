"""Where the operator must, somebody else says how old a person is. promise: CHI-1"""

import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest

from accounts import gates
from accounts.assurance import Forged, SignedRedirect
from accounts.models import Exclusion, Person, Profile
from chatear.services.places import PROJECT
from privacy import policy
from tests.stack import free_port

from .conftest import NOON

CHECKER = SignedRedirect("https://check.example/ask?site=1", "shared")
ANN = "145.97.39.155"  # somewhere in the Netherlands, by the bundled table


def answer(**changes: str) -> dict[str, str]:
    said = {"state": "s", "over_18": "yes", "checked_at": str(int(NOON.timestamp()))} | changes
    return {"signature": CHECKER.sign(said)} | said


def test_an_answer_to_our_question_is_read():
    assert CHECKER.is_of_age(answer(), state="s", now=NOON) is True
    assert CHECKER.is_of_age(answer(over_18="no"), state="s", now=NOON) is False


@pytest.mark.parametrize(
    "came",
    [
        answer() | {"over_18": "no"},
        answer() | {"signature": ""},
        answer() | {"signature": "é"},
        answer(state="another"),
        answer(over_18="maybe"),
        answer(checked_at="soon"),
        answer(checked_at="٣"),
        answer(checked_at=str(int((NOON - timedelta(hours=1)).timestamp()))),
        answer(checked_at=str(int((NOON + timedelta(hours=1)).timestamp()))),
        {},
    ],
)
def test_any_other_answer_is_refused(came):
    with pytest.raises(Forged):
        CHECKER.is_of_age(came, state="s", now=NOON)


def test_an_answer_without_a_question_is_refused():
    with pytest.raises(Forged):
        CHECKER.is_of_age(answer(state=""), state="", now=NOON)


def test_the_gate_asks_for_a_check_in_the_countries_that_want_one(guest, settings):
    settings.AGE_CHECK_COUNTRIES = frozenset({"NL"})

    def ask(country):
        return gates.may_enter(person=guest, device=None, address_hash="", now=NOON, country=country).why

    assert (ask("NL"), ask("DE"), ask("")) == ("AGE_CHECK", "", "")
    guest.age_assured_at = NOON
    assert ask("NL") == ""


@pytest.fixture
def checker(settings) -> Iterator[None]:
    """Run the one who checks ages, and let the site know them."""
    port = free_port()
    settings.AGE_CHECK_URL, settings.AGE_CHECK_KEY = f"http://127.0.0.1:{port}/", "shared"
    settings.AGE_CHECK_COUNTRIES = frozenset({"NL"})
    command = [sys.executable, "-W", "ignore", "-m", "tests.simulators.age_check", str(port), "shared"]
    process = subprocess.Popen(command, cwd=PROJECT)
    try:
        wait_for(settings.AGE_CHECK_URL, process)
        yield
    finally:
        process.terminate()
        process.wait()


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until somebody answers, be it with a refusal."""
    while process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5)
        except urllib.error.HTTPError as refusal:
            refusal.close()
            return
        except OSError:
            continue


def goes_there(client) -> dict[str, str]:
    """Follow the link, and return the addresses behind the two answers."""
    way = client.get("/en/account/age/", REMOTE_ADDR=ANN).context["way"]
    with urllib.request.urlopen(way, timeout=10) as page:
        links = [part.split('"')[0] for part in page.read().decode().replace("&amp;", "&").split('href="')[1:]]
    return dict(zip(("yes", "no"), links, strict=True))


def comes_back(client, link: str):
    place = urlsplit(link)
    return client.get(place.path, dict(parse_qsl(place.query)), REMOTE_ADDR=ANN)


@pytest.fixture
def entered(client, db, checker):
    came = client.post(
        "/enter/",
        {"age": "on", "policy": policy.current().number, "next": "/en/"},
        headers={"accept": "application/json"},
        REMOTE_ADDR=ANN,
    )
    assert came.json()["first"].endswith("/account/age/")
    return client


def test_after_a_yes_the_chat_is_open(entered):
    assert 'data-first="/en/account/age/"' in entered.get("/en/", REMOTE_ADDR=ANN).content.decode()
    assert comes_back(entered, goes_there(entered)["yes"])["Location"] == "/en/"
    assert "data-first" not in entered.get("/en/", REMOTE_ADDR=ANN).content.decode()
    assert abs(Person.objects.get().age_assured_at - datetime.now(UTC)) < timedelta(minutes=1)


def test_after_a_no_nothing_is_left_and_the_door_is_shut(entered):
    response = comes_back(entered, goes_there(entered)["no"])

    assert response.status_code == 403
    assert not Person.objects.exists()
    assert Exclusion.objects.get().device is not None
    assert entered.get("/en/", REMOTE_ADDR=ANN)["Location"] == "/en/excluded/"


def test_an_answer_counts_once(entered):
    link = goes_there(entered)["yes"]
    comes_back(entered, link)
    Person.objects.update(age_assured_at=None)

    assert comes_back(entered, link)["Location"] == "/en/account/age/"
    assert Person.objects.get().age_assured_at is None


def test_the_way_there_is_in_the_language_of_the_page(client, db, checker):
    form = {"age": "on", "policy": policy.current().number, "next": "/ar/"}
    came = client.post("/enter/", form, headers={"accept": "application/json"}, REMOTE_ADDR=ANN)

    assert came.json()["first"] == "/ar/account/age/"


def test_who_needs_no_check_is_sent_to_none(entered, settings):
    settings.AGE_CHECK_COUNTRIES = frozenset({"FR"})

    assert entered.get("/en/account/age/", REMOTE_ADDR=ANN)["Location"] == "/en/"


def test_a_script_sends_nobody_to_a_check_that_costs_money(entered, redis_live):
    asked = [entered.get("/en/account/age/", REMOTE_ADDR=ANN).status_code for _ in range(21)]

    assert asked == [200] * 20 + [302]


def test_a_member_of_staff_is_not_deleted_by_somebody_elses_word(entered):
    link = goes_there(entered)["no"]
    Person.objects.update(is_staff=True, email="staff@chatear.example", member_since=NOON)

    assert comes_back(entered, link).status_code == 403
    assert Person.objects.get().age_assured_at is None


def test_where_one_says_to_live_counts_too(guest, settings):
    settings.AGE_CHECK_COUNTRIES = frozenset({"FR"})
    Profile.objects.create(person=guest, country="FR")

    assert gates.must_prove_age(person=guest, country="NL")
    assert gates.must_prove_age(person=guest, country="")


def test_without_a_checker_nobody_chats_where_one_is_needed(guest, settings):
    settings.AGE_CHECK_COUNTRIES, settings.AGE_CHECK_URL = frozenset({"NL"}), ""

    assert gates.must_prove_age(person=guest, country="NL")


def test_without_a_checker_there_is_no_such_page(client, db):
    assert client.get("/en/account/age/").status_code == 404
