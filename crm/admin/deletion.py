from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db.models import CASCADE, PROTECT
from django.shortcuts import redirect
from django.utils.translation import gettext as _


class KeptWhileUsed:
    """Refuses to delete what is in use, and says so without naming what uses it.

    Django's own page would list the titles of follow-ups that the administrator may not see.
    """

    # Relations whose rows are part of the object and go with it.
    parts: tuple[str, ...] = ()
    advice = ""

    def is_used(self, record):
        return any(
            relation.related_model._base_manager.filter(**{relation.field.name: record}).exists()
            for relation in record._meta.get_fields(include_hidden=True)
            if relation.auto_created
            and getattr(relation, "on_delete", None) in (CASCADE, PROTECT)
            and relation.field.model._meta.model_name not in self.parts
        )

    def delete_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, unquote(object_id))
        if record is not None and self.is_used(record):
            text = _("“%(name)s” is in use, so it cannot be deleted.") % {"name": record}
            messages.error(request, f"{text} {self.advice}")
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", record.pk)
        return super().delete_view(request, object_id, extra_context)

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions
