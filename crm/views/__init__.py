from crm.views.columns import choose_columns
from crm.views.documents import (
    document_archive,
    document_create,
    document_detail,
    document_edit,
    document_open,
    document_restore,
)
from crm.views.duplicates import alike, duplicate_list, take_back, tell_apart
from crm.views.editing import archive, create, edit, restore, undo
from crm.views.exporting import export
from crm.views.filters import remove_filter, save_filter
from crm.views.full_exports import full_export, full_export_discard, full_export_download
from crm.views.importing import (
    import_columns,
    import_detail,
    import_discard,
    import_preview,
    import_refused,
    import_start,
    import_undo,
)
from crm.views.lists import record_list
from crm.views.members import join_project, leave_project
from crm.views.merging import merge
from crm.views.owners import change_owner
from crm.views.preferences import preferences
from crm.views.records import company_detail, person_detail, project_detail, sale_detail
from crm.views.selections import (
    into_selection,
    selection_add,
    selection_detail,
    selection_freeze,
    selection_members,
    selection_take_out,
)
from crm.views.statuses import sale_status

__all__ = [
    "alike",
    "archive",
    "change_owner",
    "choose_columns",
    "company_detail",
    "create",
    "document_archive",
    "document_create",
    "document_detail",
    "document_edit",
    "document_open",
    "document_restore",
    "duplicate_list",
    "edit",
    "export",
    "full_export",
    "full_export_discard",
    "full_export_download",
    "import_columns",
    "import_detail",
    "import_discard",
    "import_preview",
    "import_refused",
    "import_start",
    "import_undo",
    "into_selection",
    "join_project",
    "leave_project",
    "merge",
    "person_detail",
    "preferences",
    "project_detail",
    "record_list",
    "remove_filter",
    "restore",
    "sale_detail",
    "sale_status",
    "save_filter",
    "selection_add",
    "selection_detail",
    "selection_freeze",
    "selection_members",
    "selection_take_out",
    "take_back",
    "tell_apart",
    "undo",
]
