from followups.views.beside import beside
from followups.views.calls import start_call, start_planned_call
from followups.views.editing import create, detail
from followups.views.images import image, image_create
from followups.views.noting import note
from followups.views.pages import brief, look_up, peek, sale_peek, trash, type_colours
from followups.views.reading import read
from followups.views.rounds import plan_for_selection
from followups.views.search import search
from followups.views.verbs import (
    complete,
    copy,
    delete,
    delete_several,
    postpone,
    reopen,
    restore,
    undo,
)

__all__ = [
    "beside",
    "brief",
    "complete",
    "copy",
    "create",
    "delete",
    "delete_several",
    "detail",
    "image",
    "image_create",
    "look_up",
    "note",
    "peek",
    "plan_for_selection",
    "postpone",
    "read",
    "reopen",
    "restore",
    "sale_peek",
    "search",
    "start_call",
    "start_planned_call",
    "trash",
    "type_colours",
    "undo",
]
