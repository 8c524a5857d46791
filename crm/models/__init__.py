from crm.models.companies import Company, Person
from crm.models.custom_fields import CustomChoice, CustomField
from crm.models.different import DifferentCompanies, DifferentPersons
from crm.models.documents import Document
from crm.models.filters import SavedFilter
from crm.models.full_exports import FullExport
from crm.models.imports import Import, RefusedLine
from crm.models.list_columns import ListColumns
from crm.models.organisation import Organisation
from crm.models.preferences import Preferences
from crm.models.projects import Project, ProjectMember
from crm.models.reasons import SaleReason
from crm.models.sales import Sale, Stage
from crm.models.selections import Selection, SelectionMember
from crm.models.shared_preferences import Decision, SharedPreferences
from crm.models.users import Role, User, UserGroup
from crm.models.visibility import Visibility

__all__ = [
    "Company",
    "CustomChoice",
    "CustomField",
    "Decision",
    "DifferentCompanies",
    "DifferentPersons",
    "Document",
    "FullExport",
    "Import",
    "ListColumns",
    "Organisation",
    "Person",
    "Preferences",
    "Project",
    "ProjectMember",
    "RefusedLine",
    "Role",
    "Sale",
    "SaleReason",
    "SavedFilter",
    "Selection",
    "SelectionMember",
    "SharedPreferences",
    "Stage",
    "User",
    "UserGroup",
    "Visibility",
]
