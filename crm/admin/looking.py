from django.http import Http404


class LookOnly:
    """Part of an admin of what is made and changed elsewhere; here it can be found and read."""

    change_form_template = "admin/look_only.html"

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def history_view(self, request, object_id, extra_context=None):
        raise Http404
