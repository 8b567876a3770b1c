"""The page docs/rules.md, made from the registry: ``python -m plan.rules.page > docs/rules.md``."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

from geo.reference import Confidence
from geo.reference.assumptions import Assumptions, known_assumptions
from geo.reference.law import article, articles
from plan.indicators.value_texts import ValueTexts
from plan.rules.registry import RULES
from plan.rules.rule import Rule

SEVERITIES = {"error": "必ず直す", "warning": "見直す", "info": "手続きが要る"}
"""What each severity asks for, on screen."""

CONFIDENCES: dict[Confidence, str] = {
    "read": "出典を確かめた",
    "likely": "要確認",
    "unsure": "要確認（番号か内容が定かでない）",
}
"""How sure a source is, on screen."""

_HEAD = """\
# 土地利用計画の確認事項

この頁は `python -m plan.rules.page > docs/rules.md` で、確認事項の台帳（`plan/rules/`）から作ります。手で直さないでください。

答えは四つです。**よし**（満たしている）、**要調整**（どこが、なぜ、どうすればよいか）、**手続き**（悪くはないが、届出や許可などが要る）、**未確認**（データか計画が足りないので言えない）。
「要確認」は、法令の文そのものを確かめていないものです。使う前に、都道府県や国の窓口で確かめてください。値は前提として変えられます。
"""


def rules_page() -> str:
    """Write the page: what every rule asks, by which article, from which source, with which limits.

    Examples
    --------
    >>> rules_page().splitlines()[0]
    '# 土地利用計画の確認事項'
    """
    return "\n".join([_HEAD, *_table(), "", *_sections(), *_articles()])


def _table() -> Iterator[str]:
    yield "| 番号 | 確認すること | 重さ | 条文 |"
    yield "|---|---|---|---|"
    for rule in RULES:
        yield f"| {rule.code} | {rule.title} | {SEVERITIES[rule.severity]} | {rule.law} |"


def _sections() -> Iterator[str]:
    for rule in RULES:
        yield f"## {rule.code} {rule.title}"
        yield ""
        yield rule.why.format_map(ValueTexts(Assumptions()))
        yield ""
        yield f"- 重さ：{SEVERITIES[rule.severity]}"
        yield f"- 条文：{rule.law}{f'「{article(rule.article).subject}」' if rule.article else ''}"
        yield f"- 出典：{rule.source}（{CONFIDENCES[rule.confidence]}）"
        yield from _limits(rule)
        yield ""


def _limits(rule: Rule) -> Iterator[str]:
    for name in dict.fromkeys(re.findall(r"\{(\w+)\}", rule.why)):
        value = known_assumptions()[name]
        sure = "、要確認" if value.to_be_confirmed else ""
        yield f"- 値：{value.name} {value.value:,g}{value.unit}（前提 `{name}`。{value.source}{sure}）"


def _articles() -> Iterator[str]:
    yield "## 条文の番号"
    yield ""
    yield "2016年の説明資料の番号は、その後の改正で変わりました。"
    yield ""
    yield "| 法令 | 今の番号 | 2016年の番号 | 内容 | 出典 | 確かさ |"
    yield "|---|---|---|---|---|---|"
    for known in articles().values():
        cells = (
            known.law,
            known.present,
            known.old or "（同じ）",
            known.subject,
            known.source,
            CONFIDENCES[known.confidence],
        )
        yield f"| {' | '.join(cells)} |"
    yield ""


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(rules_page())
