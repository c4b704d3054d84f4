"""What somebody says of themselves, and how old they are."""

from django.urls import path

from accounts.views import assuring, profiles

from . import converters  # noqa: F401 - names in addresses

urlpatterns = [
    path("account/profile/", profiles.profile_page, name="profile_page"),
    path("account/age/", assuring.age_check, name="age_check"),
    path("account/age/checked/", assuring.age_checked, name="age_checked"),
]
machine_urlpatterns = [path("photos/<photo:name>.webp", profiles.photo, name="photo")]
