"""How this plan's organisation stands beside those of the country: figures with year, main activities and incomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geo.reference import Reference, reference_table
from geo.reference.organisation import LegalForm, legal_forms, main_activities, main_incomes
from plan.figure_texts import share, yen
from plan.organisation.tables import INCOME_KINDS
from plan.scenario.carriers.organisation import Income, Organisation


@dataclass(frozen=True)
class Figure:
    """A figure of the country: what it is, as it is read, its year, its source, and whether it is to be confirmed."""

    name: str
    shown: str
    date: str
    source: str
    to_be_confirmed: bool


def country_figures() -> tuple[Figure, ...]:
    """Return the figures of organisations in the country, the oldest first.

    Examples
    --------
    >>> [figure.shown for figure in country_figures()][:3]
    ['1,680組織', '494市町村', '88%（1,093市町村のうち965）']
    """
    values = reference_table("organisation")
    need, asked = values["see_need"], values["asked_without"]
    seen = f"{share(need.value / asked.value)}（{asked.value:,.0f}市町村のうち{need.value:,.0f}）"
    keys = ("organisations_later", "municipalities_later", "unincorporated", "npo", "with_base", "base_public")
    return (
        _figure(values["organisations"]),
        _figure(values["municipalities"]),
        Figure("組織のない市町村のうち、必要性を認識している割合", seen, need.date, need.source, need.to_be_confirmed),
        *(_figure(values[key]) for key in keys),
    )


def _figure(value: Reference) -> Figure:
    shown = share(value.value) if value.unit == "割合" else f"{value.value:,.0f}{value.unit}"
    return Figure(value.name, shown, value.date, value.source, value.to_be_confirmed)


def activities_beside(organisation: Organisation) -> Mapping[str, tuple[str, ...]]:
    """Return which of this plan's activities bear the name of each main activity of the country; empty for none.

    An activity is taken for a main one when one of the two names holds the other, for example 配食 and 配食支援.
    """
    names = [a.name for a in organisation.activities]
    return {main: tuple(n for n in names if _alike(n, main)) for main in main_activities()}


def _alike(name: str, main: str) -> bool:
    parts = [part.removesuffix("支援") for part in main.split("・")]
    return any(part in name for part in parts)


def incomes_beside(organisation: Organisation) -> tuple[tuple[str, bool, str], ...]:
    """Return each kind of income: its name, whether it is a main one of the country, and this plan's amount a year."""
    return tuple((name, kind in main_incomes(), _amount(organisation, kind)) for kind, name in INCOME_KINDS.items())


def _amount(organisation: Organisation, kind: str) -> str:
    incomes: list[Income] = [i for i in organisation.incomes if i.kind == kind]
    if not incomes:
        return "なし"
    known = [i.yen_a_year for i in incomes if i.yen_a_year is not None]
    unknown = len(incomes) - len(known)
    amount = f"年 {yen(sum(known))}" if known else ""
    return "、".join(part for part in (amount, f"金額の分からないもの {unknown}件" if unknown else "") if part)


def own_sources_share(organisation: Organisation) -> float | None:
    """Return the share of the income that is no grant (0 to 1); None where an amount is not known or there is none."""
    amounts = [i.yen_a_year for i in organisation.incomes]
    known = [a for a in amounts if a is not None]
    if not known or len(known) < len(amounts) or not sum(known):
        return None
    grants = sum(i.yen_a_year or 0.0 for i in organisation.incomes if i.kind == "grant")
    return 1 - grants / sum(known)


def form_of(legal_form: str) -> LegalForm | None:
    """Find a legal form; None for one that nobody knows."""
    return legal_forms().get(legal_form)


def form_warnings(organisation: Organisation, *, runs_paid_transport: bool) -> tuple[str, ...]:
    """Say what does not go together: businesses without a legal person, paid transport by a form that may not run it.

    Parameters
    ----------
    organisation
        Of the scenario.
    runs_paid_transport
        Whether the plan has 自家用有償旅客運送.
    """
    forms = [i for i in (organisation.legal_form, organisation.executing_legal_form) if i]
    known = [f for f in map(form_of, forms) if f is not None]
    warnings = []
    has_business = any(a.kind == "business" for a in organisation.activities)
    if has_business and forms and set(forms) == {"voluntary"}:
        warnings.append("コミュニティビジネスがありますが、法人ではありません。経済活動をするほど、法人格が要ります。")
    if runs_paid_transport and known and not any(f.transport == "yes" for f in known):
        unsure = any(f.transport == "unsure" for f in known)
        told = "行えるかどうかを確かめてください（要確認）" if unsure else "行えません（要確認）"
        names = "、".join(f.name for f in known)
        warnings.append(
            f"案に自家用有償旅客運送がありますが、{names}は主体として{told}。市町村などが行う形もあります。"
        )
    if organisation.form == "separated" and not organisation.executing_body:
        warnings.append("分離型ですが、実行する組織の名前がありません。")
    return tuple(warnings)
