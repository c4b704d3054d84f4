"""Pages of accounts, which have a language, and addresses that machines call, which have none."""

from . import devices, door, letters, membership, profile, social, usage

app_name = "accounts"
PARTS = (door, letters, membership, social, profile, devices, usage)
urlpatterns = [pattern for part in PARTS for pattern in part.urlpatterns]
machine_urlpatterns = [pattern for part in PARTS for pattern in part.machine_urlpatterns]
