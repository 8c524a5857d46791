import hashlib
import tomllib

from django.conf import settings

VENDOR = settings.BASE_DIR / "static" / "vendor"
FILES = tomllib.loads((VENDOR / "VENDOR.toml").read_text())["file"]


def test_every_file_by_others_is_as_it_came():
    for entry in FILES:
        if "sha256" in entry:
            found = hashlib.sha256((VENDOR / entry["path"]).read_bytes()).hexdigest()

            assert found == entry["sha256"], entry["path"]


def test_every_file_by_others_is_named_with_its_licence():
    named = {entry[key] for entry in FILES for key in ("path", "licence_file")}
    there = {path.name for path in VENDOR.iterdir()} - {"README.md", "VENDOR.toml"}

    assert there == {name for name in named if not name.startswith("..")}


def test_files_by_others_ask_for_no_source_map():
    scripts = [path for path in VENDOR.glob("*.js") if "sourceMappingURL" in path.read_text()]

    assert scripts == []
