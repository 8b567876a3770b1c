"""The residents' own document (地域デザイン) on two sheets: what was decided, when and by whom; and who does what."""

from __future__ import annotations

from collections.abc import Iterator

from plan.documents.agreed import records_part
from plan.documents.blocks import DRAFT, NOT_ENTERED, Block, Document, Heading, NewPage, Points, Table, Text
from plan.documents.dates import written_day
from plan.documents.material import Material
from plan.organisation.community_design import CommunityDesign, community_design
from plan.scenario.scenario import Scenario


def residents_design(found: Material) -> Document:
    """Write the document.

    Parameters
    ----------
    found
        What it is written from.
    """
    design = _design(found)
    title = f"{found.place}の地域デザイン（{DRAFT}）"
    return Document("residents_design", title, found.under_title, tuple(_sheets(found, design)), design.missing)


def residents_design_lacks(found: Material) -> tuple[str, ...]:
    """Name what the document needs and nobody has entered."""
    return _design(found).missing


def _design(found: Material) -> CommunityDesign:
    effective = found.chosen.effective
    # The present is nobody's proposal: its paper names all that is missing.
    proposed = found.scenario or Scenario("present", effective.scenario_name)
    return community_design(effective.region, found.plan, proposed)


def _sheets(found: Material, design: CommunityDesign) -> Iterator[Block]:
    yield Text(f"つくった組織：{design.organisation or NOT_ENTERED}")
    yield Heading("決めたこと")
    if design.decisions:
        rows = tuple(
            (d.what, written_day(d.decided_on) or NOT_ENTERED, d.decided_by or NOT_ENTERED) for d in design.decisions
        )
        yield Table(("決めたこと", "いつ", "だれが"), rows, (3.2, 2.4, 1.6))
    else:
        yield Text(f"決めたこと：{NOT_ENTERED}")
    yield Heading("どこに集めるか")
    yield Points(design.gathering) if design.gathering else Text(f"拠点：{NOT_ENTERED}")
    if design.buses:
        yield Heading("運行")
        yield Points(design.buses)
    yield NewPage()
    yield Heading("だれが何をするか（役割分担）")
    if design.duties:
        duties = tuple((d.who, d.what or d.decision, d.decision if d.what else "") for d in design.duties)
        yield Table(("だれが", "何を", "どの決めごとで"), duties, (1.8, 2.4, 2.8))
    else:
        yield Text(f"役割分担：{NOT_ENTERED}")
    yield Heading("話し合いの経過")
    yield from records_part(found, with_answers=False)
