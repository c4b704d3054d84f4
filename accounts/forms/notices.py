"""What somebody wants to be sent."""

from django import forms
from django.utils.translation import gettext_lazy as _

from privacy.models import Subscription

from .membership import WithAddress


class SubscribeForm(WithAddress):
    """What is sent, and where to."""

    what = forms.ChoiceField(label=_("What"), choices=Subscription.What.choices, widget=forms.RadioSelect)
    field_order = ("what", "email")
