from crm.admin import records, shared_preferences, site, users

__all__ = ["records", "shared_preferences", "site", "users"]
