"""Names that nobody bears: of customers, of those who work there, of colleagues and of rooms."""

from typing import NamedTuple


class House(NamedTuple):
    """A customer: its name, town, country and the family names of those who work there."""

    name: str
    town: str
    country: str
    families: list[str]


_NORWAY = """
Tåkeheimen Paraplyfabrikk AS|Bergen|Paraplysen Regnvær Duskås
Sju Små Sild AS|Haugesund|Sildén Stimvik Garnås
Knekkebrød Industrier AS|Hamar|Sprøbakk Kavring Rugheim
Elgstien Møbler AS|Elverum|Elgstad Skoghorn Krakk
Hvalrossen Vaskeri AS|Tromsø|Ross Såpevik Skyllerud
Ugle & Ullteppe AS|Lillehammer|Ugleberg Ullstrand Nattbakken
Nisse & Sønner Verksted AS|Røros|Nissebø Grøtvold Luesen
Midnattssol Solkrem AS|Bodø|Brunås Skyggestad Faktorvik
Brunost Raketter AS|Vinstra|Høvelrud Oppskyt Mysegård
Fjord & Fjær Madrasser AS|Voss|Dunheim Fjærland
Trollstigen Heiser AS|Åndalsnes|Oppdal Nedheim Etasjerud
Vaffelhjertet Støperi AS|Drammen|Rørevik Jernbakken
Lemen Logistikk AS|Finse|Stupnes Vandrestad Gnagerud
Rakfisk Parfyme AS|Fagernes|Duftvik Nesestad
Snømåking Sør AS|Kristiansand|Spadeberg Fonnheim Brøytås
Pinnekjøtt & Partnere AS|Ålesund|Ribbevik Røykstad
Kvikke Snegler Bud AS|Stavanger|Sneglerud Sporvik Hastnes
Den Tredje Votten AS|Tynset|Tommelstad Strikkerud
Nordavind Hårfønere AS|Vardø|Kulingen Blåsheim Luggvik
Kaffe Uten Kopp AS|Sandnes|Grutvik Hankestad
Stille Fossefall AS|Odda|Fossesen Dråpedal
Grått i Grått Malere AS|Moss|Penselrud Gråberg Strøkvik
Tordensky Batterier AS|Kongsberg|Lynheim Braksrud
Fem Forte Elger AS|Kongsvinger|Klovstad Galoppen Mulås
"""
_BRITAIN = """
Moonbeam Ladders Ltd|Newcastle|Rung Stiles Steppe
Bumblebee Aeronautics Ltd|Bristol|Zumm Honeywing Droneham
Atlantis Dry Docks plc|Plymouth|Dypdal Keelson Barnacle
Perpetual Motion Repairs Ltd|Leeds|Spinner Flywheel Neverstop
Invisible Ink & Sons Ltd|Oxford|Blott Faintley Quillby
Teapot Weather Services Ltd|Harrogate|Spoutley Drizzle Brewer-Mist
Left Sock Recovery plc|Leicester|Darnley Heelworth
Slow Train Timetables Ltd|York|Plattform Dawdle Latimer-Later
Cloud Polishers Ltd|Inverness|Cumulus Sheenwick Nimbus
The Sensible Hat Company Ltd|Luton|Brimley Crownover Featherhat
Square Wheel Bicycles Ltd|Coventry|Cornering Bumpton
Pudding Lane Fire Alarms Ltd|London|Sparkwell Custard Bellows
Echo Canyon Acoustics Ltd|Sheffield|Echo Re-Echo
Yesterday's News Delivery Ltd|Norwich|Latepage Headline
Paper Anchor Marine Ltd|Falmouth|Soggins Floatworthy Foldham
Marmalade Power plc|Dundee|Peel Thickcut
Whispering Gravel Ltd|Cardiff|Pebbleton Hushby
Borrowed Umbrella Exchange Ltd|Manchester|Brolly Puddlemere Wetherby-Wet
Lighthouse Curtains Ltd|Whitby|Drapewell Beamish-Dark
Half Moon Cheese Observatory Ltd|Cheddar|Crater Rindley
"""
_SWEDEN = """
Polkagris Logistikk AB|Gränna|Randström Mintlund Sockersten
Kanelbulle Dynamik AB|Göteborg|Bullander Degfors-Jäst
Älgvarning Skyltar AB|Östersund|Skyltman Hornqvist
Lagom Stora Lador AB|Uppsala|Lagomsson Mittemellan
Lingonskogen Lyftkranar AB|Umeå|Kranberg Tuvesten
Midsommar Möbelflytt AB|Mora|Stångvall Flyttberg Kransholm
Surströmming Ventilation AB|Härnösand|Fläktvall Frisklund
Tomtebo Tunnlar AB|Kiruna|Grävlund Mörkmyr
"""
_DENMARK = """
Smørrebrød Skibsværft A/S|Esbjerg|Rugbrødsen Kølbjerg
Hyggelig Havari ApS|Aarhus|Bulegaard Skrammensen
Vindstille Møller A/S|Skagen|Vingeløs Stilleholm
Flødebolle Cement A/S|Odense|Skumgaard Kiksen
"""
_FINLAND = """
Sauna Jäätelö Oy|Tampere|Löylylä Pakkanen-Kuuma
Hiljainen Sireeni Oy|Oulu|Hiljainen Huuto
Yötön Yö Kaihtimet Oy|Rovaniemi|Valoisa Varjola
Porokello Pilvi Oy|Inari|Kellokas Sarvila
"""


