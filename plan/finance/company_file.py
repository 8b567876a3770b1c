"""The file of a company (company.toml): every key is known by name, and all that is wrong is told at once."""

from __future__ import annotations

import datetime
import tomllib
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, Literal

from geo.texts.errors import RequestError, ValueRefusedError
from geo.texts.lists import short_list
from geo.texts.messages import notice
from geo.texts.notices import Notice
from geo.texts.reasons import reason_of
from plan.scenario.carriers.company import Company, Payment

_PAYMENTS = "payments"
_NOT_KEYS = (_PAYMENTS, "unknown_fields")
_KINDS: Mapping[type, str] = {
    str: "文字",
    int: "整数（1000000 のように、単位を付けずに）",
    bool: "true か false",
    datetime.date: "日付（2016-10-01 のように、引用符を付けずに）",
}


def read_company(path: Path) -> Company:
    """Read the file of a company.

    Raises
    ------
    geo.texts.errors.RequestError
        When there is none, it is no TOML, or keys or values are wrong; each has a notice that names it.
    """
    try:
        content = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as problem:
        raise RequestError(
            notice("file_unreadable", file=path.name, severity="error", reason=reason_of(problem))
        ) from problem
    except UnicodeDecodeError as problem:
        raise RequestError(notice("encoding_unreadable", file=path.name, severity="error")) from problem
    except (ValueError, RecursionError) as problem:
        raise RequestError(notice("toml_broken", file=path.name, reason=reason_of(problem))) from problem
    return company_of(content, path.name)


def company_of(content: Mapping[str, Any], file: str) -> Company:
    """Take the content of a file as a company.

    Raises
    ------
    geo.texts.errors.RequestError
        When keys or values are wrong.
    """
    rest = {key: value for key, value in content.items() if key != _PAYMENTS}
    company, notices = _value(Company, rest, file, "")
    listed = content.get(_PAYMENTS, [])
    payments: list[Payment] = []
    if not (isinstance(listed, list) and all(isinstance(p, dict) for p in listed)):
        notices.append(notice("company_value_wrong", file=file, field=_PAYMENTS, expected="[[payments]] の表の並び"))
        listed = []
    for number, given in enumerate(listed, start=1):
        payment, new_notices = _value(Payment, given, file, f"{_PAYMENTS} の {number}番目の ")
        notices += new_notices
        payments += [payment] if payment is not None else []
    if notices or company is None:
        raise RequestError(*notices)
    known = {f.name: getattr(company, f.name) for f in fields(Company) if f.name not in _NOT_KEYS}
    return Company(**known, payments=tuple(payments))


def _value(cls: type, given: Mapping[str, Any], file: str, place: str) -> tuple[Any, list[Notice]]:
    kinds = {key: kind for key, kind in typing.get_type_hints(cls).items() if key not in _NOT_KEYS}
    asked_for = [f.name for f in fields(cls) if f.name in kinds and f.default is MISSING]
    notices = [
        notice("company_key_unknown", file=file, field=f"{place}{key}", known=short_list(list(kinds), most=len(kinds)))
        for key in given
        if key not in kinds
    ]
    for key, value in given.items():
        if key in kinds and (expected := _expected(kinds[key], value)):
            notices.append(notice("company_value_wrong", file=file, field=f"{place}{key}", expected=expected))
    notices += [
        notice("company_key_missing", file=file, field=f"{place}{key}") for key in asked_for if key not in given
    ]
    if notices:
        return None, notices
    try:
        return cls(**given), []
    except ValueRefusedError as problem:
        return None, [notice("company_refused", file=file, field=place.strip() or None, reason=str(problem))]


def _expected(kind: Any, value: object) -> str:
    """Say what a value should be; nothing where it is that."""
    options = [k for k in typing.get_args(kind) or (kind,) if k is not type(None)]
    literals = [one for option in options if typing.get_origin(option) is Literal for one in typing.get_args(option)]
    if literals:
        return "" if value in literals else f"{'、'.join(f'「{one}」' for one in literals)}のどれか"
    return "" if type(value) in options else _KINDS[options[0]]
