"""Companies, those who work there, sales, projects and documents."""

import datetime
import itertools
from dataclasses import dataclass, field

from simple_history.utils import bulk_create_with_history

from crm.models import Company, Document, Person, Project, ProjectMember, Sale, Stage
from followups.demo import names, writing
from followups.demo.bokmal import said
from followups.demo.people import random_id

CATEGORIES = ["Customer, A", "Customer, B", "Prospect", "Partner"]
CURRENCIES = {"Norway": "NOK", "United Kingdom": "GBP", "Sweden": "SEK", "Denmark": "DKK"}
STATUSES = ["open"] * 13 + ["sold"] * 3 + ["lost"] * 2 + ["stalled"] * 2
ASCII = str.maketrans("æøåäöÆØÅÄÖ", "aoaaoAOAAO")
BATCH = 2000


@dataclass
class Customer:
    """One company and all that belongs to it."""

    company: Company
    short: str
    country: str
    persons: list[Person] = field(default_factory=list)
    sales: list[Sale] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)

    def mark(self, followup, person):
        """Tie a follow-up to this customer and to one who works there."""
        followup.company_id, followup.person_id = self.company.pk, person.pk
        followup.sale_id = self.sales[0].pk if self.sales else None
        followup.project_id = self.projects[0].pk if self.projects else None