def _houses(text, country):
    for line in text.strip().splitlines():
        name, town, families = line.split("|")
        yield House(name, town, country, families.split())


HOUSES = [
    *_houses(_NORWAY, "Norway"),
    *_houses(_BRITAIN, "United Kingdom"),
    *_houses(_SWEDEN, "Sweden"),
    *_houses(_DENMARK, "Denmark"),
    *_houses(_FINLAND, "Finland"),
]

# First halves and second halves of further houses, for data to measure with.
_FANCIES = """
Moonlit Sleepy Crooked Velvet Humming Upside-Down Pocket Borrowed Tangled Feather Thunder Pickled
Wandering Button Copper Twilight Paper Rusty Marmalade Hollow Tåkete Stille Glemte Syngende Blinde
Flytende Våte Frosne Gylne Skjeve Tordnende Lodne Sure Doble Bortkomne Hemmelige Snurrende Lagom
Midnatts Kantete Runde Modige Trøtte Late Hoppende
"""
_TRADES = {
    "Ltd": """
Ladders Umbrellas Teapots Submarines Timetables Haystacks Lanterns Kites Buttons Weathercocks
Pillows Anchors Doorbells Balloons Staircases
""",
    "AS": """
Votter Paraplyer Raketter Vafler Elger Kjelker Trillebårer Fyrtårn Snegler Madrasser Trappetrinn
Ostehøvler Fiskekaker Spader Luer
""",
    "AB": """
Tunnlar Kranar Skyltar Lador Bullar Fläktar Cyklar Stugor Båtar Hattar Kuddar Korgar Trattar
Klockor Segel
""",
}
FANCIES = _FANCIES.split()
TRADES = [f"{trade} {form}" for form, trades in _TRADES.items() for trade in trades.split()]
TOWNS = ["Bergen", "Hamar", "Bodø", "Leeds", "Bristol", "York", "Mora", "Umeå", "Uppsala"]

_FIRST_NAMES = {
    "Norway": "Tuva Odd Bjarte Vera Kari Ola Solveig Geir Ragnhild Terje Åse Kjell Synnøve Arve "
    "Marit Øystein Gro Torstein Hilde Sverre",
    "United Kingdom": "Penny Hugh Max Finn Olive Basil Daisy Rupert Winnie Clive Hazel Barnaby "
    "Poppy Angus Mabel Cedric Ivy Percy Nell Alistair",
    "Sweden": "Greta Nils Astrid Sven Elsa Gunnar Maj Torbjörn Ebba Åke Tove Rolf",
    "Denmark": "Karen Jens Bodil Søren Inge Troels Mette Aksel",
    "Finland": "Aino Pekka Helmi Jussi Tuuli Onni Kaisa Eino",
}
FIRST_NAMES = {country: names.split() for country, names in _FIRST_NAMES.items()}

# User ID, first name, last name, job title.
COLLEAGUES = [
    ("ingrid", "Ingrid", "Solberg", "Sales, Oslo"),
    ("lars", "Lars", "Brekke", "Sales manager"),
    ("jonas", "Jonas", "Aas", "Sales, Oslo"),
    ("amara", "Amara", "Okafor", "Sales, Newcastle"),
    ("sofie", "Sofie", "Lind", "Sales, Göteborg"),
    ("admin", "Astrid", "Vik", "Administrator"),
    ("henrik", "Henrik", "Foss", "Customer care"),
    ("maja", "Maja", "Nygård", "Customer care"),
]
FURTHER_FIRST_NAMES = "Ada Birk Celine David Emma Fredrik Gina Håkon Ida Jakob Kaja Leo Mia Noah"
FURTHER_LAST_NAMES = ["Berg", "Haugen", "Moe"]

ROOMS = [
    ("Preikestolen", 12, "Screen and camera"),
    ("Galdhøpiggen", 6, "Whiteboard"),
    ("Kjerag", 4, "Quiet, by the stairs"),
    ("Trolltunga", 20, "Stage and sound"),
]
CAR, PROJECTOR = "Pool car EL 24601", "Projector"
_FURTHER_ROOMS = """
Gaustatoppen Glittertind Romsdalshorn Stetind Snøhetta Segla Besseggen Hornelen Slogen Skåla Kyrkja
Rondeslottet Hårteigen Folarskardnuten Storsylen Suliskongen Jiehkkevárri
"""
FURTHER_ROOMS = _FURTHER_ROOMS.split()
