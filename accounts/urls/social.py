"""Signing in by other services, and what they told of somebody."""

from django.urls import path

from accounts.views import facebook_calls, sign_in_ways, social

urlpatterns = [
    path("account/sign-in/", sign_in_ways.sign_in_ways, name="sign_in_ways"),
    path("account/sign-in/<slug:slug>/", social.begin, name="begin_elsewhere"),
    path("account/sign-in/<slug:slug>/unlink/", sign_in_ways.unlink, name="unlink"),
    path("account/almost/", social.almost, name="almost"),
    path("account/facebook/", sign_in_ways.fill, name="fill"),
    path("account/facebook/confirm/", sign_in_ways.confirm_told, name="confirm_told"),
    path("account/facebook/deletion/<str:code>/", facebook_calls.deletion, name="facebook_deletion"),
    path("account/came/", sign_in_ways.came, name="came"),
    path("account/came/<int:item_id>/delete/", sign_in_ways.forget_told, name="forget_told"),
]
machine_urlpatterns = [
    path("account/social/complete/<slug:slug>/", social.complete, name="social-complete"),
    path("account/social/facebook/deauthorise/", facebook_calls.deauthorise, name="facebook-deauthorise"),
    path("account/social/facebook/delete/", facebook_calls.delete_data, name="facebook-delete"),
]
