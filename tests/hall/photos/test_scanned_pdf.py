"""Pictures come out of a scanned PDF as they lie in it: JPEG, samples with and without predictors; what is no scan says so."""

from __future__ import annotations

import io
import zlib

import numpy as np
import pytest
from PIL import Image

from hall.marks.reading import read_file
from hall.photos.scanned_pdf import is_pdf, pictures_in
from tests.hall.printed_sheets import printed_sheet

PICTURE = np.random.default_rng(1).integers(0, 255, (40, 700, 3), dtype=np.uint8)


def pdf(data: bytes, about: bytes) -> bytes:
    head = b"<< /Type /XObject /Subtype /Image /Width 700 /Height 40 /BitsPerComponent 8 " + about
    return b"%PDF-1.5\n1 0 obj\n" + head + b" >>\nstream\n" + data + b"\nendstream\nendobj\n"


def opened(picture: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(picture)) as image:
        return np.asarray(image.convert("RGB"))


def test_samples_are_read_plain_and_with_the_predictors_of_png():
    plain = zlib.compress(PICTURE.tobytes())
    (found,) = pictures_in(pdf(plain, b"/ColorSpace /DeviceRGB /Filter /FlateDecode"))
    assert np.array_equal(opened(found), PICTURE)
    rows = b"".join(
        b"\1" + (row.astype(int) - np.vstack([np.zeros((1, 3), int), row[:-1]])).astype(np.uint8).tobytes()
        for row in PICTURE
    )
    about = b"/ColorSpace /DeviceRGB /Filter [/FlateDecode] /DecodeParms << /Predictor 15 /Colors 3 /Columns 700 >>"
    (found,) = pictures_in(pdf(zlib.compress(rows), about))
    assert np.array_equal(opened(found), PICTURE)


def test_a_jpeg_is_taken_out_also_where_it_is_packed_once_more():
    coded = io.BytesIO()
    Image.fromarray(PICTURE).save(coded, "JPEG", quality=95)
    about = b"/ColorSpace /DeviceRGB /Filter "
    for data, filters in (
        (coded.getvalue(), b"/DCTDecode"),
        (zlib.compress(coded.getvalue()), b"[ /FlateDecode /DCTDecode ]"),
    ):
        (found,) = pictures_in(pdf(data, about + filters))
        assert np.array_equal(opened(found), opened(coded.getvalue()))


@pytest.mark.parametrize(
    ("data", "about"),
    [
        (b"x", b"/ColorSpace /DeviceGray /Filter /CCITTFaxDecode"),
        (b"x", b"/ColorSpace /DeviceRGB /Filter /FlateDecode"),
        (zlib.compress(b"0" * 50_000_000), b"/ColorSpace /DeviceRGB /Filter /FlateDecode"),
        (zlib.compress(b"12345"), b"/ColorSpace /DeviceRGB /Filter /FlateDecode"),
    ],
    ids=["fax", "broken", "bomb", "short"],
)
def test_what_cannot_be_read_gives_no_picture_and_the_notice_says_what_to_do(data, about):
    assert pictures_in(pdf(data, about)) == []
    (reading,) = read_file(pdf(data, about), "a.pdf")
    assert "スキャンし直す" in reading.notices[0].message


def test_masks_and_enciphered_files_are_passed_over():
    plain = zlib.compress(PICTURE.tobytes())
    about = b"/ColorSpace /DeviceRGB /Filter /FlateDecode"
    assert pictures_in(pdf(plain, about + b" /ImageMask true")) == []
    assert pictures_in(pdf(plain, about) + b"trailer << /Encrypt 5 0 R >>") == []


def test_a_scan_of_two_sheets_is_read_sheet_by_sheet():
    page, code = printed_sheet(150)
    scan = io.BytesIO()
    pages = [Image.fromarray(page), Image.fromarray(page[::-1, ::-1])]
    pages[0].save(scan, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    assert is_pdf(scan.getvalue())
    readings = read_file(scan.getvalue(), "scan.pdf")
    assert [r.file for r in readings] == ["scan.pdf（1枚目）", "scan.pdf（2枚目）"]
    assert [r.code for r in readings] == [code, code]
