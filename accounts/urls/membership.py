"""Registering, signing in and out, the e-mail address and the password."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
machine_urlpatterns: list[URLPattern] = []
