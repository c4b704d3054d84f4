"""What somebody writes to the operator."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from privacy.models import Letter

KIND = Letter.Kind


class LetterForm(forms.Form):
    """A few words, and an address if an answer is wished."""

    body = forms.CharField(
        label=_("What you want to say"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Say nothing of other people that is not needed here."),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        help_text=_("Only if you want an answer. It is used for nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none"}),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == KIND.MINOR:
            self.fields["body"].label = _("What makes you think so, and how we find this person")
            asked = _("When you met, the name or picture shown, what was said. No pictures, please.")
            self.fields["body"].help_text = format_lazy("{} {}", asked, self.fields["body"].help_text)
