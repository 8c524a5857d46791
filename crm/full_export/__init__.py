"""Everything that one colleague may see, in open formats; other apps join their kinds."""
