from crm.admin import imports, records, shared_preferences, site, users

__all__ = ["imports", "records", "shared_preferences", "site", "users"]
