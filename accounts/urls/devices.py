"""Devices, open sessions, passkeys and codes."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
machine_urlpatterns: list[URLPattern] = []
