import ast
import sys
from pathlib import Path

from followups import recurrence


def test_the_engine_needs_the_standard_library_alone():
    imported = set()
    for path in Path(recurrence.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom):
                imported.add(node.module)
            elif isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}

    others = {name for name in imported if name.split(".")[0] not in sys.stdlib_module_names}

    assert {name for name in others if not name.startswith("followups.recurrence")} == set()
