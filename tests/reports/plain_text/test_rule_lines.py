"""Answers of the rules line by line: what is to be mended stands first."""

from __future__ import annotations

from typing import Any

from reports.plain_text.rule_lines import rule_lines


def result(rule: str, outcome: str) -> dict[str, Any]:
    return {"rule": rule, "outcome": outcome, "title": f"題{rule}", "message": f"文{rule}", "law": f"法{rule}"}


def test_lines_in_the_order_of_what_is_to_be_done() -> None:
    document = {
        "results": [result("L1", "passed"), result("L2", "not_checked"), result("L3", "failed"), result("L4", "info"), result("L5", "failed")],
        "council": [{"member": "森林組合", "because": "山林を含む"}],
        "notices_due": [{"act": "開発行為", "place": "谷", "days": 30}],
        "permits": [{"permit": "農地転用", "because": "農地です", "route": "県へ"}],
    }  # fmt: skip
    assert rule_lines(document) == [
        "要調整 2、手続き 1、未確認 1、よし 1",
        "［要調整］L3 題L3：文L3（法L3）",
        "［要調整］L5 題L5：文L5（法L5）",
        "［手続き］L4 題L4：文L4（法L4）",
        "［未確認］L2 題L2：文L2（法L2）",
        "［よし］L1 題L1：文L1（法L1）",
        "協議会：森林組合（山林を含む）",
        "届出：開発行為、谷（着手の 30日前まで）",
        "許可：農地転用、農地です。県へ",
    ]


def test_nothing_to_say() -> None:
    empty: dict[str, list[Any]] = {"results": [], "council": [], "notices_due": [], "permits": []}
    assert rule_lines(empty) == ["要調整 0、手続き 0、未確認 0、よし 0"]
