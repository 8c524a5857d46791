from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FollowUpsConfig(AppConfig):
    name = "followups"
    verbose_name = _("Follow-ups")

    def ready(self):
        import followups.zones  # noqa: F401, PLC0415  connects its receiver
        from crm import changes, merging  # noqa: PLC0415  they need the models
        from crm.columns import OF_SALES  # noqa: PLC0415  its texts are translated
        from crm.forms import preferred_types  # noqa: PLC0415  forms need them as well
        from crm.forms.search import SaleSearchForm  # noqa: PLC0415  so do these
        from crm.full_export import kinds  # noqa: PLC0415  so do these
        from followups.full_export import FOLLOW_UPS  # noqa: PLC0415
        from followups.merging import ALONG, take_back  # noqa: PLC0415
        from followups.models import FollowUpType  # noqa: PLC0415
        from followups.next_steps import ALSO, COLUMN  # noqa: PLC0415

        preferred_types.sources.append(FollowUpType.objects.to_prefer)
        merging.also.append(ALONG)
        changes.also_undone.append(take_back)
        kinds.kinds.append(FOLLOW_UPS)
        OF_SALES.insert(2, COLUMN)
        SaleSearchForm.also["step"] = ALSO
