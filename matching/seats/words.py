"""What the server says in its own words, in the language of whoever sits there."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

WORDS: Final[dict[str, "Promise | str"]] = {
    "too_fast": _("That was too fast. It goes on in a moment."),
    "undo_asked": _("The person you just met would like to talk on. Do you?"),
    "undo_missed": _("The other person is no longer free."),
    "careful": _(
        "Be careful: who asks for money or gift cards, wants to go on in another app, or threatens to publish "
        "something is often not who they seem. Do not pay. You can complain at any time."
    ),
    "slow_down": _("Several people left quickly or complained. Think of who sits opposite: it may end with a pause."),
    "nobody_watches": _("No moderator is on duty just now, so nobody meets anybody. Come back in a while."),
    "warned": _("A moderator has a word for you: it stands on your page of decisions."),
    "bad_handle": _("This meeting is too long ago."),
}


def say(code: str, language: str) -> str:
    """Return the words for a code, in a language of the site."""
    with override(language or None):
        return str(WORDS[code])
