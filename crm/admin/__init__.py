from crm.admin import imports, organisation, records, shared_preferences, site, users

__all__ = ["imports", "organisation", "records", "shared_preferences", "site", "users"]
