"""What the words of a survey mean: purposes, means and frequencies, by the table geo/reference/survey_vocabulary.toml."""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from geo import reference
from importing.cells.counts import number_of

_N = r"(\d+(?:\.\d+)?)"
_RANGE = rf"{_N}(?:[~〜～・,、\-から]+{_N})?"
_IN_SPAN = re.compile(rf"(週間?|月|1?[かヶケカ]月|年|1日)(?:に|間)?(?:約|およそ)?{_RANGE}(?:回|日|度|往復)")
_ONCE_IN = re.compile(rf"{_RANGE}(日|週間?|[かヶケカ箇]月|年)(?:に|あたり)(?:約)?{_RANGE}(?:回|日|度)")
_LEADING_NUMBER = re.compile(r"^[(\[]?[\d①-⑳ア-ン][)\].．:、]+")
_DAYS_PER_WEEK = 7


@dataclass(frozen=True)
class SurveyVocabulary:
    """The table: patterns in their order.

    Parameters
    ----------
    purposes, means
        Pattern and the word of wishes.csv.
    frequencies
        Pattern and round trips a week.
    weeks_per_month, weeks_per_year
        How many weeks there are.
    """

    purposes: tuple[tuple[str, str], ...]
    means: tuple[tuple[str, str], ...]
    frequencies: tuple[tuple[str, float], ...]
    weeks_per_month: float
    weeks_per_year: float


@functools.cache
def survey_vocabulary() -> SurveyVocabulary:
    """Read the table."""
    path = Path(reference.__file__).with_name("survey_vocabulary.toml")
    table = MappingProxyType(tomllib.loads(path.read_text(encoding="utf-8")))
    return SurveyVocabulary(
        tuple((e["pattern"], e["word"]) for e in table["purpose"]),
        tuple((e["pattern"], e["word"]) for e in table["means"]),
        tuple((e["pattern"], float(e["value"])) for e in table["frequency"]),
        float(table["weeks_per_month"]["value"]),
        float(table["weeks_per_year"]["value"]),
    )


def purpose_of(text: str) -> str | None:
    """Return the purpose that an answer or a header names; None where none is known.

    Examples
    --------
    >>> [purpose_of(w) for w in ("1.通院", "日用品の買い物", "不明")]
    ['clinic', 'shopping', None]
    """
    return _first(text, survey_vocabulary().purposes)


def means_of(text: str) -> str | None:
    """Return the means of travel that an answer names; None where none is known.

    Examples
    --------
    >>> [means_of(w) for w in ("自分で運転する車", "家族の車に乗せてもらう", "町営バス", "病院の送迎バス", "車")]
    ['own_car', 'family_car', 'bus', 'shuttle', 'own_car']
    """
    return _first(text, survey_vocabulary().means)


def _first(text: str, patterns: tuple[tuple[str, str], ...]) -> str | None:
    plain = _plain(text)
    if not plain:
        return None
    return next((word for pattern, word in patterns if word == plain or re.search(pattern, plain)), None)


def _plain(text: str) -> str:
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return _LEADING_NUMBER.sub("", plain)


def trips_per_week(text: str) -> float | None:
    """Turn an answer to 「どのくらい行きますか」 into round trips a week; None where it tells none.

    A span of numbers (週2〜3回) counts as its middle, 以上 and 未満 as the number that they name, a bare number as times a week.

    Examples
    --------
    >>> [trips_per_week(w) for w in ("週２〜３回", "週に1回", "ほぼ毎日", "2週間に1回", "行かない", "3", "わからない")]
    [2.5, 1.0, 5.0, 0.5, 0.0, 3.0, None]
    >>> round(trips_per_week("月1回"), 2), round(trips_per_week("2か月に1回"), 2), round(trips_per_week("年3〜4回程度"), 3)
    (0.23, 0.12, 0.067)
    """
    plain = _plain(text)
    table = survey_vocabulary()
    number = number_of(text)
    if number is not None:
        return number if number >= 0 else None
    once = _ONCE_IN.search(plain)
    if once:
        weeks = _middle(once[1], once[2]) * _weeks(once[3], table)
        return round(_middle(once[4], once[5]) / weeks, 4) if weeks else None
    in_span = _IN_SPAN.search(plain)
    if in_span:
        return round(_middle(in_span[2], in_span[3]) / _weeks(in_span[1], table), 4)
    return next((value for pattern, value in table.frequencies if re.search(pattern, plain)), None)


def _middle(low: str, high: str | None) -> float:
    return (float(low) + float(high)) / 2 if high else float(low)


def _weeks(span: str, table: SurveyVocabulary) -> float:
    if "日" in span:
        return 1 / _DAYS_PER_WEEK
    if "週" in span:
        return 1.0
    return table.weeks_per_year if "年" in span else table.weeks_per_month


def age_group_of(text: str) -> str:
    """Write an age group as 65-74, 75- or -64; one year of age as its ten years, so that nobody is known by it.

    Examples
    --------
    >>> [age_group_of(w) for w in ("65～74歳", "75歳以上", "65歳未満", "70代", "83", "高齢者")]
    ['65-74', '75-', '-64', '70-79', '80-89', '高齢者']
    """
    plain = _plain(text)
    numbers = [int(float(n)) for n in re.findall(_N, plain)]
    if not numbers or max(numbers) > 130:
        return "" if numbers else text
    low = numbers[0]
    if len(numbers) > 1:
        return f"{low}-{numbers[1]}"
    if re.search(r"以上|[~〜～\-]$", plain):
        return f"{low}-"
    if re.search(r"未満|以下|^[~〜～\-]", plain):
        return f"-{low - ('未満' in plain)}"
    decade = low // 10 * 10
    return f"{decade}-{decade + 9}"
