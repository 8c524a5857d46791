from followups.admin import custom_fields, followups, resources, traces, types

__all__ = ["custom_fields", "followups", "resources", "traces", "types"]
