"""What a few installations grow to: very many companies, and one with very many activities."""

from crm.models import Company, User
from followups.models import FollowUp

COMPANIES, ACTIVITIES = 100_000, 20_000
FROM_SIZE = 100_000  # follow-ups


def grow():
    owners = list(User.objects.order_by("pk"))
    busiest = Company.objects.filter(owner__username="ingrid").order_by("pk").first()
    tied = FollowUp.objects.filter(company__isnull=False, deleted_at=None).order_by("pk")
    FollowUp.objects.filter(pk__in=tied.values("pk")[:ACTIVITIES]).update(company=busiest)
    more = range(COMPANIES - Company.objects.count())
    Company.objects.bulk_create((company(n, owners) for n in more), batch_size=1000)


def company(number, owners):
    made = Company(
        name=f"{number * 7919 % COMPANIES:06} Fjordlys AS",
        phone=f"+47 {number * 7907 % COMPANIES:08}",
        number=str(900_000_000 + number),
        owner=owners[number % len(owners)],
    )
    made.prepare()
    return made
