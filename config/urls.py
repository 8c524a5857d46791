from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("diary.urls")),
    path("", include("crm.urls")),
    path("", include("followups.urls")),
    path("accounts/", include("config.accounts")),
    path("admin/", admin.site.urls),
]
