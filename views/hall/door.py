"""How phones come in: QR code and six figures, large; what to do where they cannot, and how the evening goes on without."""

from __future__ import annotations

import html
import time
from collections.abc import Callable

import streamlit as st

from hall.facilitator.addresses import local_addresses, qr_svg
from hall.facilitator.firewall import firewall_is_on, is_administrator
from hall.facilitator.process import HallProcess
from hall.meeting.control import close_meeting, reopen_meeting
from layers.charts.small_map import picture_html
from views import editing
from views.figures import plain
from views.hall import meeting
from views.widget_state import Widget

_PATIENCE_S = 90.0
"""After so long without any phone, what may stand in the way is said by itself."""
_SINCE: Widget[float] = Widget("hall-served-since-s", 0.0)


def show_door() -> None:
    """Draw the door of the meeting that goes on."""
    found = meeting.served()
    if found is None:
        st.markdown("**電話はまだつながっていません。** 電話がなくても、挙手と紙で進められます。")
        editing.button("電話を受け付ける", lambda: _then(meeting.serve), key="hall-serve", type="primary")
    else:
        st.html(
            f'<div class="ky-door">{picture_html(qr_svg(found.urls[0], found.code), "この頁を開く QR コード")}'
            f"<b>{html.escape(found.code)}</b><p>{html.escape(found.urls[0])}</p></div>"
        )
        _say_whether_reached(found)
        editing.button("電話の受付を止める", lambda: _then(meeting.stop), key="hall-stop")
    with st.popover("電話がつながらないとき"):
        _wifi(found)
    editing.button("集まりを終える", _end, key="hall-end")


def show_over() -> None:
    """Draw what can be done with a meeting that is over."""
    st.markdown("**終わった集まりです。** 手で数えた数を直し、記録に残し、言葉を消せます。")
    editing.button("この集まりから離れる", _look_at_current, key="hall-leave", type="primary")
    if meeting.current() is None and meeting.earlier()[:1] == [meeting.shown()]:
        editing.button("もう一度始める", _reopen, key="hall-reopen")
    with st.popover("この集まりを消す"):
        st.markdown("答えも言葉も、このパソコンからなくなります。計画の記録に残したものは、そのままです。")
        editing.button("答えをすべて消す", _delete, key="hall-delete-meeting")


def _then(deed: Callable[[], None]) -> None:
    deed()
    st.rerun()


def _look_at_current() -> None:
    meeting.look_at(None)
    st.rerun()


def _end() -> None:
    meeting.stop()
    with meeting.opened() as store:
        close_meeting(store)
    st.rerun()


def _reopen() -> None:
    with meeting.opened() as store:
        reopen_meeting(store)
    meeting.look_at(None)
    st.rerun()


def _delete() -> None:
    path = meeting.shown()
    if path is not None:
        meeting.delete(path)
    st.rerun()


def _say_whether_reached(found: HallProcess) -> None:
    """Say how many have come; where nobody has for a while, say what may be the matter."""
    with meeting.opened() as store:
        reached, joined = bool(store.about("reached")), len(store.persons())
    if reached or joined:
        st.caption(f"電話で入った人：{joined:,}人")
        return
    since_s = _SINCE.value or time.monotonic()
    _SINCE.set(since_s)
    if time.monotonic() - since_s > _PATIENCE_S:
        st.warning("まだ、どの電話からも届いていません。下の「電話がつながらないとき」を見てください。")
    elif found.urls[0].startswith("http://127."):
        st.warning("このパソコンは無線につながっていないので、電話からは開けません。")


def _wifi(found: HallProcess | None) -> None:
    addresses = local_addresses()
    if addresses:
        st.markdown(
            f"このパソコンの住所は **{'、'.join(plain(one) for one in addresses)}** です。電話も同じ無線につないでください。"
        )
    else:
        st.markdown(
            "**このパソコンは、どの無線にもつながっていません。** 無線を入れるか、下のように電話なしで進めてください。"
        )
    others = [plain(url) for url in found.urls[1:]] if found is not None else []
    if others:
        st.markdown(f"QR で開けないときは、{'、'.join(others)} も試してください。")
    if _firewall():
        st.markdown(
            _ABOUT_FIREWALL[bool(is_administrator())] if is_administrator() is not None else _FIREWALL_ELSEWHERE
        )
    st.markdown(
        "- 電話の無線が、会場の無線になっているか見ます（携帯の電波では届きません）。\n"
        "- パソコンが「許可しますか」とたずねたら、許可します（職員のパソコンでは、できないことがあります）。\n"
        "- 会場の無線が、つながった機械どうしを隔てていることがあります。持ってきた小さな無線の親機か、"
        "電話のテザリングにつなぎ直します。\n"
        "- どうしてもつながらないときは、挙手と紙で数え、右の「挙手・紙の数を書く」に書きます。あとの流れは同じです。"
    )


_FIREWALL = "**このパソコンのファイアウォール（外からの通信を止める仕組み）が働いています。** "
_FIREWALL_ELSEWHERE = f"{_FIREWALL}電話から開けないときは、この番号を通すようにしてください。"
_ABOUT_FIREWALL = {
    True: f"{_FIREWALL}許可の窓が出たら「アクセスを許可する」を押してください。",
    False: f"{_FIREWALL}**この人には管理者の権限がありません。** 許可できないときは、電話なしで進めてください。",
}


@st.cache_data(ttl=300, show_spinner=False)
def _firewall() -> bool:
    return bool(firewall_is_on())
