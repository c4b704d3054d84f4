"""The viewer's own check: it blurs first and clears what is harmless, by the real model; nothing leaves the device."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Invite

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def test_a_harmless_picture_is_cleared_by_the_real_model_and_nobody_is_asked(invite: Invite) -> None:
    ann, bob = invite("blue"), invite("red")
    loaded = []
    ann.page.on("request", lambda sent: loaded.append(sent.url))
    for visitor in (ann, bob):
        visitor.visit()
    assert not [url for url in loaded if "/vendor/nudity/" in url], "nothing of it is loaded before it is wanted"
    ann.page.locator("input[data-setting=nudity]").check()
    for visitor in (ann, bob):
        visitor.start()
    ann.becomes("talking")

    with ann.page.expect_response(lambda answer: "weights" in answer.url, timeout=20_000):
        pass
    expect(ann.stage).not_to_have_attribute("data-veiled", "", timeout=30_000)
    ann.sees("red")
    expect(ann.page.locator("nudity-veil")).to_be_hidden()
    ann.has_no_errors()


def test_what_is_held_for_nudity_is_blurred_until_one_wants_to_see_it(invite: Invite) -> None:
    """The worker is one that holds everything for nudity: no such picture is needed to see what follows."""
    ann, bob = invite("blue"), invite("red")
    always = "onmessage = ({ data }) => postMessage({ id: data.id, nudity: 0.97 });"
    ann.context.route("**/nudity/check*.js", lambda route: route.fulfill(body=always, content_type="text/javascript"))
    for visitor in (ann, bob):
        visitor.visit()
    ann.page.locator("input[data-setting=nudity]").check()
    for visitor in (ann, bob):
        visitor.start()
    ann.becomes("talking")

    expect(ann.page.get_by_text("This may be nudity.")).to_be_visible()
    assert "blur" in ann.video("partner").evaluate("(video) => getComputedStyle(video).filter")
    ann.page.locator("nudity-veil [data-part=reveal]").click()
    expect(ann.page.locator("nudity-veil")).to_be_hidden()
    expect(ann.video("partner")).to_have_css("filter", "none")
    bob.becomes("talking")
