"""News of moderation."""

from django.dispatch import Signal

#: A restriction was overturned: ``person_id``, and ``lost``, the time for which it kept somebody from what they paid.
restriction_ended = Signal()
