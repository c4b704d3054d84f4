"""A form that is given back: with what was typed, and with why."""

from collections.abc import Mapping
from typing import Any, Final

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import throttle
from accounts.services import entry, hashing, membership, passwords, second_step

#: The status, the field that the words stand beside (none for the whole form), and the words.
REFUSALS: Final[Mapping[type[Exception], tuple[int, str | None, Promise]]] = {
    throttle.TooOften: (429, None, _("That was too often in a short while. Wait a few minutes, then try again.")),
    throttle.NobodyCounts: (503, None, _("This does not work at the moment. Try again in a few seconds.")),
    hashing.TooBusy: (503, None, _("This does not work at the moment. Try again in a few seconds.")),
    membership.WrongWords: (
        400,
        None,
        _(
            "This address and this password do not belong together. If you have just registered, open the link in our "
            "mail first."
        ),
    ),
    passwords.WrongPassword: (400, "old", _("This is not your password.")),
    second_step.WrongCode: (
        400,
        "code",
        _("This code is not right, or it was used already. Codes of an app last half a minute: take the next one."),
    ),
    entry.AgeNotStated: (400, "age", _("Say that you are 18 or older: younger people may not use Chatear.")),
    entry.PolicyNotAccepted: (400, "policy", _("Accept the privacy policy that holds now, to go on.")),
}
REFUSED: Final[tuple[type[Exception], ...]] = (*REFUSALS, entry.KeptOut)


def refuse(request: HttpRequest, template: str, form: BaseForm, refusal: Exception, **more: Any) -> HttpResponse:
    """Give a form back with the reason; who must stay out is led to the letter that says until when."""
    if isinstance(refusal, entry.KeptOut):
        return HttpResponseRedirect(reverse("accounts:excluded"), status=303)
    status, field, words = REFUSALS[type(refusal)]
    form.add_error(field if field in form.fields else None, str(words))
    response = ask(request, template, form, status=status, **more)
    if isinstance(refusal, throttle.TooOften | throttle.NobodyCounts | hashing.TooBusy):
        response.headers["Retry-After"] = str(refusal.retry_after)
    return response


def ask(request: HttpRequest, template: str, form: BaseForm, *, status: int = 0, **more: Any) -> HttpResponse:
    """Show a form; one that was sent and is not in order is answered with 400."""
    status = status or (400 if form.is_bound else 200)
    return render(request, template, {"form": form} | more, status=status)
