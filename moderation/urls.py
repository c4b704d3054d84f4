"""Addresses of moderation that are not staff's."""

from django.urls import path

from .views import complaints, decisions, numbers

app_name = "moderation"
urlpatterns = [
    path("complaints/<str:receipt>/", complaints.receipt, name="receipt"),
    path("decisions/<str:key>/", decisions.decision, name="decision"),
    path("decisions/<str:key>/pictures/<int:pk>/", decisions.picture, name="own_picture"),
    path("account/decisions/", decisions.own, name="decisions"),
]
machine_urlpatterns = [
    path("complaints/", complaints.complain, name="complain"),
    path("numbers.json", numbers.for_machines, name="numbers-for-machines"),
]
