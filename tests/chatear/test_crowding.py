"""A page that gets no turn in time says so."""

import pytest
from django.http import HttpRequest, HttpResponse

from chatear import crowding


@pytest.fixture
def shown(monkeypatch):
    monkeypatch.setattr(crowding, "WAITS", 0.0)
    return crowding.TakeTurns(lambda request: HttpResponse("shown"))


def request_in(language: str) -> HttpRequest:
    request = HttpRequest()
    request.path = request.path_info = f"/{language}/"
    return request


def test_who_gets_no_turn_is_asked_to_come_back_in_their_language(shown):
    for _ in range(crowding.AT_ONCE):
        shown.turns.acquire()

    answer = shown(request_in("nl"))

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "seconden" in answer.content.decode()


@pytest.mark.django_db
def test_a_turn_is_given_back(shown):
    answers = [shown(request_in("en")) for _ in range(crowding.AT_ONCE + 1)]

    assert {answer.content for answer in answers} == {b"shown"}


@pytest.mark.django_db
def test_a_page_that_breaks_gives_its_turn_back_too():
    def breaks(_request: HttpRequest) -> HttpResponse:
        raise ZeroDivisionError

    middleware = crowding.TakeTurns(breaks)
    for _ in range(crowding.AT_ONCE):
        with pytest.raises(ZeroDivisionError):
            middleware(request_in("en"))

    assert middleware.turns.acquire(blocking=False)


def test_whoever_asks_whether_the_process_lives_waits_for_nobody(shown):
    for _ in range(crowding.AT_ONCE):
        shown.turns.acquire()
    request = HttpRequest()
    request.path = request.path_info = "/health/live"

    assert shown(request).content == b"shown"
