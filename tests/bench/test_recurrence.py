from bench import recurrence


def test_every_rule_is_measured_old_and_young():
    section = recurrence.section(rounds=1)

    assert section.count(" ✓ |") + section.count(" ✗ |") == len(recurrence.RULES)
