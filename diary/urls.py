from django.urls import path, register_converter
from django.views.generic import RedirectView

from diary import views
from diary.addresses import DayConverter

register_converter(DayConverter, "day")

app_name = "diary"
urlpatterns = [
    path("", RedirectView.as_view(pattern_name="diary:week"), name="home"),
    path("diary/day/", views.day, name="day"),
    path("diary/day/<day:day>/", views.day, name="day"),
    path("diary/day/<day:day>/list/", views.day_list, name="day-list"),
    path("diary/week/", views.week, name="week"),
    path("diary/week/<day:day>/", views.week, name="week"),
    path("diary/month/", views.month, name="month"),
    path("diary/month/<day:day>/", views.month, name="month"),
    path("diary/overview/", views.overview, name="overview"),
    path("diary/overview/<day:day>/", views.overview, name="overview"),
    path("diary/calendar/", views.small_calendar, name="calendar"),
    path("diary/calendar/<day:day>/", views.small_calendar, name="calendar"),
    path("diary/go/", views.go, name="go"),
    path("diary/owners/", views.owners, name="owners"),
]
