"""The chat page's address; the socket's is in routing.py."""

from django.urls import path

from . import views

app_name = "matching"
urlpatterns = [path("", views.chat, name="chat")]
machine_urlpatterns = [path("ice/", views.ice, name="ice")]
