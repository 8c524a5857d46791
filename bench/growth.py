"""What a few installations grow to: very many companies and contacts, and two of them with very
many activities.
"""

from crm.models import Company, Person, User
from followups.models import FollowUp

COMPANIES, PERSONS, ACTIVITIES = 100_000, 100_000, 20_000
FROM_SIZE = 100_000  # follow-ups
CITIES = ["Oslo", "Ås", "Bergen", "Trondheim", "Ålesund", "Tromsø", "Østerås", "Ærøskøbing"]
CATEGORIES = ["Customer", "Prospect", "Supplier", "Partner"]


def grow():
    owners = list(User.objects.order_by("pk"))
    more = range(COMPANIES - Company.objects.count())
    Company.objects.bulk_create((company(n, owners) for n in more), batch_size=1000)
    more = range(PERSONS - Person.objects.count())
    firms = list(Company.objects.order_by("-pk")[:1000])
    Person.objects.bulk_create((person(n, owners, firms) for n in more), batch_size=1000)
    make_busy()


def make_busy():
    """One company has all these activities, one of its contacts half of them."""
    company, person = busiest()
    tied = FollowUp.objects.filter(company__isnull=False, deleted_at=None).order_by("pk")
    keys = list(tied.values_list("pk", flat=True)[:ACTIVITIES])
    FollowUp.objects.filter(pk__in=keys).update(company=company, person=None)
    FollowUp.objects.filter(pk__in=keys[::2]).update(person=person)


def busiest():
    """The company and the contact of it that have most activities."""
    person = Person.objects.filter(company__owner__username="ingrid").order_by("company", "pk")[0]
    return person.company, person


def company(number, owners):
    made = Company(
        name=f"{number * 7919 % COMPANIES:06} Fjordlys AS",
        category=CATEGORIES[number % 7 % 4],
        city=CITIES[number % 29 % 8],
        phone=f"+47 {number * 7907 % COMPANIES:08}",
        number=str(900_000_000 + number),
        owner=owners[number % len(owners)],
    )
    made.prepare()
    return made


def person(number, owners, companies):
    made = Person(
        first_name=f"Kari {number % 1009}",
        last_name=f"Nordmann {number * 7919 % PERSONS:06}",
        company=companies[number % len(companies)],
        title=CATEGORIES[number % 7 % 4],
        mobile=f"+47 {number * 7907 % PERSONS:08}",
        email=f"kari{number}@example.com",
        owner=owners[number % len(owners)],
    )
    made.prepare()
    return made
