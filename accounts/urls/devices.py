"""Devices and open sessions, passkeys and codes."""

from django.urls import URLPattern, path

from accounts.views import devices, notices, proving, second_step, security, staff

urlpatterns: list[URLPattern] = [
    path("account/devices/", devices.devices, name="devices"),
    path("account/devices/others/end/", devices.end_other_sessions, name="end_other_sessions"),
    path("account/devices/<int:device_id>/end/", devices.end_device, name="end_device"),
    path("account/sessions/<slug:name>/end/", devices.end_session, name="end_session"),
    path("account/security/", security.security, name="security"),
    path("account/security/passkeys/add/", security.add_passkey, name="add_passkey"),
    path("account/security/passkeys/<int:passkey_id>/remove/", security.remove_passkey, name="remove_passkey"),
    path("account/security/app/add/", security.add_app, name="add_app"),
    path("account/security/app/remove/", security.remove_app, name="remove_app"),
    path("account/security/codes/renew/", security.renew_codes, name="renew_codes"),
    path("account/notices/", notices.notices, name="notices"),
    path("account/notices/<int:subscription_id>/end/", notices.end_notices, name="end_notices"),
    path("account/prove/", proving.prove, name="prove"),
    path("account/second-step/", second_step.take, name="second_step"),
    path("account/staff/", staff.step, name="staff_step"),
    path("account/passkey/", second_step.passkey_login, name="passkey_login"),
]
machine_urlpatterns: list[URLPattern] = [
    path("account/passkey/options/", second_step.options, name="passkey-options"),
]
