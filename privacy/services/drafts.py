"""The letter that staff finds when they answer a request: in the language of whoever asked, to be changed."""

from collections.abc import Mapping
from typing import Final

from django.conf import settings
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from privacy.models import RightsRequest

KIND = RightsRequest.Kind
_TAKE_ALONG: Final = _(
    "Everything that is held about you, with what it is for, how long it is kept and who may see it, is in the copy "
    "that you take along yourself, on the page Privacy of your account. It is ready in minutes."
)
_ERASE: Final = _(
    "You have everything erased by yourself on the page Privacy of your account. It says what goes, what stays and "
    "why. Without an account nothing of you is left but this request."
)
_BODIES: Final[Mapping[str, Promise]] = {
    KIND.ACCESS: _TAKE_ALONG,
    KIND.PORTABILITY: _TAKE_ALONG,
    KIND.KNOW: _TAKE_ALONG,
    KIND.ERASURE: _ERASE,
    KIND.DELETE: _ERASE,
    KIND.RECTIFICATION: _("We have corrected it."),
    KIND.CORRECT: _("We have corrected it."),
    KIND.RESTRICTION: _("From now on it is kept and not used, until you lift that."),
    KIND.OBJECTION: _("We have stopped it."),
    KIND.WITHDRAWAL: _("Your consent is taken back, and what rested on it alone is deleted."),
    KIND.HUMAN: _("A person has looked at it again, and found:"),
    KIND.SHINE: _(
        "In the calendar year before this one we passed no personal information on to others for their direct "
        "marketing."
    ),
    KIND.COMPLAINT: _(
        "We have looked into it, and found: … You may also turn to the Privacy Commissioner of Canada at any time."
    ),
}


def letter(row: RightsRequest) -> str:
    """Return the beginning of an answer."""
    with override(row.language):
        asked = gettext("On %(day)s you asked us: “%(kind)s” (number %(number)s).") % {
            "day": date_format(row.came_date, "DATE_FORMAT"),
            "kind": row.get_kind_display(),
            "number": row.number,
        }
        body = str(_BODIES.get(row.kind, ""))
    return "\n\n".join(part for part in (asked, body, str(settings.OPERATOR["name"])) if part)
