"""Every document that can be written has a key of its own and can be written of anything."""

from __future__ import annotations

from plan.documents.catalogue import DOCUMENTS
from tests.plan.documents.written_up import nothing_entered, written_up


def test_every_document_can_be_written_of_anything() -> None:
    assert len({d.key for d in DOCUMENTS}) == len({d.name for d in DOCUMENTS}) == len(DOCUMENTS)
    for known in DOCUMENTS:
        for found in (written_up(), nothing_entered()):
            document = known.write(found)
            assert document.key == known.key
            assert known.name in document.title
            assert document.blocks
