"""Registering, signing in and out, the e-mail address and the password."""

from django.urls import URLPattern, path

from accounts.views import membership, passwords

urlpatterns = [
    path("account/register/", membership.register, name="register"),
    path("account/login/", membership.login, name="login"),
    path("account/logout/", membership.sign_out, name="logout"),
    path("account/mail-sent/", membership.mail_sent, name="mail_sent"),
    path("account/confirm/<str:token>/", membership.confirm, name="confirm"),
    path("account/address/", passwords.change_address, name="change_address"),
    path("account/password/", passwords.change_password, name="change_password"),
    path("account/password/forgotten/", passwords.ask_reset, name="ask_reset"),
    path("account/password/new/<uuid:person_id>/<str:token>/", passwords.reset, name="reset"),
]
machine_urlpatterns: list[URLPattern] = []
