"""News of matching for the app to the left."""

from django.dispatch import Signal

#: A look at somebody's camera has ended: ``look_id``, and ``outcome``: taken, dark, refused or failed.
look_ended = Signal()
