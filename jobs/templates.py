"""Compiles every template: a wrong tag or a missing library shows before a page is opened."""

import os
import sys

import django
from django.conf import settings
from django.template import TemplateSyntaxError, engines


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    sys.exit("\n".join(faults()) or None)


def faults() -> list[str]:
    folder = settings.BASE_DIR / "templates"
    names = [path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file()]
    return [fault for name in names if (fault := fault_of(str(name)))]


def fault_of(name: str) -> str | None:
    try:
        engines["django"].get_template(name)
    except (TemplateSyntaxError, UnicodeDecodeError) as error:
        return f"{name}: {error}"
    return None


if __name__ == "__main__":
    main()
