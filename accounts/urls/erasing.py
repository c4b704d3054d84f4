"""Having oneself erased, what we hold restricted, and objecting."""

from django.urls import URLPattern, path

from accounts.views import erasing

urlpatterns: list[URLPattern] = [
    path("account/erase/", erasing.erase, name="erase"),
    path("account/erase/withdraw/", erasing.withdraw_erasure, name="withdraw_erasure"),
    path("account/restrict/", erasing.restrict, name="restrict"),
    path("account/restrict/lift/", erasing.lift_restriction, name="lift_restriction"),
    path("account/object/", erasing.object_to, name="object"),
    path("account/object/end/", erasing.end_objection, name="end_objection"),
]
machine_urlpatterns: list[URLPattern] = []
