from crm.forms.preferences import PreferencesForm
from crm.forms.zones import listed_zones

__all__ = ["PreferencesForm", "listed_zones"]
