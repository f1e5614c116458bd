"""Texts that grow: forty patterns, each a text of any length that is made of one thing over and over.

What holds for whoever codes them: twice the text takes about twice the time, and no pattern takes many times what prose of the
same length takes. Prose is the first of them.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import count, product

from dateline.reports.language import check_english

_SYLLABLES = "ba de ki lo mu ra se ti vo zu".split()
_FIRST = [f"{a}{b}".capitalize() for a, b in product(("an", "mar", "el", "jo", "pet"), ("a", "in", "os", "en", "ra"))]
_LAST = [f"{a}{b}{c}".capitalize() for a, b, c in product(_SYLLABLES, repeat=3)]
_TOWNS = (
    "Paris Berlin Madrid Rome Vienna Oslo Cairo Lima Quito Dhaka Hanoi Minsk Kabul Tunis Accra Lagos Nairobi".split()
)
_COUNTRIES = "France Germany Spain Italy Austria Norway Egypt Peru Ecuador Vietnam Belarus Tunisia Ghana Kenya".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

_ENGLISH = (
    "Police said that they had arrested the leader of the rebels in the town on Monday. "
    "It was the first time that this was done by the army of the state.\n\n"
)
_STRETCH = 1_500  # characters

PROSE = (
    "Police in {town} arrested {n} protesters on {day} after clashes near the ministry. "
    "The interior minister, {person}, said that order had been restored and that talks with the opposition would go on. "
    "{country} and its neighbours condemned the violence, while a group of lawyers demanded that those held be freed. "
    "Two days before, an explosion had killed a soldier on the road to the airport, officials said.\n\n"
)

#: Name -> what is written over and over. ``{n}`` counts, ``{person}`` is somebody new each time, ``{town}`` and the like come round.
REPEATED: Mapping[str, str] = {
    "prose": PROSE,
    "one paragraph": PROSE.replace("\n\n", " "),
    "interviews": "Q: Why did the army attack {town}?\nA: We had no choice, and the rebels fled.\n",
    "speakers": "{person}: We will defend {town}.\n",
    "colons": "The minister said: he warned: they reported: ",
    "clauses": "who said that the minister believed that the rebels claimed that ",
    "relative clauses": "the man who met the general who led the army that attacked the town that ",
    "double marks": '" ',
    "open quotations": "“We will not leave ",
    "quotations": '"We will not leave {town}," {person} said. ',
    "quoted words": 'The "army" of "rebels" called it a "crime". ',
    "single marks": "'We will fight,' he said, 'until they leave.' ",
    "groups": "The group attacked {town}. The group said it had killed {n} soldiers. ",
    "bodies": "The {person} Liberation Army attacked the army. The group fled. ",
    "the same name": "Anna Berg praised Anna Berg. ",
    "namesakes": "Berg praised {first} Berg. ",
    "new names": "{person} praised {person}. ",
    "pronouns": "He told him that he had met her and that she had seen them. ",
    "they": "They said they attacked them. It denied it. ",
    "we and I": '"I told them that we attacked," he said. ',
    "commas": "police, soldiers, ",
    "a list of names": "{person}, ",
    "a list of towns": "{town}, {country}, ",
    "coordination": "attacked and bombed and shelled ",
    "and so on": "the army and the police and ",
    "hyphens": "air-to-air-and-sea-to-land-",
    "dashes": "attacked – killed – ",
    "parentheses": "(the army) ",
    "open parentheses": "(the army (",
    "slashes": "army/police/",
    "addresses": "https://www.example.org/news/{n} ",
    "mail": "a.b{n}@example.org, ",
    "appositions": "{person}, the minister of {country}, ",
    "of": "the head of the army of the state of ",
    "titles": "Deputy Defense Minister General ",
    "initials": "J. K. L. ",
    "abbreviations": "U.S. Gen. ",
    "numbers": "{n},000 ",
    "tolls": "The attack killed {n} people. The death toll rose to {n}. ",
    "days": "On {day}, March {n}, two days before {day}, ",
    "stops": "No. ",
    "lines": "army\n",
    "blank lines": "Police fired.\n\n",
    "bullets": "- Police arrested {n} in {town}\n",
    "footnotes": "Police fired.[{n}] ",
    "capitals": "POLICE ARRESTED {n} PROTESTERS IN {town}. ",
    "spaces": "army          ",
    "letters": "a b ",
    "marks": "!?",
    "one word": "attack",
    "accents": "nai\u0308\u0301ve ",
    "denials": "He did not deny that he had not said that no one had not attacked. ",
    "retellings": "Rebels attacked {town} on {day}. The attack on {town} killed a soldier. ",
    "scenes": "In {town}, troops of the army arrested its general. His soldiers fled. ",
    "verbs": "attacked ",
    "possessives": "the army's general's ",
    "each other": "{country} and {other} accused each other. ",
}


def _filled(unit: str) -> Iterator[str]:
    """The unit again and again, with what is new each time."""
    people = (f"{_FIRST[n % len(_FIRST)]} {_LAST[n * 7 % len(_LAST)]}" for n in count())
    firsts = (_LAST[n % len(_LAST)] for n in count())
    for n in count(1):
        known = {
            "town": _TOWNS[n % len(_TOWNS)],
            "country": _COUNTRIES[n % len(_COUNTRIES)],
            "other": _COUNTRIES[n * 5 % len(_COUNTRIES)],
            "day": _DAYS[n % len(_DAYS)],
            "n": str(n % 28 + 1),
        }
        yield unit.format_map(_Fresh(known, {"person": people, "first": firsts}))


class _Fresh(dict[str, str]):
    """What comes round, and what is drawn anew each time that it is asked for."""

    def __init__(self, known: Mapping[str, str], drawn: Mapping[str, Iterator[str]]) -> None:
        super().__init__(known)
        self._drawn = drawn

    def __missing__(self, key: str) -> str:
        return next(self._drawn[key])


def text_of(name: str, size: int) -> str:
    """``size`` characters of a pattern. Where it would be refused for its language, English sentences stand in between."""
    text = _written(name, size, size)
    return text if check_english(text).is_english else _written(name, size, _STRETCH)


def _written(name: str, size: int, stretch: int) -> str:
    """The pattern behind an English paragraph, and behind another after each stretch."""
    told, length, since = [_ENGLISH], 0, 0
    for unit in _filled(REPEATED[name]):
        told.append(unit)
        length, since = length + len(unit), since + len(unit)
        if length >= size:
            break
        if since >= stretch:
            told.append(f"\n\n{_ENGLISH}")
            length, since = length + len(told[-1]), 0
    return "".join(told)[: size + len(_ENGLISH)]


PATTERNS: Mapping[str, Callable[[int], str]] = {name: partial(text_of, name) for name in REPEATED}
