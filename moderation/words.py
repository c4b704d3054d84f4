"""What people are told, in their language: the rule that was broken, and a first draft of each letter."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from moderation.models import Complaint, Decision

R = Complaint.Reason
#: The rules of the house, by what is complained about; the same words as on the page of rules.
RULES: Final[Mapping[str, "Promise"]] = {
    R.MINOR: _("You are 18 or older, and so is everybody you show yourself with."),
    R.NUDITY: _("No nudity and no sex unless the other person has agreed to it, in words."),
    R.HARASSMENT: _("No harassment, no hate, no threats, no blackmail."),
    R.THREAT: _("No harassment, no hate, no threats, no blackmail."),
    R.HATE: _("No harassment, no hate, no threats, no blackmail."),
    R.ADVERT: _("No advertising, no begging for money, no robots."),
    R.RECORDED: _("No recording, no pictures taken, nothing passed on of what you see here."),
    R.OTHER: _("Behind every picture sits a person: be decent to each other."),
}
#: What a complainant reads of the outcome; never what became of the other, nor who that is (reliability T42).
OUTCOMES: Final[Mapping[str, "Promise"]] = {
    Complaint.Outcome.WAITS: _("A moderator reads it. You will find the outcome here."),
    Complaint.Outcome.UPHELD: _("You were right: a rule was broken, and we acted on it. Thank you."),
    Complaint.Outcome.DISMISSED: _("A moderator has read it, and found no rule broken in what there was to see."),
    Complaint.Outcome.BAD_FAITH: _("A moderator has read it, and found that it was made to harm."),
    Complaint.Outcome.GONE: _("The person has left Chatear for good; nothing of theirs is here any more."),
}

#: What the rules of detection go by (`detection.SIGNALS`), as people read it.
SIGNALS: Final[Mapping[str, "Promise"]] = {
    "chats": _("Chats"),
    "left_fast_share": _("Of them left at once by the other, %"),
    "mean_seconds": _("Their mean length, seconds"),
    "complaints": _("People who complained"),
    "links": _("Messages with links"),
    "contacts": _("Messages with contacts elsewhere"),
    "money": _("Messages about money"),
    "phones": _("Messages with telephone numbers"),
    "threats": _("Messages that threaten"),
    "repeated": _("Messages said again"),
}
#: Of a decision's facts, what names the rule.
_HEAD: Final = ("rule", "version")
_MEASURED: Final = re.compile(r"(?P<value>[\d.]+) \((?P<sign>>=|<=) (?P<limit>[\d.]+)\)")


def facts(found: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return on which signals a rule acted, each with its value and threshold, in the language that is on."""
    return [(str(SIGNALS.get(name, name)), _fact(str(value))) for name, value in found.items() if name not in _HEAD]


def _fact(value: str) -> str:
    measured = _MEASURED.fullmatch(value)
    if measured is None:
        return value
    said = gettext("%(value)s; the rule begins at %(limit)s")
    if measured["sign"] == "<=":
        said = gettext("%(value)s; the rule holds up to %(limit)s")
    return said % measured.groupdict()


def rule(reason: str) -> str:
    """Return the rule that something breaks, in the language that is on."""
    return str(RULES[reason])


def draft(*, kind: str, reason: str, ends_at: datetime | None, language: str) -> str:
    """Return a letter to begin with: what happened, which rule it breaks, until when, and what one may do."""
    with override(language or None):
        parts = [
            gettext("Somebody complained about you, and a moderator has looked at it: %(what)s.")
            % {"what": R(reason).label},
            gettext("This breaks a rule of the house: “%(rule)s”") % {"rule": rule(reason)},
        ]
        if kind == Decision.Kind.WARNED:
            parts.append(gettext("This is a warning. Nothing else follows, as long as it stays at this."))
        elif ends_at is not None:
            until = formats.date_format(ends_at, "DATETIME_FORMAT")
            parts.append(
                gettext("You are kept out until %(until)s (UTC). After that everything is as before.")
                % {"until": until}
            )
        parts.append(
            gettext("If you think this is wrong, appeal: somebody else reads it, within 48 hours, free of charge.")
        )
        return "\n\n".join(parts)


def automatic(*, reason: str, language: str) -> str:
    """Return what somebody is told whom a rule has paused."""
    with override(language or None):
        return "\n\n".join(
            (
                gettext("A rule that runs by itself has noticed something: %(what)s.") % {"what": R(reason).label},
                gettext("It breaks a rule of the house: “%(rule)s”") % {"rule": rule(reason)},
                gettext("You are asked to pause for some minutes. Nobody has decided about you."),
                gettext("If you think this is wrong, appeal: a person reads it, within 48 hours, free of charge."),
            )
        )
