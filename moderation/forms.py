"""What people write to moderation, and what moderators write."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from . import selectors
from .models import Appeal, Complaint, Rule
from .policy import ALONE, LONGEST
from .services import decisions
from .services.appeals import LONGEST as LONGEST_APPEAL
from .services.complaints import LONGEST_NOTE

MOST = 100_000  # what a rule can count to


class ContestForm(forms.Form):
    """Why somebody finds an outcome wrong."""

    words = forms.CharField(
        label=_("What did we miss?"),
        help_text=_("Somebody else reads it. Please leave out names and addresses of other people."),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what we missed, in a few words.")},
    )


class AppealForm(forms.Form):
    """Why somebody finds a decision about them wrong."""

    words = forms.CharField(
        label=_("What happened, as you see it?"),
        help_text=_("Somebody who did not decide reads it. Please leave out names and addresses of other people."),
        max_length=LONGEST_APPEAL,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write what happened, in a few words.")},
    )
    keeps_picture = forms.BooleanField(
        label=_("Keep the picture until I am answered, also when the ban ends before that"), required=False
    )


class NoteForm(forms.Form):
    """A note for colleagues."""

    words = forms.CharField(label=_("Note for colleagues"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class DecideForm(forms.Form):
    """What a moderator decides; the button says what."""

    kind = forms.ChoiceField(
        choices=[(kind, kind) for kind in ("DISMISSED", "WARNED", "BANNED", "ESCALATED", "REMOVED", "SECOND")]
    )
    rule = forms.ChoiceField(label=_("Rule"), choices=Complaint.Reason, required=False)
    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=LONGEST.days, required=False)
    reason = forms.CharField(
        label=_("What speaks for it, for colleagues"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    warning = forms.CharField(max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 6}))
    letter = forms.CharField(max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 8}))
    bad_faith = forms.CharField(max_length=2000, required=False)  # numbers of complaints

    def clean(self) -> dict[str, Any]:
        """Ask for what a ban needs."""
        sent = super().clean() or {}
        kind = sent.get("kind")
        if kind == "BANNED" and not sent.get("days"):
            self.add_error("days", _("Say for how many days."))
        if kind in {"BANNED", "ESCALATED"} and not str(sent.get("reason", "")).strip():
            self.add_error("reason", _("Say in a few words what speaks for it."))
        return sent

    def made(self, *, complaints: Collection[int]) -> decisions.Made:
        """Return what was decided, as the domain has it; of complaints only those of this case."""
        sent, kind = self.cleaned_data, self.cleaned_data["kind"]
        restricts = kind in {"WARNED", "BANNED"}
        return decisions.Made(
            kind=kind,
            rule=sent["rule"] if restricts else "",
            length=timedelta(days=sent["days"]) if kind == "BANNED" else timedelta(),
            reason=sent["reason"],
            letter=sent["warning" if kind == "WARNED" else "letter"] if restricts else "",
            bad_faith=[pk for pk in complaints if str(pk) in sent["bad_faith"].split(",")],
        )


class FindForm(forms.Form):
    """Which of the cases that wait are looked for."""

    reason = forms.ChoiceField(
        label=_("Reason"), choices=[("", _("all reasons")), *Complaint.Reason.choices], required=False
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("all languages")), *settings.LANGUAGES], required=False
    )
    words = forms.CharField(
        label=_("Words in it"),
        min_length=3,
        max_length=100,
        required=False,
        error_messages={"min_length": _("Give three letters at least.")},
    )
    like = forms.CharField(label=_("Like case"), max_length=12, required=False)

    def wish(self) -> selectors.Wish:
        """Return what is looked for; what can't be read is left out."""
        sent = getattr(self, "cleaned_data", {})
        found = {name: sent.get(name, "") for name in ("reason", "language", "words")}
        return selectors.Wish(**found, like=sent.get("like", "").upper())


class TogetherForm(forms.Form):
    """What is decided about many cases at once; the button says what."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in ("DISMISSED", "WARNED", "BANNED")])
    rule = forms.ChoiceField(label=_("Rule"), choices=Complaint.Reason)
    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=ALONE.days, required=False)
    reason = forms.CharField(
        label=_("What speaks for it, for colleagues"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say in a few words what speaks for it.")},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for what a ban needs."""
        sent = super().clean() or {}
        if sent.get("kind") == "BANNED" and not sent.get("days") and "days" not in self.errors:
            self.add_error("days", _("Say for how many days."))
        return sent

    def made(self) -> decisions.Made:
        """Return what was decided, as the domain has it."""
        sent = self.cleaned_data
        return decisions.Made(
            kind=sent["kind"],
            rule=sent["rule"] if sent["kind"] != "DISMISSED" else "",
            length=timedelta(days=sent["days"]) if sent["kind"] == "BANNED" else timedelta(),
            reason=sent["reason"],
        )


class AnswerForm(forms.Form):
    """The answer to an appeal."""

    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=[choice for choice in Appeal.Outcome.choices if choice[0] != Appeal.Outcome.WAITS]
    )
    days = forms.IntegerField(
        label=_("Days in all, where it ends sooner"), min_value=1, max_value=LONGEST.days, required=False
    )
    words = forms.CharField(
        label=_("The answer, as the person reads it"),
        max_length=LONGEST_APPEAL,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class RuleForm(forms.Form):
    """What a rule of detection does from now on, and why."""

    name = forms.ChoiceField(choices=())
    state = forms.ChoiceField(choices=Rule.State)
    why = forms.CharField(
        label=_("Why"), max_length=500, error_messages={"required": _("Say why: colleagues read it here.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = Rule.objects.values_list("name", flat=True).distinct()
        self.fields["name"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Read the thresholds: as many as the rule has conditions, each from 0 to 100,000; none leaves them."""
        sent = super().clean() or {}
        sent["limits"] = limits = _numbers(self.data.getlist("limit") if isinstance(self.data, QueryDict) else [])
        last = Rule.objects.filter(name=sent.get("name")).order_by("-version").first()
        fits = limits is None or (last is not None and len(limits) == len(last.conditions))
        if not fits or not all(0 <= one <= MOST for one in limits or ()):
            self.add_error(None, _("A threshold is a number from 0 to 100,000."))
        return sent


def _numbers(texts: Collection[str]) -> list[float] | None:
    """Return numbers that were sent, one below zero for what is none; None if nothing was sent."""
    try:
        return [float(text) for text in texts] or None
    except ValueError:
        return [-1.0]
