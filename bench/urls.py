from django.urls import include, path, register_converter

from bench import calendars, floors
from config import urls
from diary import views
from diary.addresses import DayConverter

register_converter(DayConverter, "bench_day")

urlpatterns = [
    path("floors/plain/<int:number>/", floors.plain),
    path("floors/lean/<int:number>/", floors.lean),
    path("floors/write/", floors.write),
    path("calendar/day/<bench_day:day>/", calendars.alone(views.day)),
    path("calendar/week/<bench_day:day>/", calendars.alone(views.week)),
    path("calendar/month/<bench_day:day>/", calendars.alone(views.month)),
    path("calendar/overview/<bench_day:day>/", calendars.alone(views.overview)),
    path("", include(urls)),
]
