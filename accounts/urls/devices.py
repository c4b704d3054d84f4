"""Devices and open sessions."""

from django.urls import URLPattern, path

from accounts.views import devices

urlpatterns: list[URLPattern] = [
    path("account/devices/", devices.devices, name="devices"),
    path("account/devices/others/end/", devices.end_other_sessions, name="end_other_sessions"),
    path("account/devices/<int:device_id>/end/", devices.end_device, name="end_device"),
    path("account/sessions/<slug:name>/end/", devices.end_session, name="end_session"),
]
machine_urlpatterns: list[URLPattern] = []
