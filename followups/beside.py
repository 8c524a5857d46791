"""What a form shows beside the company and the contact that are chosen in it."""


def numbers_of(person, company):
    """(label, number) of each telephone that reaches the contact, or else the company."""
    found = person.numbers if person else []
    known = {number for _label, number in found}
    of_company = company.numbers if company else []
    return [*found, *(line for line in of_company if line[1] not in known)]
