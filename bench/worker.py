"""Measures on one database of one size, when it is told to: a line of JSON each way.

{"do": "facts"}                → what there is to measure, with queries and bytes
{"do": "round", "number": n}   → [seconds, CPU seconds] of each contender for item n
{"do": "end"}
"""

import json
import os
import sys

import django


def main():
    answers = sys.stdout
    sys.stdout = sys.stderr
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    from django.utils import timezone  # noqa: PLC0415  Django has to be set up first

    from bench.measuring import Measuring  # noqa: PLC0415
    from bench.pages import NOW  # noqa: PLC0415

    timezone.now = lambda: NOW  # the data lies around this moment
    measuring = Measuring(size=int(sys.argv[1]), stamp=sys.argv[2])
    for line in sys.stdin:
        order = json.loads(line)
        if order["do"] == "end":
            break
        answer = getattr(measuring, order.pop("do"))(**order)
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
    measuring.clear()


if __name__ == "__main__":
    main()