def win(count, staff, rng, day, extras):
    """`count` customers with 2.5 persons each, and sales, projects and documents to match.

    `extras` fill in the administrator's own fields, where there are any.
    """
    houses = list(itertools.islice(_houses(rng), count))
    sellers = [user for user in staff.colleagues if user.username != "admin"]
    customers = [
        Customer(
            _company(house, sellers[n % len(sellers)], n, rng), _short(house.name), house.country
        )
        for n, house in enumerate(houses)
    ]
    if extras:
        for customer in customers:
            extras.sign(customer.company)
    _save(Company, [customer.company for customer in customers])
    for house, customer in zip(houses, customers, strict=True):
        customer.persons = [_person(house, customer, n, rng) for n in range(len(house.families))]
    persons = [person for customer in customers for person in customer.persons]
    if extras:
        for person in persons:
            extras.subscribe(person)
    _save(Person, persons)
    _sell(customers[: count * 2 // 3], rng, day)
    _run_projects(customers, staff, rng, day)
    _file_documents(customers, count * 2 // 3, rng, day)
    return customers


def _houses(rng):
    """First those with a name of their own, then combinations of fancies and trades."""
    yield from names.HOUSES
    families = [family for house in names.HOUSES for family in house.families]
    pairs = list(itertools.product(names.FANCIES, names.TRADES))
    rng.shuffle(pairs)
    countries = {"Ltd": "United Kingdom", "AS": "Norway", "AB": "Sweden"}
    for number, (fancy, trade) in enumerate(pairs):
        working = [rng.choice(families) for _ in range(2 + number % 2)]
        country = countries[trade.rsplit(" ", 1)[1]]
        yield names.House(f"{fancy} {trade}", rng.choice(names.TOWNS), country, working)


def _short(name):
    """What people call it: without "The" and what kind of company it is."""
    return " ".join(name.removeprefix("The ").split()[:-1]) or name


def _company(house, owner, number, rng):
    street = rng.choice(["Storgata", "Tokevegen", "Mill Lane", "Kaigata"])
    domain = f"{_plain(_short(house.name))}.example"
    return Company(
        public_id=random_id(rng),
        owner=owner,
        name=house.name,
        number=f"M-{number + 401:05}",
        category=said(rng.choice(CATEGORIES)),
        phone=_phone(house.country, rng),
        email=f"post@{domain}",
        website=f"https://www.{domain}",
        address=f"{street} {number % 80 + 1}",
        postcode=f"0{number % 1000:03}",
        city=house.town,
        country=said(house.country),
    )


def _person(house, customer, number, rng):
    first_name = rng.choice(names.FIRST_NAMES[house.country])
    last_name = house.families[number]
    local = f"{_plain(first_name)}.{_plain(last_name)}"
    return Person(
        public_id=random_id(rng),
        owner=customer.company.owner,
        company=customer.company,
        first_name=first_name,
        last_name=last_name,
        title=said(rng.choice(writing.JOB_TITLES)),
        mobile=_phone(house.country, rng, mobile=True),
        phone=_phone(house.country, rng) if number else "",
        email=f"{local}@{customer.company.email.split('@')[1]}",
    )


def _plain(text):
    words = text.lower().translate(ASCII).replace("'", "").replace("&", "").split()
    return "-".join(words)


def _phone(country, rng, *, mobile=False):
    """A number kept free for fiction, or where there is none such one that reaches nobody."""
    number = rng.randrange(1000)
    if country == "United Kingdom":
        return f"+44 7700 900{number:03}" if mobile else f"+44 1632 960{number:03}"
    if country == "Sweden":
        return (
            f"+46 70 174 06 {5 + number % 95:02}" if mobile else f"+46 8 465 004 {number % 100:02}"
        )
    code = {"Norway": 47, "Denmark": 45, "Finland": 358}[country]
    return f"+{code} 00 00 {number // 100:02} {number % 100:02}"


def _save(model, records):
    for record in records:
        record.search_key = record.key_of_words()
    return bulk_create_with_history(records, model, batch_size=BATCH)


def _sell(customers, rng, day):
    """One sale for each of these customers."""
    stages = list(Stage.objects.all())
    for number, customer in enumerate(customers):
        status = STATUSES[number * 7 % len(STATUSES)]
        stage = rng.choice(stages)
        ahead = 20 + rng.randrange(90)
        sold = status in ("sold", "lost")
        sale = Sale(
            public_id=random_id(rng),
            owner=customer.company.owner,
            name=said(rng.choice(writing.PRODUCTS)),
            company=customer.company,
            person=customer.persons[0],
            stage=stage,
            status=status,
            amount=rng.randrange(12, 1300) * 1000,
            currency=CURRENCIES.get(customer.country, "EUR"),
            probability={"sold": 100, "lost": 0}.get(status, stage.probability),
            sale_on=day + datetime.timedelta(days=-ahead if sold else ahead),
            reopen_on=day + datetime.timedelta(days=ahead) if status == "stalled" else None,
        )
        customer.sales.append(sale)
    _save(Sale, [sale for customer in customers for sale in customer.sales])


def _run_projects(customers, staff, rng, day):
    for number, name in enumerate(writing.PROJECTS):
        customer = customers[number * 3]
        project = Project(
            public_id=random_id(rng),
            owner=customer.company.owner,
            name=said(name),
            company=customer.company,
            status=("running", "running", "planned", "done")[number % 4],
            starts_on=day - datetime.timedelta(days=20 * number),
            ends_on=day + datetime.timedelta(days=90 - 10 * number),
        )
        customer.projects.append(project)
    projects = [project for customer in customers for project in customer.projects]
    _save(Project, projects)
    for customer in customers:
        for project, sale in zip(customer.projects, customer.sales, strict=False):
            sale.project = project
            Sale.objects.filter(pk=sale.pk).update(project=project)
            Sale.history.filter(id=sale.pk).update(project=project)
    members = [
        ProjectMember(project=project, user=user, role="" if n else said("Project manager"))
        for project in projects
        for n, user in enumerate(rng.sample(staff.colleagues, 3))
    ]
    ProjectMember.objects.bulk_create(members)


def _file_documents(customers, count, rng, day):
    documents = [_document(n, customers[n % len(customers)], rng, day) for n in range(count)]
    for document in documents:
        document.search_key = document.key_of_words()
    Document.objects.bulk_create(documents, batch_size=BATCH)


def _document(number, customer, rng, day):
    sale = customer.sales[0] if customer.sales else None
    shape = number % len(writing.DOCUMENTS)
    title = said(writing.DOCUMENTS[shape]).format(
        number=2001 + number,
        sale=sale.name if sale else said("frame agreement"),
        short=customer.short,
    )
    return Document(
        public_id=random_id(rng),
        owner=customer.company.owner,
        title=title,
        kind=said(writing.DOCUMENT_KINDS[shape]),
        url=f"https://documents.example/{2001 + number}",
        dated_on=day - datetime.timedelta(days=rng.randrange(60)),
        company=customer.company,
        person=customer.persons[0],
        sale=sale,
        project=customer.projects[0] if customer.projects else None,
    )
