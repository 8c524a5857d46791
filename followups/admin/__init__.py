from followups.admin import custom_fields, followups, resources, types

__all__ = ["custom_fields", "followups", "resources", "types"]
