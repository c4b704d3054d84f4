"""What people write to moderation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .services.appeals import LONGEST
from .services.complaints import LONGEST_NOTE


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
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write what happened, in a few words.")},
    )
    keeps_picture = forms.BooleanField(
        label=_("Keep the picture until I am answered, also when the ban ends before that"), required=False
    )
