"""Mails that somebody asks to be sent: notices and the newsletter. promise: DAT-5"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import addresses, throttle
from accounts.forms.notices import SubscribeForm
from accounts.models import Person
from accounts.services import mailbox
from privacy.services import subscriptions

from .membership import reader_of
from .refusing import REFUSED, ask, refuse

PAGE = "accounts/notices.html"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """List what somebody is sent, and take what they ask to be sent."""
    person = request.user if isinstance(request.user, Person) else None
    own = (person.email if person else "") or ""
    more: dict[str, Any] = {"rows": subscriptions.subscriptions_of(person_id=person.pk) if person else []}
    form = SubscribeForm(request.POST or None, initial={"email": own, "what": "NEWS"})
    if not form.is_valid():
        return ask(request, PAGE, form, **more)
    now, reader, email = timezone.now(), reader_of(request), form.cleaned_data["email"]
    try:
        throttle.take_turn("ask-for-mail", address=addresses.of_request(request), now=now)
        mailbox.count_mail(email, now=now)
    except REFUSED as refusal:
        return refuse(request, PAGE, form, refusal, **more)
    at_once = subscriptions.ask(
        what=form.cleaned_data["what"],
        email=email,
        person_id=person.pk if person else None,
        own_email=own,
        language=reader.language,
        root=reader.root,
        now=now,
    )
    words = gettext("It holds from now on.") if at_once else gettext("Look into your mail, and say yes there.")
    messages.success(request, words)
    return HttpResponseRedirect(reverse("accounts:notices"), status=303)


@never_cache
@require_POST
def end_notices(request: HttpRequest, subscription_id: int) -> HttpResponse:
    """End what somebody is sent."""
    if not isinstance(request.user, Person):
        raise Http404
    subscriptions.end_own(subscription_id=subscription_id, person_id=request.user.pk)
    messages.success(request, gettext("It is ended."))
    return HttpResponseRedirect(reverse("accounts:notices"), status=303)
