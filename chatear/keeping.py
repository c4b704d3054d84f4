"""How long Django's own tables keep what is in them (promise: RET-1)."""

from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_lazy as _

from privacy.rules import Every, Rule

RULES: Final = (
    Rule(
        name="staff-log",
        words=_("What a member of staff changed is deleted from the log after a year."),
        table="admin.LogEntry",
        every=Every.DAY,
        clock="action_time",
        kept_for=lambda: timedelta(days=365),
    ),
)
