from django.urls import path

from crm import sections, views


def addresses(folder, section, detail):
    """The list of a section, its form, and all there is to do with one of its records."""
    one, also, name = f"{folder}/<uuid:public_id>/", {"section": section}, section.name
    return [
        path(f"{folder}/", views.record_list, also, name=f"{name}-list"),
        path(f"{folder}/new/", views.create, also, name=f"{name}-create"),
        path(f"{folder}/owner/", views.change_owner, also, name=f"{name}-owner"),
        path(f"{folder}/export/<slug:kind>/", views.export, also, name=f"{name}-export"),
        path(f"{folder}/columns/", views.choose_columns, also, name=f"{name}-choose-columns"),
        path(f"{folder}/filters/", views.save_filter, also, name=f"{name}-save-filter"),
        path(f"{folder}/filters/remove/", views.remove_filter, also, name=f"{name}-remove-filter"),
        path(one, detail, name=f"{name}-detail"),
        path(f"{one}edit/", views.edit, also, name=f"{name}-edit"),
        path(f"{one}archive/", views.archive, also, name=f"{name}-archive"),
        path(f"{one}restore/", views.restore, also, name=f"{name}-restore"),
    ]


def addresses_of_duplicates(folder, section):
    """Where it is found out what is there twice, and made one."""
    also, name = {"section": section}, section.name
    return [
        path(f"{folder}/alike/", views.alike, also, name=f"{name}-alike"),
        path(f"{folder}/duplicates/", views.duplicate_list, also, name=f"{name}-duplicates"),
        path(f"{folder}/duplicates/apart/", views.tell_apart, also, name=f"{name}-tell-apart"),
        path(f"{folder}/duplicates/back/", views.take_back, also, name=f"{name}-take-back"),
        path(f"{folder}/merge/", views.merge, also, name=f"{name}-merge"),
    ]


def addresses_of_documents():
    one = "documents/<uuid:public_id>/"
    return [
        path("documents/new/", views.document_create, name="document-create"),
        path(one, views.document_detail, name="document-detail"),
        path(f"{one}open/", views.document_open, name="document-open"),
        path(f"{one}edit/", views.document_edit, name="document-edit"),
        path(f"{one}archive/", views.document_archive, name="document-archive"),
        path(f"{one}restore/", views.document_restore, name="document-restore"),
    ]


def addresses_of_selections():
    one = "selections/<uuid:public_id>/"
    return [
        path(f"{one}add/", views.selection_add, name="selection-add"),
        path(f"{one}take-out/", views.selection_take_out, name="selection-take-out"),
        path(f"{one}freeze/", views.selection_freeze, name="selection-freeze"),
        path(f"{one}members/<slug:kind>/", views.selection_members, name="selection-members"),
    ]


def addresses_into_selections(folder, section):
    """What stands in the list goes into a selection, or is kept as one."""
    also, name = {"section": section}, section.name
    kept = also | {"is_dynamic": True}
    return [
        path(f"{folder}/into-selection/", views.into_selection, also, name=f"{name}-select"),
        path(f"{folder}/keep/", views.into_selection, kept, name=f"{name}-keep"),
    ]


def addresses_of_files():
    """Imports, and the export of everything."""
    one, archive = "import/<uuid:public_id>/", "export/<uuid:public_id>/"
    return [
        path("import/", views.import_start, name="import-start"),
        path(one, views.import_detail, name="import-detail"),
        path(f"{one}columns/", views.import_columns, name="import-columns"),
        path(f"{one}preview/", views.import_preview, name="import-preview"),
        path(f"{one}refused/", views.import_refused, name="import-refused"),
        path(f"{one}undo/", views.import_undo, name="import-undo"),
        path(f"{one}discard/", views.import_discard, name="import-discard"),
        path("export/", views.full_export, name="full-export"),
        path(f"{archive}download/", views.full_export_download, name="full-export-download"),
        path(f"{archive}discard/", views.full_export_discard, name="full-export-discard"),
    ]


PROJECT = "projects/<uuid:public_id>/"

app_name = "crm"
urlpatterns = [
    *addresses("companies", sections.COMPANIES, views.company_detail),
    *addresses("contacts", sections.PERSONS, views.person_detail),
    *addresses_of_duplicates("companies", sections.COMPANIES),
    *addresses_of_duplicates("contacts", sections.PERSONS),
    *addresses("sales", sections.SALES, views.sale_detail),
    path("sales/<uuid:public_id>/status/", views.sale_status, name="sale-status"),
    *addresses("projects", sections.PROJECTS, views.project_detail),
    path(f"{PROJECT}members/new/", views.join_project, name="project-join"),
    path(f"{PROJECT}members/<uuid:user>/leave/", views.leave_project, name="project-leave"),
    *addresses("selections", sections.SELECTIONS, views.selection_detail),
    *addresses_of_selections(),
    *addresses_into_selections("companies", sections.COMPANIES),
    *addresses_into_selections("contacts", sections.PERSONS),
    *addresses_of_documents(),
    *addresses_of_files(),
    path("records/undo/<uuid:batch>/", views.undo, name="change-undo"),
    path("preferences/", views.preferences, name="preferences"),
]
