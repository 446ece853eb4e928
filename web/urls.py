"""Addresses of the pages."""

from __future__ import annotations

from django.urls import path

from web import views

urlpatterns = [
    path("", views.home, name="home"),
    path("search", views.search, name="search"),
    path("cases/<slug:slug>", views.case, name="case"),
    path("people/<slug:slug>", views.person, name="person"),
    path("employers/<slug:slug>", views.employer, name="employer"),
    path("about", views.about, name="about"),
]
