"""News of accounts for the apps to the left."""

from django.dispatch import Signal

#: Somebody is kept out from now on: ``person_id``, ``device_id``, ``address_hash``; sent once the row is committed.
person_excluded = Signal()
