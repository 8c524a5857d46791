"""The stylesheets of every page. An installation serves them in one piece (config.static_files)."""

WHOLE = "css/dagbok.css"
PARTS = [
    f"css/{name}.css"
    for name in (
        "base",  # first: it puts the layers in order
        "form",
        "frame",
        "diary",
        "grid",
        "boxes",
        "month",
        "overview",
        "list",
        "page",
        "merging",
        "follow-up",
        "state",
        "narrow",
        "units",
        "print",
    )
]
