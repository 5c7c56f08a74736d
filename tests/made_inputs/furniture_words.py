"""Words of which what stands around an article is made: names, roles, topics, sayings, notices; all invented."""

from __future__ import annotations

FIRST = (
    "Maren",
    "Tobias",
    "Ines",
    "Gareth",
    "Odile",
    "Femi",
    "Yusra",
    "Callum",
    "Petra",
    "Nuno",
    "Siobhan",
    "Radek",
    "Amara",
    "Lewis",
    "Tilda",
    "Joaquim",
)
LAST = (
    "Whitlock",
    "Osei",
    "Brandvold",
    "Tamsin",
    "Ferreira",
    "Kowalczyk",
    "Adeyemi",
    "Pennard",
    "Lisgar",
    "Moreau",
    "Hadley",
    "Szabo",
    "Quayle",
)
ROLES = (
    "harbour master",
    "head teacher",
    "parish councillor",
    "shop steward",
    "ferry captain",
    "bakery owner",
    "police commissioner",
    "transport secretary",
    "museum director",
    "hospital manager",
)
PLACES = (
    "Larkmouth",
    "Tansley",
    "Brackenford",
    "Ost",
    "Quay",
    "Vellin",
    "Marrowdale",
    "Pinehaven",
    "Skerrin",
    "Dunholt",
    "Castlebeck",
)
TOPICS = (
    "the bypass",
    "the school merger",
    "the fish market",
    "the parking fees",
    "the flood wall",
    "the night bus",
    "the swimming baths",
    "the tram extension",
    "the allotments",
    "the water tariff",
)
SAYINGS = (
    "we were never asked about any of this",
    "nobody in this town will lose a single job",
    "it was the worst decision in forty years",
    "the money has simply run out",
    "people are tired of waiting for answers",
    "I would do exactly the same again",
    "there is no plan B and there never was",
    "the figures speak for themselves",
    "our children deserve better than a leaking roof",
    "this is a good day for the whole valley",
    "you cannot run a ferry on promises",
    "I have not slept properly since the storm",
    "the doors will open again before Easter",
    "that bridge is older than my grandmother",
    "they took the benches and left the bins",
    "a consultation is not a decision",
)
VERBS = ("said", "warned", "told the council", "told a packed meeting", "insisted", "claimed", "admitted")
SECTIONS = (
    "News",
    "Politics",
    "Business",
    "Sport",
    "Culture",
    "Opinion",
    "Health",
    "Travel",
    "Weather",
    "Jobs",
    "Property",
    "Puzzles",
)
SITES = (
    "Larkmouth Gazette",
    "The Tansley Observer",
    "Skerrin Daily Post",
    "Brackenford Herald",
    "Vellin Today",
    "The Dunholt Chronicle",
)
NICKNAMES = (
    "oldsalt57",
    "Marge_from_Ost",
    "tramspotter",
    "RJP",
    "grumpycyclist",
    "Anon2",
    "valley_girl",
    "Bert.K",
    "ex-councillor",
)
MARKS = (("“", "”"), ("“", "”"), ('"', '"'), ("‘", "’"))

NOTICES = {
    "cookies": (
        "We and our 643 partners store and access information on your device. You can change your mind at any time.",
        "{site} uses cookies. By clicking “Accept all” you say yes to advertising that fits your interests.",
        "Your privacy matters to us. Select “Manage options” to learn what our partners say they do with your data.",
    ),
    "paywall": (
        "You have 1 free article left this month. Subscribe to {site} from 99p a week.",
        "This article is for subscribers. “Worth every penny,” says a reader of twenty years. Log in or subscribe.",
        "Support local journalism: readers tell us that {site} is the first thing they open in the morning.",
    ),
    "newsletter": (
        "Sign up for The Morning Briefing. “The best ten minutes of my day,” one subscriber told us.",
        "Get the stories that matter in your inbox, every weekday at 7am. You can unsubscribe at any time.",
        "Join 40,000 readers of our newsletter. We promise that we will never share your address.",
    ),
    "advertisement": (
        "Advertisement",
        "Article continues after advertisement",
        "Story continues below",
        "ADVERTISEMENT – CONTINUE READING BELOW",
    ),
    "footer": (
        "© {year} {site}. All rights reserved. Registered in England No. 2086113.",
        "{site} is a member of the Independent Press Standards Organisation. If you say we got it wrong, write to us.",
        "Copyright {year} {site}. This material may not be published, broadcast, rewritten or redistributed.",
    ),
}
