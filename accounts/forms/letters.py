"""What somebody writes to the operator."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from privacy.models import Letter
from privacy.services.letters import Written

KIND = Letter.Kind
#: Beside every field in which somebody may write freely. promise: DAT-21
NOBODY_ELSE = _("Say nothing of other people that is not needed here.")


class Worked(forms.Form):
    """A form for which a browser works a second (`privacy/captcha.py`); its answer is empty where scripts are off."""

    is_proved = False

    altcha = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput(attrs={"data-riddle": ""}))


class LetterForm(Worked):
    """A few words, and an address if an answer is wished."""

    body = forms.CharField(
        label=_("What you want to say"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=NOBODY_ELSE,
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        help_text=_("Only if you want an answer by mail. It is used for nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none"}),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind == KIND.MINOR:
            self.fields["body"].label = _("What makes you think so, and how we find this person")
            asked = _("When you met, the name or picture shown, what was said. No pictures, please.")
            self.fields["body"].help_text = format_lazy("{} {}", asked, NOBODY_ELSE)

    def written(self) -> Written:
        """Return what was filled in."""
        data = self.cleaned_data
        name, place = data.get("name", ""), data.get("place", "")
        return Written(
            kind=self.kind, body=data["body"], email=data["email"], name=name, place=place, is_proved=self.is_proved
        )


class NoticeForm(LetterForm):
    """A notice that something is illegal, with what the law wants of one (Digital Services Act, article 16 (2)).

    Who reports what was done to a child need not say who they are.
    """

    place = forms.CharField(
        label=_("Where it is, or how we find it"),
        max_length=500,
        help_text=_("When you met, the name or picture shown, or the address of a page."),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        required=False,
        help_text=_("The law asks for it, except where a child was abused. Nobody outside our staff learns it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    honest = forms.BooleanField(label=_("To the best of my knowledge this is right and complete."))

    field_order = ("place", "body", "name", "email", "honest", "altcha")

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, kind=kind, **kwargs)
        of_a_picture = _("What is to be seen, and that you did not agree to it")
        self.fields["body"].label = of_a_picture if kind == KIND.INTIMATE else _("Why it is illegal")


class BackForm(Worked):
    """What whoever wrote says to the answer."""

    body = forms.CharField(
        label=_("Your words"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}), help_text=NOBODY_ELSE
    )
