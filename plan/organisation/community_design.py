"""地域デザイン: the residents' own document on two pages, as content that paper and screen lay out; nothing in it is invented."""

from __future__ import annotations

from dataclasses import dataclass

from geo.region.region import Region
from plan.organisation.shared_days import service_at
from plan.scenario.carriers.agreements import Decision, Record
from plan.scenario.carriers.organisation import Organisation
from plan.scenario.scenario import Plan, Scenario


@dataclass(frozen=True)
class DutyLine:
    """Who does what, and by which decision."""

    who: str
    what: str
    decision: str


@dataclass(frozen=True)
class CommunityDesign:
    """The content of the document.

    Parameters
    ----------
    region, scenario, organisation
        Names: of the place, the scenario and the organisation (empty while there is none).
    gathering
        A line for each hub: what is gathered there.
    buses
        Names of the plan's buses.
    decisions
        What was decided, when and by whom, in the order in which it was written.
    duties
        役割分担, by who.
    meetings
        Records of meetings, the earliest first; those without a day last.
    undated
        Decisions that don't say when or by whom.
    missing
        What the document lacks, by name.
    """

    region: str
    scenario: str
    organisation: str
    gathering: tuple[str, ...]
    buses: tuple[str, ...]
    decisions: tuple[Decision, ...]
    duties: tuple[DutyLine, ...]
    meetings: tuple[Record, ...]
    undated: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def first_page(self) -> tuple[str, ...]:
        """The lines of the first page: what was decided, when, by whom."""
        return tuple(decision_text(d) for d in self.decisions)

    @property
    def second_page(self) -> tuple[str, ...]:
        """The lines of the second page: who does what."""
        return tuple(f"{d.who}：{d.what or d.decision}" for d in self.duties)


def community_design(region: Region, plan: Plan, scenario: Scenario) -> CommunityDesign:
    """Gather the content of the residents' document.

    Examples
    --------
    >>> from geo.region.region import read_region
    >>> empty = community_design(read_region("sample_regions/model_chiku"), Plan("r", "f"), Scenario("s1", "案1"))
    >>> empty.missing
    ('組織の名前', '拠点', '決めたこと', '役割分担', '協議の記録')
    """
    organisation = scenario.organisation
    duties = duty_lines(organisation)
    lacking = {
        "組織の名前": not organisation.name,
        "拠点": not scenario.hubs,
        "決めたこと": not organisation.decisions,
        "役割分担": not duties,
        "協議の記録": not plan.records,
    }
    return CommunityDesign(
        region=region.name,
        scenario=scenario.name,
        organisation=organisation.name,
        gathering=tuple(
            f"{hub.name}：{'、'.join(service_at(hub, c) for c in hub.services) or '集めるサービスは未定'}"
            for hub in scenario.hubs
        ),
        buses=tuple(service.name for service in scenario.services),
        decisions=organisation.decisions,
        duties=duties,
        meetings=meetings_in_order(plan),
        undated=tuple(d.what for d in organisation.decisions if not (d.decided_on and d.decided_by)),
        missing=tuple(name for name, is_missing in lacking.items() if is_missing),
    )


def duty_lines(organisation: Organisation) -> tuple[DutyLine, ...]:
    """List who does what: duties of decisions, then activities, those of one person or body together."""
    lines = [DutyLine(duty.who, duty.what, d.what) for d in organisation.decisions for duty in d.duties if duty.who]
    lines += [DutyLine(a.done_by, a.name, "") for a in organisation.activities if a.done_by]
    order = list(dict.fromkeys(line.who for line in lines))
    return tuple(line for who in order for line in lines if line.who == who)


def meetings_in_order(plan: Plan) -> tuple[Record, ...]:
    """Return the records, the earliest first; those without a day last."""
    return tuple(sorted(plan.records, key=lambda r: (not r.held_on, r.held_on, r.id)))


def decision_text(decision: Decision) -> str:
    """Write a decision in a line: 「店を残す（2027-02-01、住民の集まり）」; what is open is said so.

    Examples
    --------
    >>> decision_text(Decision("店を残す", "2027-02-01"))
    '店を残す（2027-02-01、だれが決めたかは未記入）'
    """
    when, who = decision.decided_on or "日付は未記入", decision.decided_by or "だれが決めたかは未記入"
    return f"{decision.what}（{when}、{who}）"
