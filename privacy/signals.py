"""News of privacy for the apps to the left."""

from django.dispatch import Signal

#: A mail waits to be sent: ``mail_id``; sent once the row is committed.
mail_waits = Signal()

#: A copy of somebody's data waits to be made: ``archive_id``; sent once the row is committed.
archive_waits = Signal()
