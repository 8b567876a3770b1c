"""Parts of the phones' pages: a page around its content, buttons, the fields of each kind of question; plain HTML."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from geo.reference import reference_table
from hall.meeting.questions import ON_MAP, HallKind, HallQuestion

NO_NAMES = "お名前や住所は書かないでください"
AGES: Mapping[str, str] = MappingProxyType({"0": "14歳まで", "15": "15〜64歳", "65": "65〜74歳", "75": "75歳以上"})
"""Age bands by the age at which they begin."""


_NO_MAP = "この電話では地図が出ません。下の欄で答えるか、会場の紙の地図に書いてください。"
_NO_SCRIPTS = "この電話では、頁がひとりでに変わらないことがあります。問いが始まったら「新しくする」を押してください。"


def look_again() -> str:
    """Return what a phone has that runs no scripts, or too old ones: words, and a link that loads the page anew."""
    return f'<div id="again"><p class="care">{_NO_SCRIPTS}</p><p><a class="back" href="/now">新しくする</a></p></div>'


def page(title: str, content: str, *, foot: str = "", again_s: int = 0, scripts: bool = True) -> str:
    """Return a whole page.

    Parameters
    ----------
    title
        What stands at its head.
    content
        HTML, escaped where it holds words of people.
    foot
        HTML below, for who answers and what else one may do.
    again_s
        After how many seconds a browser without scripts loads it anew; 0 for never.
    scripts
        Whether it has any use for scripts.
    """
    again = f'<noscript><meta http-equiv="refresh" content="{again_s}"></noscript>' if again_s else ""
    script = '<script src="/web/phone.js" defer></script>' if scripts else ""
    return (
        '<!doctype html><html lang="ja"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{html.escape(title)}</title>{again}"
        f'<link rel="icon" href="data:,"><link rel="stylesheet" href="/web/phone.css">{script}</head>'
        f"<body><main><h1>{html.escape(title)}</h1>{content}</main>{foot}</body></html>"
    )


def button(label: str, *, name: str = "", value: str = "", quiet: bool = False) -> str:
    """Return a button that sends its form."""
    named = f' name="{html.escape(name)}" value="{html.escape(value)}"' if name else ""
    return f"<button{named}{' class=quiet' if quiet else ''}>{html.escape(label)}</button>"


def form(action: str, content: str, hidden: Mapping[str, object], kind: str = "") -> str:
    """Return a form with what it carries along unseen."""
    fields = "".join(f'<input type="hidden" name="{n}" value="{html.escape(str(v))}">' for n, v in hidden.items())
    told = f' data-kind="{kind}"' if kind else ""
    return f'<form method="post" action="{action}"{told}>{fields}{content}</form>'


def said(message: str) -> str:
    """Return a message that a screen reader reads out."""
    return f'<p class="said" role="status">{html.escape(message)}</p>' if message else ""


def question_fields(question: HallQuestion, villages: Mapping[str, str]) -> str:
    """Return the fields in which a question is answered; they work without scripts."""
    return _FIELDS[question.kind](question, villages) + _words(question)


def _words(question: HallQuestion) -> str:
    if question.kind in ("guess", "checklist"):
        return ""
    label = "ひとこと（なくてもよい）" if question.kind in ON_MAP else "わけ（なくてもよい）"
    most = int(reference_table("hall")["words_letters"].value)
    return (
        f'<p class="care" id="care">{NO_NAMES}。</p><label for="words">{label}</label>'
        f'<textarea id="words" name="words" rows="2" maxlength="{most}" aria-describedby="care"></textarea>'
    )


def _radios(options: Sequence[str], legend: str, kind: str = "radio") -> str:
    rows = "".join(
        f'<label class="pick"><input type="{kind}" name="option" value="{html.escape(option)}"'
        f"{' checked' if kind == 'radio' and not i else ''}><span>{html.escape(option)}</span></label>"
        for i, option in enumerate(options)
    )
    return f"<fieldset><legend>{legend}</legend>{rows}</fieldset>"


def _map(hint: str) -> str:
    return (
        f'<p id="nomap" class="care">{_NO_MAP}</p>'
        f'<p id="hint" hidden>{hint}</p><div id="map" hidden role="application" aria-label="地図" aria-describedby="hint">'
        '</div><div id="tools" hidden><button type="button" id="here" class="quiet">まん中に置く</button>'
        '<button type="button" id="back" class="quiet">一つ戻す</button></div>'
    )


def _pin(question: HallQuestion, villages: Mapping[str, str]) -> str:
    choices = "".join(f'<option value="{html.escape(i)}">{html.escape(n)}</option>' for i, n in villages.items())
    return (
        _radios(question.options, "何の印ですか")
        + _map("地図を押して、印を付けてください。")
        + '<input type="hidden" name="lat" value=""><input type="hidden" name="lon" value="">'
        + '<label for="village">地図を使わないときは、集落を選んでください</label>'
        + f'<select id="village" name="village"><option value="">選んでいません</option>{choices}</select>'
    )


def _line(question: HallQuestion, _: Mapping[str, str]) -> str:
    return (
        _radios(question.options, "どんな道ですか")
        + _map("道に沿って、地図を順に押してください。")
        + '<input type="hidden" name="path" value="">'
        + "<p>地図を使わないときは、会場の紙の地図に書いてください。</p>"
    )


def _boxes(question: HallQuestion, _: Mapping[str, str]) -> str:
    return _radios(question.options, "当てはまるものを、いくつでも", "checkbox")


def _ranking(question: HallQuestion, _: Mapping[str, str]) -> str:
    ranks = "".join(f'<option value="{r}">{r}位</option>' for r in range(1, len(question.options) + 1))
    return "".join(
        f'<label for="rank-{i}">{html.escape(option)}</label>'
        f'<select id="rank-{i}" name="rank-{i}"><option value="">付けない</option>{ranks}</select>'
        for i, option in enumerate(question.options)
    )


def _guess(_: HallQuestion, __: Mapping[str, str]) -> str:
    return (
        '<label for="number">何人だと思いますか</label>'
        '<input id="number" name="number" inputmode="numeric" autocomplete="off" required>'
    )


_FIELDS: Mapping[HallKind, Callable[[HallQuestion, Mapping[str, str]], str]] = MappingProxyType(
    {"pin": _pin, "line": _line, "choice": _boxes, "checklist": _boxes, "ranking": _ranking, "guess": _guess}
)
