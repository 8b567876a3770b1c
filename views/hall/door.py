"""How phones come in: QR code and six figures, large; what to do where they cannot, and how the evening goes on without."""

from __future__ import annotations

import html

import streamlit as st

from hall.facilitator.addresses import local_addresses, qr_svg
from hall.meeting.control import close_meeting
from layers.charts.small_map import picture_html
from views import editing
from views.figures import plain
from views.hall import meeting


def show_door() -> None:
    """Draw the door."""
    found = meeting.served()
    if found is None:
        st.markdown("**電話はまだつながっていません。** 電話がなくても、挙手と紙で進められます。")
        editing.button("電話を受け付ける", lambda: _then(meeting.serve), key="hall-serve", type="primary")
    else:
        st.html(
            f'<div style="text-align:center">{picture_html(qr_svg(found.urls[0], found.code), "この頁を開く QR コード")}'
            f'<p style="font-size:64px;font-weight:bold;letter-spacing:.12em;margin:0">{html.escape(found.code)}</p>'
            f'<p style="font-size:22px;margin:0">{html.escape(found.urls[0])}</p></div>'
        )
        editing.button("電話の受付を止める", lambda: _then(meeting.stop), key="hall-stop")
    with st.expander("電話がつながらないとき"):
        _wifi()
    editing.button("集まりを終える", _end, key="hall-end")


def _then(deed: object) -> None:
    if callable(deed):
        deed()
    editing.redraw()


def _end() -> None:
    meeting.stop()
    with meeting.opened() as store:
        close_meeting(store)
    st.rerun()


def _wifi() -> None:
    addresses = local_addresses()
    if addresses:
        st.markdown(
            f"このパソコンの住所は **{'、'.join(plain(one) for one in addresses)}** です。電話も同じ無線につないでください。"
        )
    else:
        st.markdown(
            "**このパソコンは、どの無線にもつながっていません。** 無線を入れるか、下のように電話なしで進めてください。"
        )
    st.markdown(
        "- 電話の無線が、会場の無線になっているか見ます（携帯の電波では届きません）。\n"
        "- パソコンが「許可しますか」とたずねたら、許可します（職員のパソコンでは、できないことがあります）。\n"
        "- 会場の無線が、つながった機械どうしを隔てていることがあります。持ってきた小さな無線の親機か、"
        "電話のテザリングにつなぎ直します。\n"
        "- どうしてもつながらないときは、挙手と紙で数え、右の「手で数えた数」に書きます。あとの流れは同じです。"
    )
