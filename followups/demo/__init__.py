"""A made-up sales team, its customers and its time: the demo, and data to measure with.

`story.tell(…)` fills an empty database, the same for the same seed and day.
"""
