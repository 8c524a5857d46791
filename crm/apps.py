from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CrmConfig(AppConfig):
    name = "crm"
    verbose_name = _("Customers and colleagues")

    def ready(self):
        from crm import merging, selections  # noqa: PLC0415  what moves along with a merger

        merging.also.append(selections.ALONG)
        import crm.signals  # noqa: PLC0415  connects its receivers
        import crm.sqlite  # noqa: PLC0415  reads dates quicker
        import crm.words  # noqa: F401, PLC0415  the same, and its lookup
