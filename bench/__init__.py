"""How fast the pages are, beside two floors below which Django cannot go.

The parent (`command`) starts a process for each database and size (`worker`), which measures
a page and its floors in turn; the parent goes round, so that all of them meet the same machine.
"""
