from django.urls import path, re_path

from followups import views

app_name = "followups"
urlpatterns = [
    re_path(
        r"^followups/new/(?P<kind>appointment|task|call)/$", views.create, name="follow-up-create"
    ),
    path("followups/<uuid:public_id>/", views.detail, name="follow-up-detail"),
    path("followups/<uuid:public_id>/peek/", views.peek, name="follow-up-peek"),
    path("followups/<uuid:public_id>/brief/", views.brief, name="follow-up-brief"),
    path("followups/<uuid:public_id>/complete/", views.complete, name="follow-up-complete"),
    path("followups/<uuid:public_id>/reopen/", views.reopen, name="follow-up-reopen"),
    path("followups/<uuid:public_id>/postpone/", views.postpone, name="follow-up-postpone"),
    path("followups/<uuid:public_id>/delete/", views.delete, name="follow-up-delete"),
    path("followups/<uuid:public_id>/restore/", views.restore, name="follow-up-restore"),
    path("followups/<uuid:public_id>/copy/", views.copy, name="follow-up-copy"),
    path("followups/<uuid:public_id>/start/", views.start_planned_call, name="planned-call-start"),
    path("followups/calls/start/", views.start_call, name="call-start"),
    path("followups/images/new/", views.image_create, name="image-create"),
    path("followups/images/<uuid:public_id>/", views.image, name="image"),
    path("followups/note/", views.note, name="note"),
    path("followups/undo/<uuid:batch>/", views.undo, name="change-undo"),
    path("followups/delete/", views.delete_several, name="several-delete"),
    path("followups/trash/", views.trash, name="trash"),
    path("followups/beside/", views.beside, name="beside"),
    path("followups/read/", views.read, name="read"),
    path("followups/look-up/<slug:what>/", views.look_up, name="look-up"),
    path("selections/<uuid:public_id>/plan/", views.plan_for_selection, name="selection-plan"),
    path("sales/<uuid:public_id>/peek/", views.sale_peek, name="sale-peek"),
    path("search/", views.search, name="search"),
    path("type-colours.css", views.type_colours, name="type-colours"),
]
