"""What a browser sends along with an answer about being counted."""

from django.test import Client

HERE = {"HTTP_ORIGIN": "http://testserver"}


def answer(browser: Client, said: str, *, page: str = "/en/policy/", **headers: str) -> None:
    """Answer yes or no, in the bar of a page."""
    response = browser.post("/en/account/choices/", {"all": said, "next": page}, **HERE, **headers)
    assert response.status_code == 303
