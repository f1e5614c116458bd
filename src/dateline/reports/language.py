"""A report's text in, its likely language and how sure that is out; it refuses nothing: that is for the caller to do.

Other scripts than Latin name a language by its letters, Latin by its function words. Long texts are sampled.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from dateline.language import either, lexicon, lines

ENGLISH = "en"
UNKNOWN = "und"  # the code of ISO 639 for a language that cannot be told
SAMPLE, WINDOWS = 6000, 3
FEW_LETTERS = 40
FEW_WORDS = 20
# English prose gives its function words 25 to 45 of 100 words, lists and headlines some 8; other languages below 4.
PLAIN_SHARE, LEAST_SHARE = 0.2, 0.04
NAMED_SHARE = 0.08  # one chance hit in a short text is no reason to name a language

WORD = re.compile(r"[^\W\d_]+")
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ru", re.compile(r"[Ѐ-ԯ]")),
    ("ar", re.compile(r"[؀-ۿݐ-ݿﭐ-﷿ﹰ-ﻼ]")),
    ("zh", re.compile(r"[㐀-䶿一-鿿𠀀-𪛟]")),
    ("ja", re.compile(r"[ぁ-ヿㇰ-ㇿｦ-ﾝ]")),
    ("ko", re.compile(r"[ᄀ-ᇿㄱ-ㆎ가-힣]")),
    ("he", re.compile(r"[א-ת]")),
    ("el", re.compile(r"[Ͱ-Ͽἀ-῾]")),
    ("hi", re.compile(r"[ऀ-ॿ]")),
    ("bn", re.compile(r"[ঀ-৿]")),
    ("ta", re.compile(r"[஀-௿]")),
    ("th", re.compile(r"[ก-๛]")),
    ("hy", re.compile(r"[Ա-֏]")),
    ("ka", re.compile(r"[Ⴀ-ჿ]")),
    ("my", re.compile(r"[က-႟]")),
    ("am", re.compile(r"[ሀ-፿]")),
)
# Letters that one language of a shared script has and its neighbours have not, the surest first.
TELLTALES: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "ru": (
        ("kk", re.compile(r"[әғқңөұүһ]", re.IGNORECASE)),
        ("be", re.compile(r"ў", re.IGNORECASE)),
        ("uk", re.compile(r"[іїєґ]", re.IGNORECASE)),
        ("mk", re.compile(r"[ѓќѕ]", re.IGNORECASE)),
        ("sr", re.compile(r"[ђјљњћџ]", re.IGNORECASE)),
    ),
    "ar": (
        ("ur", re.compile(r"[ٹڈڑےں]")),
        ("ps", re.compile(r"[ټډړږښڼۍې]")),
        ("fa", re.compile(r"[پچژگکی]")),
    ),
}
# A name: words in capitals, with nothing but particles between them. What opens a sentence has its capital from there.
_CAPITAL = r"[^\W\d_a-zß-ÿ][\w'’]*"
NAME = re.compile(
    rf"(?<=[^.!?:\s]\s)(?<!\w-){_CAPITAL}(?:[ -](?:{either(lexicon('reports').ordered('name_particles'))}[ -]){{0,3}}{_CAPITAL})+"
)
CJK_WEIGHT = 3  # a Chinese, Japanese or Korean character carries about as much as three Latin letters
TELLTALE_SHARE = 0.01
BULGARIAN_HARD_SIGN = 0.01  # ъ is a vowel in Bulgarian, 1.5 to 2 of 100 letters; in Russian 0.04


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """A language of ISO 639-1 (``en``, ``ru`` …) or ``und``, and from 0 to 1 how much the text speaks for it."""

    language: str
    confidence: float

    @property
    def is_english(self) -> bool:
        """True if the text is read as English, be it for want of words to tell."""
        return self.language == ENGLISH


def check_english(text: str) -> LanguageGuess:
    """The language the text is likely in. Too little to judge by is taken for English, with a low confidence."""
    sample = _sample(text)
    return _by_script(sample) or _by_function_words(sample)


def _sample(text: str) -> str:
    """The whole of an article; of a longer text its beginning, middle and end."""
    if len(text) <= SAMPLE:
        return text
    width = SAMPLE // WINDOWS
    gap = (len(text) - width) // (WINDOWS - 1)
    return " ".join(text[i * gap : i * gap + width] for i in range(WINDOWS))


def _by_script(text: str) -> LanguageGuess | None:
    """A language whose script most letters are of; None for Latin, or for a few foreign words in a short text."""
    plain = len(text.encode("ascii", "ignore"))
    if 3 * CJK_WEIGHT * (len(text) - plain) < plain:
        return None
    counts = {language: len(script.findall(text)) for language, script in SCRIPTS}
    weights = {k: n * CJK_WEIGHT if k in {"zh", "ja", "ko"} else n for k, n in counts.items()}
    latin = len(LATIN.findall(text))
    foreign = sum(weights.values())
    language = max(weights, key=weights.__getitem__)
    if foreign <= latin or weights[language] == 0:
        return None
    if counts["ja"] > 0.1 * (counts["ja"] + counts["zh"]) and language in {"ja", "zh"}:
        language = "ja"
    return LanguageGuess(_neighbour(language, text, counts[language]), round(foreign / (foreign + latin), 3))


def _neighbour(language: str, text: str, letters: int) -> str:
    for other, telltale in TELLTALES.get(language, ()):
        if len(telltale.findall(text)) > TELLTALE_SHARE * letters:
            return other
    if language == "ru" and not re.search("[ыэё]", text) and text.count("ъ") > BULGARIAN_HARD_SIGN * letters:
        return "bg"
    return language


def _by_function_words(text: str) -> LanguageGuess:
    prose = " ".join(part for part in text.split() if "://" not in part and "@" not in part)
    words = WORD.findall(prose.casefold())
    shares = _shares(words)
    english = shares.pop(ENGLISH)
    other = max(shares, key=shares.__getitem__)
    confidence = round(min(1.0, english / PLAIN_SHARE), 3)
    if sum(map(len, words)) < FEW_LETTERS:
        return LanguageGuess(ENGLISH, confidence)
    if shares[other] > max(english, NAMED_SHARE) and not _is_of_names(prose, other):
        return LanguageGuess(other, round(shares[other] / (shares[other] + english), 3))
    if english >= LEAST_SHARE or len(words) < FEW_WORDS or shares[other] > NAMED_SHARE:
        return LanguageGuess(ENGLISH, confidence)
    return LanguageGuess(UNKNOWN, round(1 - english / LEAST_SHARE, 3))


def _is_of_names(prose: str, other: str) -> bool:
    """Whether another language's words are in names alone: "Luis de la Cruz", "Van der Berg", "Le Monde des Livres"."""
    shares = _shares(WORD.findall(NAME.sub(" ", prose).casefold()))
    return not shares[other] or shares[ENGLISH] >= max(shares[other], LEAST_SHARE)


def _shares(words: list[str]) -> dict[str, float]:
    """The share of each language's function words among the words; a word of several languages is shared out."""
    languages, owners = _function_words()
    totals = dict.fromkeys(languages, 0.0)
    for word, count in Counter(words).items():
        for language in (owned := owners.get(word, ())):
            totals[language] += count / len(owned)
    return {language: total / max(1, len(words)) for language, total in totals.items()}


@cache
def function_words(language: str = ENGLISH) -> frozenset[str]:
    """The words that hold the sentences of a language together."""
    return frozenset(word for word, languages in _function_words()[1].items() if language in languages)


@cache
def _function_words() -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    owners: dict[str, tuple[str, ...]] = {}
    languages: list[str] = []
    for line in lines("function_words.txt", language=None):
        language, *words = line.split()
        languages.append(language)
        for word in words:
            owners[word] = (*owners.get(word, ()), language)
    return tuple(languages), owners
