"""What staff fills in to answer a request by right."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AnswerForm(forms.Form):
    """The letter as it goes out."""

    text = forms.CharField(label=_("The letter"), max_length=8000, widget=forms.Textarea(attrs={"rows": 14}))


class ExtendForm(forms.Form):
    """Why it takes longer, for whoever waits."""

    reason = forms.CharField(
        label=_("Why it takes longer, in the language of whoever asked"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
