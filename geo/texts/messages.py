"""All texts of notices and errors, by code with parameters: a language is a table in this file.

Each text says what is, where, and what to do. Places are put in front by `notice` from file, row and field. The texts about
timetable feeds, of which there are many, come from `geo.texts.feed_messages`.
"""

from __future__ import annotations

from collections.abc import Mapping

from geo.texts.feed_messages import FEED_TEXTS
from geo.texts.fetch_messages import FETCH_TEXTS
from geo.texts.ksj_messages import KSJ_TEXTS
from geo.texts.notices import Notice, Severity
from geo.texts.on_demand_messages import ON_DEMAND_TEXTS
from geo.texts.service_messages import SERVICE_TEXTS
from geo.texts.siting_messages import SITING_TEXTS
from geo.texts.sphere_messages import SPHERE_TEXTS
from geo.texts.timetable_messages import TIMETABLE_TEXTS
from geo.texts.travel_messages import TRAVEL_TEXTS

Catalogue = Mapping[str, tuple[Severity, str]]

JAPANESE: Catalogue = {
    # the folder
    "folder_missing": ("error", "フォルダが見つかりません。場所を確かめてください。"),
    "required_file_missing": ("error", "このファイルがありません。{why}フォルダに {name} を入れてください。"),
    "file_unreadable": ("warning", "読み取れません（{reason}）。ファイルが壊れていないか確かめて、保存し直してください。"),
    "xml_entities": ("error", "ファイルの初めに、言葉を置き換える宣言（実体の宣言）か、ファイルの外の定義を指す宣言があります。計算機に害を与えることがあるため、開いていません。宣言のない形で保存し直してください。"),
    "link_leads_out": ("error", "フォルダの外を指すリンクなので、安全のため開いていません。リンクを消して、ファイルそのものを入れてください。"),
    "file_has_nothing": ("error", "データが一つもありません。"),
    "layer_chosen": ("info", "層が複数あります。「{used}」を使いました。使わなかったもの：{others}。"),
    "layer_warned": ("info", "読むときに気になる点がありました（{reason}）。"),
    "encoding_unreadable": ("warning", "文字コードが UTF-8 でも Shift_JIS（cp932）でもありません。UTF-8 で保存し直してください。"),
    "encoding_guessed": ("info", "文字コードを {encoding} として読みました。"),
    "not_a_file": ("warning", "ファイルではなくフォルダになっています。中身は使っていません。ファイルに直してください。"),
    "not_a_folder": ("warning", "フォルダではなくファイルになっています。中身は使っていません。フォルダに直してください。"),
    "file_empty": ("warning", "中身がありません。見出しの行とデータを入れてください。"),
    "file_has_no_rows": ("warning", "見出しの行だけで、データがありません。"),
    # region.toml
    "toml_broken": ("error", "書き方に誤りがあります（{reason}）。その行を直してください。"),
    "region_field_missing": ("error", "この項目がありません。{example} のように書いてください。"),
    "region_field_wrong": ("error", "値「{value}」は使えません。{expected}で書いてください。"),
    "assumption_unknown": ("warning", "「{name}」という前提は知りません。使っていません。名前を確かめてください。"),
    "assumption_wrong": ("warning", "前提の値「{value}」は使えません（{expected}）。初期値を使っています。"),
    "today_hub_unknown": ("warning", "現況の拠点「{id}」が施設にも候補地にもありません。今の拠点から外しました。id を直してください。"),
    # tables
    "column_missing": ("warning", "「{column}」の列がありません。{todo}"),
    "column_missing_required": ("error", "「{column}」の列がありません。この列を加えて読み直してください。"),
    "column_default": ("info", "「{column}」の列がないので、すべて「{default}」としました。"),
    "column_unknown": ("info", "「{column}」の列は使っていません。"),
    "column_twice": ("warning", "「{column}」という列が二つあります。左の列を使いました。"),
    "row_ragged": ("warning", "列の数が見出し（{expected}列）と合いません（{found}列）。この行は入っていません。区切りを確かめてください。"),
    "cell_empty": ("warning", "値が空です。{consequence}"),
    "cell_not_number": ("warning", "「{value}」は数として読めません。{consequence}"),
    "cell_not_whole": ("warning", "「{value}」は整数ではありません。{consequence}"),
    "cell_negative": ("warning", "値が負（{value}）です。{consequence}"),
    "cell_out_of_range": ("warning", "値「{value}」が {low}〜{high} の範囲にありません。{consequence}"),
    "cell_not_choice": ("warning", "「{value}」は使えません。{choices} のどれかを書いてください。{consequence}"),
    "cell_not_time": ("warning", "「{value}」は時刻として読めません（例 8:30）。{consequence}"),
    "cell_not_days": ("warning", "「{value}」は曜日として読めません（例 mon,wed,fri）。{consequence}"),
    "id_duplicate": ("warning", "id「{id}」が {first} と重なっています。この行は入っていません。別の id にしてください。"),
    "coordinates_swapped": ("warning", "緯度 {lat} と経度 {lon} が入れ替わっているようです。この行は地図に置いていません。入れ替えて読み直してください。"),
    "coordinates_outside_japan": ("warning", "緯度 {lat}、経度 {lon} は日本の外です。この行は地図に置いていません。座標を確かめてください。"),
    "village_unknown": ("warning", "集落「{village}」が villages.csv にありません。この行は計算に入っていません。"),
    # people
    "no_villages": ("error", "使える集落が一つもありません。村の id・名前・緯度・経度・人口・世帯数を確かめてください。"),
    "villages_empty": ("info", "{count} の集落には人がいません（人口 0）：{names}。地図には出します。"),
    "ages_differ": ("warning", "「{name}」の年齢別の合計 {ages}人 が人口 {population}人 と合いません。年齢の内訳は割合として使います。どちらかを直してください。"),
    "residents_differ": ("warning", "「{name}」の residents.csv の合計 {residents}人 が villages.csv の {population}人 と合いません。居住地点の割合だけを使い、人数は villages.csv に合わせます。"),
    "residents_missing": ("info", "「{name}」は residents.csv に居住地点がありません。集落の代表点で数えます。"),
    "households_exceed": ("warning", "「{name}」の世帯数 {households} が人口 {population} を超えています。確かめてください。"),
    # roads
    "roads_missing": ("error", "道のファイル（roads.graphml、roads.gpkg、roads.osm、roads.osm.pbf のどれか）がありません。集落や施設は表示しますが、所要時間は計算できません。道のファイルを入れてください。"),
    "roads_unreadable": ("error", "道を読み取れません（{reason}）。集落や施設は表示しますが、所要時間は計算できません。ファイルを作り直してください。"),
    "roads_empty": ("error", "道が一本もありません。集落や施設は表示しますが、所要時間は計算できません。"),
    "roads_several": ("warning", "道のファイルが複数あります（{names}）。{used} を使いました。使わないものを除いてください。"),
    "roads_no_class": ("info", "道に種別（highway）の列がないので、すべて「種別の分からない道」として {speed} km/h で計算します。"),
    "road_class_unknown": ("info", "道の種別「{name}」（{count}本）は速度表にありません。「種別の分からない道」の速度で計算します。"),
    "roads_swapped": ("warning", "道の結節点 {count} 個で緯度と経度が入れ替わっているようです。それらの道は入っていません。入れ替えて読み直してください。"),
    "roads_outside_japan": ("warning", "道の結節点 {count} 個が日本の外にあります。それらの道は入っていません。座標を確かめてください。"),
    "road_measure_wrong": ("warning", "道 {count} 本で、値が 0 以上の数ではありません。その値は使わず、線の長さと道の種別から計算します。"),
    "road_line_wrong": ("warning", "道 {count} 本は線の図形ではありません。それらは入っていません。"),
    "road_crossings": ("info", "頂点を共有せずに交わるか触れるだけの道が {count} か所あります（立体交差や図面のずれ）。つながっていないものとして計算します。"),
    "road_pieces": ("info", "道が {count} の切れはしに分かれています。いちばん大きいまとまりに道の延長の {share} があります。"),
    "villages_off_road": ("warning", "{count} の集落（{people}人）は道から {limit}m より離れています：{names}。車でも徒歩でも「行けない」として数えます。"),
    "villages_cut_off": ("warning", "{count} の集落（{people}人）は、ほかとつながらない道の切れはしにあります：{names}。「行けない」として数えます。道の図面のつながりを確かめてください。"),
    "residents_cut_off": ("info", "居住地点のうち {people}人 分が、道から離れているか、つながらない道の切れはしにあります。その人数は「行けない」に入ります。"),
    "facilities_cut_off": ("warning", "{count} の施設は道から離れているか、つながらない道の切れはしにあります：{names}。どこからも「行けない」として数えます。"),
    # zones, feeds, relief
    "zone_unknown": ("info", "「{name}」という区域は知りません。地図には出しますが、判定には使いません。"),
    "zone_not_area": ("warning", "面でない図形が {count} 個あります。それらは入っていません。"),
    "rivers_not_line": ("warning", "線でない図形が {count} 個あります。川として描いていません。"),
    "zone_repaired": ("info", "自分と交わる面が {count} 個あり、形を直して読みました。"),
    "crs_missing": ("warning", "座標系が書かれていません。緯度経度（JGD2011）とみなしました。"),
    "crs_overridden": ("warning", "ファイルの座標系は {own} ですが、指定された {used} として読みました。"),
    "crs_unknown": ("error", "座標系「{crs}」は知りません。--crs EPSG:6668 のように指定してください。"),
    "crs_unusable": ("error", "座標系が分かりません。--crs EPSG:6668 のように指定してください。"),
    "feed_file_missing": ("warning", "時刻表データ（GTFS）に {name} がありません。このデータは使っていません。"),
    "timetable_trips_without_ends": ("warning", "{count} 便は始発か終着の停留所の時刻がないので、所要時間の計算に入れていません（{ids}）。時刻を書いてください。"),
    "timetable_trips_backwards": ("warning", "{count} 便は時刻が前の停留所より早くなるので、所要時間の計算に入れていません（{ids}）。時刻を確かめてください。"),
    "timetable_trips_too_short": ("warning", "{count} 便は使える停留所が二つに足りないので、所要時間の計算に入れていません（{ids}）。"),
    "timetable_stops_without_place": ("warning", "{count} の停留所は位置が分からないので、そこでの乗り降りは所要時間の計算に入れていません（{ids}）。緯度と経度を書いてください。"),
    "timetable_trips_without_days": ("warning", "{count} 便は走る日がどこにも書かれていないので、所要時間の計算に入れていません（{ids}）。calendar.txt か calendar_dates.txt に書いてください。"),
    "timetable_headway_too_short": ("warning", "繰り返し運行 {count} 行は間隔が {least} 秒より短いので、所要時間の計算に入れていません（{ids}）。間隔を確かめてください。"),
    "purpose_unknown": ("error", "用事「{value}」は知りません。{known} のどれかを指定してください。"),
    "outing_purpose_impossible": ("warning", "「{purpose}」の前提では、着く時刻から終わる時刻までに要る時間がとれません。だれも行って帰れないことになります。前提の時刻か要る時間を直してください。"),
    "outing_place_unknown": ("info", "「{place}」とそのまわりに、「{purpose}」の施設は見あたりません。曜日と時刻は前提の値で数えました。施設があれば facilities.csv に加えてください。"),
    "outing_place_closed": ("warning", "{date} は、「{place}」で「{purpose}」のできる日ではありません（曜日か、施設の休みの日です）。別の日を指定してください。"),
    "timetable_transfers_not_used": ("info", "乗換の決まりのうち、路線や便ごとのもの {count} 行は、所要時間の計算に使っていません。"),
    "timetable_no_day": ("error", "時刻表に、走る便のある日が見つかりません。日付（--date）を指定するか、運行日のデータを確かめてください。"),
    "timetable_interrupted": ("warning", "通行止めの道を通る便が {count} 本あります。その区間は走らないものとして数えています（前後の区間は時刻表のとおり）。迂回する便を考えるときは、時刻表を作り直してください。"),
    "timetable_no_trips": ("warning", "{date} に走る便がありません。日付を確かめてください。"),
    "relief_not_png": ("warning", "PNG の画像ではありません。陰影図は表示しません。"),
    "relief_bounds_missing": ("warning", "relief.toml に south、west、north、east がありません。陰影図は表示しません。"),
    "population_year_twice": ("warning", "{year}年の「{village}」が二度あります。はじめの行を使いました。"),
    # boardings, contracts, answers of residents
    "cell_not_period": ("warning", "「{value}」は期間として読めません（例 2024-04、2024-04-12、2024、年度は FY2024）。{consequence}"),
    "cell_not_day": ("warning", "「{value}」は日付として読めません（例 2024-04-01）。{consequence}"),
    "span_backwards": ("warning", "終わりの日（{last}）が始まりの日（{first}）より前です。この行は計算に入っていません。直して読み直してください。"),
    "boardings_twice": ("warning", "同じ期間・路線・便・停留所の行が二度あります。はじめの行を使いました。"),
    "contract_twice": ("warning", "同じ期間・同じ相手の契約が二度あります。はじめの行を使いました。"),
    "destination_unknown": ("warning", "行き先「{id}」が施設にも候補地にもありません。行き先の名前だけを使います。"),
    "trips_too_many": ("warning", "週に {value} 回は多すぎます。回数は分からないものとして扱います。"),
    # requests
    "id_not_found": ("error", "「{id}」という id の施設・候補地・拠点がありません。id を確かめてください。"),
    "region_without_feeds": ("error", "この地域には使える時刻表データ（GTFS）がないので、バスの所要時間は計算できません。時刻表データを取り込んでください（import）。"),
    "village_not_found": ("error", "「{id}」という id の集落がありません。villages.csv の village_id を確かめてください。"),
    "no_districts": ("error", "集落に地区（旧小学校区など）が書かれていません。地区ごとの地区カルテには、この欄に地区の名前を入れてください。"),
    "scenario_not_found": ("error", "「{id}」という案がありません。あるのは {known} です。"),
    "plan_unreadable": ("error", "案のファイルを読み取れません（{reason}）。"),
    "plan_version_unknown": ("error", "案のファイルの版（{version}）は、このプログラムより新しいか、知らないものです。プログラムを新しくしてください。"),
    "plan_region_differs": ("warning", "この案は別の地域「{plan}」のものです。今の地域は「{region}」です。"),
    "plan_fingerprint_differs": ("warning", "案を作ったときから地域のデータが変わっています。数字が前と違うことがあります。"),
    "plan_facility_unknown": ("warning", "案「{scenario}」の施設「{id}」が地域にありません。この変更は使っていません。"),
    "plan_site_unknown": ("warning", "案「{scenario}」の拠点「{hub}」の候補地「{id}」が地域にありません。案に書かれた緯度経度を使います。"),
    "plan_road_unknown": ("warning", "案「{scenario}」の道 {edge} が地域にありません。この変更は使っていません。"),
    "plan_saved_elsewhere": ("info", "この案は別の画面でも保存されていました。そちらの内容は {name} に残しました。"),
    "plan_assumptions_differ": ("info", "案「{scenario}」は前提が{base}と違います（{names}）。数字の差には、前提の違いも入っています。"),
    # importing on the page
    "drop_same": ("info", "同じファイルがもう置いてあります。一つとして扱います。"),
    "drop_replaced": ("info", "同じ名前の前のファイルを、いま置いたものに替えました。"),
    "drop_empty": ("error", "中身がありません（0 バイト）。元のファイルを確かめて、置き直してください。"),
    "import_stopped": ("info", "取り込みを止めました。地域は取り込む前のままです。"),
    "import_undone": ("error", "取り込めないファイルがあったので、地域は取り込む前のままにしました。下の知らせを見てファイルや設定を直すか、そのファイルを「取り込まない」にして、もう一度取り込んでください。"),
    "import_region_changed": ("error", "取り込んでいる間に、この地域のファイルがほかの窓やソフトで変わりました。上書きしないように、取り込む前のままにしました。もう一度取り込んでください。"),
    "region_name_unusable": ("error", "地域の名前「{name}」は、フォルダの名前に使えません。記号のない名前を書いてください。"),
    "region_name_taken": ("error", "「{name}」という地域がもうあります。別の名前にするか、取り込み先でその地域を選んでください。"),
    "interrupted": ("error", "途中で止めました。結果は出していません。"),
    "unforeseen": ("error", "思いがけない理由で止まりました（{reason}）。プログラムの誤りかもしれません。この文と、そのとき使ったデータを作り手に知らせてください。"),
    "output_unwritable": ("error", "ファイルに書き込めません（{reason}）。場所と空き容量を確かめてください。"),
    # hubs
    "hub_in_zone": ("warning", "拠点「{hub}」は{zone}の中です。{consequence}"),
    "hub_without_stop": ("warning", "「{hub}」へは、どの路線からも歩いて行けません（停留所から道のりで {limit} m 以内にありません）。停留所の近くに動かすか、路線をのばすことを考えてください。"),
    "hub_off_road": ("warning", "拠点「{hub}」は道から {limit}m より離れていて、どこからも行けません。道の近くに動かしてください。"),
    "hub_cut_off": ("warning", "拠点「{hub}」は、ほかの集落とつながらない道の切れはしにあります。"),
    # import
    "import_kind_unknown": ("error", "取り込みの種類「{kind}」は知りません。{kinds} のどれかを指定してください。"),
    "import_columns_used": ("info", "列の読み替え：{columns}。違っていれば --columns で指定してください。"),
    "import_column_not_found": ("error", "--columns で指定された列「{column}」がファイルにありません。あるのは {known} です。"),
    "import_column_unguessed": ("error", "{name} にあたる列が分かりません。--columns {key}=列名 のように指定してください。あるのは {known} です。"),
    "import_ids_made": ("info", "id の列がないので、{count} 件に {first} からの id を付けました。"),
    "import_names_made": ("info", "名前のない {count} 件に名前を付けました（{first} など）。"),
    "import_geometry_missing": ("warning", "図形がありません。この行は入っていません。"),
    "import_geometry_kind": ("warning", "図形が{found}です（{expected}が要ります）。この行は入っていません。"),
    "import_clipped": ("info", "範囲の外の {count} 件を除きました（{margin} km の余白を含む）。"),
    "import_value_suppressed": ("warning", "「{value}」は秘匿または不明です。この行の値は 0 ではなく空として扱い、人数に入っていません。"),
    "import_no_files": ("error", "取り込むファイルが指定されていません。ファイルを一つ以上書いてください。"),
    "import_region_not_folder": ("error", "フォルダではありません。--region には地域のフォルダ（なければ作ります）を指定してください。"),
    "import_zone_name": ("error", "区域の名前「{zone}」は使えません。zone:landslide のように、ファイル名に使える名前を書いてください。"),
    "import_column_key_unknown": ("error", "--columns の「{column}」という項目はありません。使えるのは {known} です。"),
    "import_no_shapes": ("error", "図形がありません。{expected}の図形のあるファイルを指定してください。"),
    "import_nothing_left": ("error", "取り込める行が一つもありません。何も書き換えていません。"),
    "import_margin_wrong": ("error", "余白 {margin} km は使えません。0 以上の数で指定してください。"),
    "import_clip_without_shapes": ("error", "範囲のファイル（--clip）に図形がありません。"),
    "import_exists": ("error", "内容の違うファイルがすでにあります。置き換えるときは --replace を付けてください。何も書き換えていません。"),
    "import_replaced": ("info", "前のファイルを新しいものに置き換えました。"),
    "import_merged": ("info", "前からの {before} 件に合わせました：新しく {added} 件、書き換え {changed} 件、同じもの {same} 件。前の行は消していません（消すときは --replace）。"),
    "import_totals": ("info", "{villages} 集落、人口 {population}人、{households}世帯を取り込みました。元のファイルの合計と一人も違いません。"),
    "import_totals_differ": ("warning", "{villages} 集落、人口 {population}人、{households}世帯を取り込みました。元のファイルの合計とは違います。ほかの通知を見てください。"),
    "import_dissolved": ("info", "同じ id の面 {count} 件を、もう一方とひとつの集落にまとめました。人数は足しています。"),
    "import_ids_repeated": ("info", "同じ id の行が {count} 件あります（飛び地など。{first} ほか）。別のものとして、後の id に -2、-3 を付けました。ひとつの集落にまとめるときは --dissolve を付けてください。"),
    "import_ids_taken": ("warning", "id {count} 件（{first} など）はほかの表で使われているので、前に文字を付けました。"),
    "import_names_numbered": ("info", "同じ名前の {count} 件に番号を付けました（{first} など）。"),
    "import_points_at_places": ("info", "面の集落 {count} 件の点を、その中にある {places} の地点に置きました。"),
    "import_points_inside": ("info", "面の集落 {count} 件の点を、面の内側に置きました。家のある所とは限りません。住所の点や道を --places で渡すと、そこに合わせます。"),
    "import_only": ("info", "名前に {words} のどれも含まない {count} 件を除きました（--only）。"),
    "import_category_unknown": ("warning", "「{value}」からは施設の分類が分かりません。この行は入っていません。category の列を加えるか、--category で指定してください。"),
    "import_categories_guessed": ("info", "施設の分類を名前などから決めました：{counts}。違っていれば facilities.csv の category を直してください。"),
    "import_status_guessed": ("info", "施設 {count} 件の状態を名前から決めました（「旧…」「…跡」の {closed} 件は閉じている、ほかは開いている）。違っていれば facilities.csv の status を直してください。"),
    "import_site_kinds_guessed": ("info", "候補地 {count} 件の種類（廃校、既存施設など）を名前から決めました。違っていれば sites.csv の kind を直してください。"),
    "import_road_classes": ("info", "道の種別を読み替えました：{classes}。"),
    "import_road_class_blank": ("info", "道 {count} 本には種別がないので、「種別の分からない道」としました。"),
    "import_network_not_clipped": ("warning", "この形式の道は切り抜けないので、全体を取り込みました（--clip は使っていません）。"),
    "import_areas_joined": ("info", "{count} の面をひとつにまとめました。"),
    "import_far_from_others": ("warning", "この行を初めとする {count} 件が、ほかのものから {limit} km より離れた所にあります。そのまま入れました。地図で場所を確かめ、違っていれば座標を直してください。"),
    "import_shape_too_wide": ("warning", "この行を初めとする {count} 件の図形に、となりの頂点から {limit} km より離れた頂点があります。そのまま入れました。地図で場所を確かめ、違っていれば座標を直してください。"),
    "crs_out_of_range": ("warning", "座標が、座標系「{name}」の使われる範囲の外にあります。書かれたとおりに読みました。地図で場所を確かめ、違っていれば座標系を --crs で指定してください。"),
    "crs_odd": ("warning", "書かれている座標系「{name}」は、公的な番号（EPSG）のどれとも合いません。書かれたとおりに読みました。地図で場所を確かめ、違っていれば座標系を --crs で指定してください。"),
    "import_axes_swapped": ("warning", "すべての図形（{count} 件）で緯度と経度が入れ替わっていたので、入れ替えて読みました。地図で場所を確かめてください。"),
    "import_feed_counted": ("info", "時刻表データ：停留所 {stops}、路線 {routes}、便 {trips} を確かめて写しました。"),
    "import_region_made": ("info", "地域のファイルを作りました：名前「{name}」、市町村コード {municipality}、{year}年。違っていれば直してください。"),
    "import_region_code_unknown": ("warning", "市町村コードが分からないので 00000 としました。--code で指定するか、ファイルを直してください。"),
    "import_region_year_guessed": ("info", "人口の年が分からないので {year}年（国勢調査）としました。違っていれば --year で指定するか、ファイルを直してください。"),
    "import_region_kept": ("warning", "すでに「{value}」と書かれているので、「{wanted}」にはしていません。変えるときはファイルを直してください。"),
    "import_region_extended": ("info", "書き加えました：注記 {notes} 件、出典 {sources} 件。"),
    "import_region_not_extended": ("error", "書き方が特別なので、注記や出典を書き加えられません。手で書き加えてください。"),
    # riders, contracts, wishes
    "import_rows_added": ("info", "前からの {before} 行のうち {replaced} 行を新しいものに替え、合わせて {added} 行を入れました。ほかの行は消していません（消すときは --replace）。"),
    "import_year_unknown": ("error", "何年度の表か分かりません。表の題かファイルの名前に「令和5年度」のように書いて、読み直してください。"),
    "import_unit": ("info", "単位が{unit}なので、値を {factor} 倍しました。"),
    "import_cells_merged": ("info", "空いている見出しの欄 {count} 個は、上の欄と同じものとして読みました（結合されたセル）。"),
    "import_days_as_months": ("info", "日付がどれも月の初日なので、その月の値として読みました。"),
    "import_personal_left": ("warning", "だれかが分かる列（{columns}）は写していません。"),
    "table_total_columns": ("info", "合計の列（{names}）は、二重にならないように入れていません。"),
    "riders_dashes": ("info", "「-」の欄 {count} 個は 0人として入れました。運休などで数えていないときは、その行を消してください。"),
    "riders_twice": ("warning", "同じ期間・路線・便・停留所の値が {count} 件重なっています。後のほうを使いました。"),
    "riders_no_feeds": ("info", "時刻表（GTFS）がまだないので、路線・便・停留所は名前のまま入れました。時刻表を入れてから読み直すと id を付けます。"),
    "riders_matched": ("info", "時刻表の id に合わせました：{counts}。"),
    "riders_unmatched": ("warning", "時刻表にない{what}が {count} あります：{names}。名前のまま入れました。"),
    "riders_stops_several": ("info", "同じ名前の停留所（標柱）が二つ以上あるもの {count} は、名前のまま入れました：{names}。"),
    "contract_no_span": ("warning", "いつからいつまでの契約か分かりません。{consequence}"),
    "contracts_fares_kept": ("info", "運賃は事業者の収入とみなし、費用＝補助の額＋運賃収入と数えます。違うときは fares_go_to を town に直してください。"),
    "wishes_frequencies": ("info", "回数の言葉を、週あたりの往復の回数に直しました：{words}。違っていれば trips_per_week を直してください。"),
    "wishes_words_unknown": ("warning", "意味の分からない言葉があります：{words}。「その他」か空として扱いました。選択肢の番号だけの列は、言葉に置き換えて読み直してください。"),
    "wishes_several": ("info", "二つ以上の答えが書かれた欄が {count} あります。初めに書かれたものを使いました。"),
    "wishes_hidden": ("warning", "電話番号・メール・番地と思われるものを {count} か所で伏せました。"),
    "wishes_texts": ("info", "自由に書かれた意見を入れました。人の名前などが書かれていないか、見てください。"),
    "wishes_villages_unknown": ("warning", "villages.csv にない集落が {count} あります：{names}。地区の欄に入れました。"),
    # tables, vectors and 国土数値情報
    "text_garbled": ("error", "文字化けしています：{reason}。このファイルは使っていません。元のファイルを UTF-8 で保存し直してください。"),
    "text_garbled_row": ("warning", "文字化けしています：{reason}。この行はそのまま読みました。文字を直してください。"),
    "text_cut_off": ("warning", "文字の途中で終わっています。ファイルの終わりが欠けているかもしれません。元のファイルと比べてください。"),
    "table_preamble": ("info", "見出しの前の {count} 行（「{first}」など）は説明とみて読み飛ばしました。見出しは {header} 行目です。"),
    "table_header_rows": ("info", "見出しが {count} 行あります（{header} 行目ほか）。データは {data} 行目からです。"),
    "table_footer": ("info", "{count} 行（{first} 行目ほか）は値が一つしかないので、注記か空の行とみて入れていません。"),
    "table_totals_left": ("info", "合計の行 {count} 件（{names}）は、人数が二重にならないように入れていません。"),
    "row_short": ("info", "列の数が足りない行が {count} 行あります（{first} 行目ほか）。右側を空として読みました。"),
    "source_in_file": ("info", "出典を読みました：{source}。"),
    "file_too_large": ("error", "ファイルが大きすぎます（上限 {limit} MB）。範囲を切り出してから読んでください。"),
    "workbook_too_wide": ("error", "表の左上から右下の端までに {count} 個の欄があります（上限 {limit} 個）。開いていません。離れた所にある余分な欄を消すか、必要な表だけを別のファイルに保存してください。"),
    "archive_too_large": ("error", "圧縮を解くと大きくなりすぎます（上限 {limit} MB、または元の大きさに比べて不自然に大きい）。開いていません。中身を確かめてください。"),
    "archive_too_many": ("error", "圧縮ファイルの中に {count} 個のファイルがあります（上限 {limit} 個）。開いていません。"),
    "archive_member_refused": ("warning", "圧縮ファイルの中の「{name}」は使っていません（{reason}）。"),
    "archive_empty": ("error", "圧縮ファイルの中に読めるファイル（Shapefile、GeoJSON、GeoPackage、CSV など）がありません。"),
    "archive_chosen": ("info", "圧縮ファイルから {used} を使いました。使わなかったもの：{others}。"),
    "json_repaired": ("info", "JSON の書き方の誤り（余分なカンマ {count} か所）を直して読みました。"),
    "attributes_cut_off": ("info", "文字の途中で切れている欄が {count} 個ありました。切れた文字を除いて読みました。"),
    "crs_asked": ("error", "座標系が書かれていません。{name}と思われます（{reason}）。合っていれば --crs {crs} を付けて読み直してください。"),
    "crs_tokyo": ("warning", "座標系が旧日本測地系（Tokyo Datum）なので、JGD2011 に直しました。格子の補正（TKY2JGD）を使わない変換なので、数 m の誤差があります。"),
    "areas_repaired": ("info", "自分と交わる面が {count} 個あり、形を直して読みました。"),
    "import_axes_turned": ("warning", "{total} 件のうち {count} 件で緯度と経度が入れ替わっていたので、入れ替えて読みました。地図で場所を確かめてください。"),
    "bus_lines_counted": ("info", "バス路線の線 {count} 本、延長 {km} km を入れました。"),
    # people in meshes, areas and buildings
    "mesh_code_wrong": ("warning", "「{value}」は地域メッシュコードではありません（1 km は 8 桁、500 m は 9 桁、250 m は 10 桁）。この行は入っていません。"),
    "mesh_codes_missing": ("error", "地域メッシュコードの列が分かりません。--columns mesh_code=列名 のように指定してください。あるのは {known} です。"),
    "mesh_without_people": ("error", "人口の列がありません。人口の表（国勢調査の地域メッシュ統計など）も合わせて指定してください。"),
    "mesh_shapes_only": ("info", "形だけで人口がないので、使っていません。セルの形はコードから分かります。"),
    "mesh_mixed": ("error", "国勢調査のメッシュと将来推計人口が混ざっています。別々に取り込んでください。何も書き換えていません。"),
    "mesh_cells": ("info", "地域メッシュ {count} セル（{size}）を、コードから地図に置きました。"),
    "mesh_cell_twice": ("warning", "同じセルの行が {count} 件あります（{first} ほか）。はじめの行を使いました。"),
    "mesh_total": ("info", "人のいるセルなどは {count} 件、人口の合計は {people}人 です。"),
    "mesh_given_back": ("info", "秘匿されたセル {count} 件の年齢などは、合算先のセルから、人口の割合で元のセルに戻しました。合計は変わりません。"),
    "mesh_people_hidden": ("warning", "人口も秘匿されたセルが {count} 件あります。その人数は合算先のセルに入っています。"),
    "mesh_hidden_elsewhere": ("warning", "秘匿されたセル {count} 件（{people}人）の合算先がファイルにありません。人口は数えますが、年齢などの内訳には入っていません。隣のメッシュのファイルも合わせて指定してください。"),
    "people_no_villages": ("error", "集落がありません。先に villages を取り込んでください。"),
    "mesh_villages_made": ("warning", "地域に集落がないので、人のいるセル {count} 件（{people}人）をそのまま集落としました。集落の一覧があるときは、空のフォルダーに villages から取り込み直してください。"),
    "mesh_households_unknown": ("warning", "世帯数の列がないので、すべて 0世帯としました。villages.csv に書き入れてください。"),
    "people_places_no_areas": ("warning", "面がないので、集落の面としては使っていません。"),
    "people_areas": ("info", "面 {count} 件を、id か中にある点から集落の面とみました。"),
    "people_areas_unsure": ("warning", "面 {count} 件のうち {unsure} 件は、どの集落のものか分かりません（id が合わず、中に集落の点がないか二つ以上ある）。そこの人はいちばん近い集落に入れました。"),
    "people_ids_unknown": ("info", "この列に villages.csv の id が一つもないので、場所から集落を決めました。"),
    "people_nowhere_near": ("error", "集落の近くに人のいるセルや点が一つもありません。範囲や座標を確かめてください。何も書き換えていません。"),
    "people_shared": ("info", "{count} 件の人を、{how}分けました。{villages} 集落、{people}人で、一人も増減していません。二つ以上の集落に分けたものは {split} 件です。"),
    "people_outside": ("info", "区域の外の {count} 件（{people}人）は、どの集落にも入れていません。"),
    "people_far": ("warning", "どの集落からも {limit} km より遠い {count} 件（{people}人）は、どの集落にも入れていません。"),
    "people_edge": ("warning", "区域の境や海岸にかかるものが {count} 件あります。面積の {share} 以上が区域に入る {kept} 件（{kept_people}人）はすべて数え、残る {left} 件（{left_people}人）は数えていません。"),
    "people_set": ("info", "集落の {columns} を、取り込んだ人数にしました。人口の合計は {before}人 から {after}人 になりました。"),
    "people_differ": ("warning", "取り込んだ人数の合計 {mesh}人 は、集落の人口の合計 {villages}人 と違います（差 {difference}人）。集落の人口はそのままにし、住む場所の割合だけを使いました（差の大きいもの：{names}）。取り込んだ人数を集落の人口にするときは --set-population を付けてください。"),
    "people_homes_replaced": ("info", "前からの居住地点 {count} 件は、今回のものに置き換えました。"),
    "people_at_point": ("info", "{count} 集落（{people}人）には人のいるセルや点がないので、集落の点に置きました：{names}。"),
    "projections_several_editions": ("error", "年の違う将来推計人口が混ざっています。同じ推計の県ごとのファイルだけを合わせて指定してください。何も書き換えていません。"),
    "projections_gaps": ("warning", "人口の値が数でない所が {count} か所あります。0人として読みました。"),
    "projections_municipality": ("info", "市町村コード {municipality} のセル {count} 件（{year}年に {people}人）を使い、ほかの市町村の {left} 件は除きました。"),
    "projections_shared_cells": ("info", "いくつかの市町村にまたがるセル {count} 件の人は、{how}で分けました。"),
    "projections_code_unknown": ("warning", "市町村コード {municipality} のセルがありません。集落との距離か面で区域を決めました。合併の前後でコードが変わっていないか確かめてください。"),
    "projections_shared": ("info", "{source} を {villages} 集落に分けました。{first}年は {before}人、{last}年は {after}人です。端数は全集落を合わせて整え、合計は元のセルの合計（四捨五入）と同じです。最初の年は推計の基準の人口です。"),
    "projections_left": ("info", "区域の外のセル {count} 件（{year}年に {people}人）は、どの集落にも入れていません。"),
    "projections_exist": ("error", "「{source}」の違う値がすでにあります。置き換えるときは --replace を付けてください。何も書き換えていません。"),
    # openstreetmap
    "osm_roads_counted": ("info", "道 {ways} 本を読みました。車の通れる種別の道は {for_cars} 本、その点（曲がり角を含む）は {points} 個です。そのうち標識で車が通れない道は {no_cars} 本で、車の計算に使いません。だれも通れない道（私道など）{closed} 本は除きました。"),
    "osm_roads_clipped": ("info", "範囲の外の道 {count} 本を除きました。"),
    "osm_points_missing": ("warning", "道の点 {count} 個の位置がファイルにありません。その点を飛ばしてつなぎました。範囲を切り出すときに、道を端まで含めて（complete ways）ください。"),
    "osm_outside_box": ("info", "ファイルに書かれた範囲から {limit} km より離れた点が {count} 個あります（いちばん遠いものは {farthest} km）。範囲の端で切られていない道などです。そのまま使いました。"),
    "osm_shape_missing": ("warning", "形の分からないもの（線や面の一部がファイルにないもの）が {count} 件あります。それらは入っていません。"),
    "osm_facilities_counted": ("info", "タグから施設の分類を決めました：{counts}（バス停は {stops}）。違っていれば facilities.csv の category を直してください。"),
    "osm_facilities_others": ("info", "日々の買物の店ではない店（みやげ、運動用品など）{count} 件は入れていません。"),
    "osm_villages_counted": ("info", "集落にした地名：{counts}。"),
    "osm_villages_joined": ("info", "同じ名前の点がその中にある面 {count} 件は、点のほうを集落にしました。"),
    "osm_people_unknown": ("warning", "{all} 集落のうち {count} には人口が書かれていないので、0人としました。国勢調査などの人口を取り込むか、villages.csv に書き入れてください。"),
    "osm_households_unknown": ("warning", "OpenStreetMap には世帯数がないので、すべて 0世帯としました。villages.csv に書き入れてください。"),
    "osm_places_others": ("info", "集落にしなかった地名：{counts}。"),
    "osm_zone_open": ("warning", "閉じていない線 {count} 本は面にならないので、入っていません。"),
    "osm_has_none": ("error", "「{kind}」にあたるものが一つもありません。ほかのファイルか、ほかの種類を指定してください。何も書き換えていません。"),
    "osm_kind_unknown": ("error", "OpenStreetMap のファイルから取り込めるのは roads、facilities、villages、bus_stops、zone:名前（farmland など）です。「{kind}」は取り込めません。"),
    "osm_stops_idle": ("info", "使われていないバス停（廃止や計画中のもの）{count} 件は入れていません。"),
    **FETCH_TEXTS,
    **FEED_TEXTS,
    **KSJ_TEXTS,
    **SERVICE_TEXTS,
    **ON_DEMAND_TEXTS,
    **SITING_TEXTS,
    **SPHERE_TEXTS,
    **TIMETABLE_TEXTS,
    **TRAVEL_TEXTS,
    # choosing hubs
    "siting_no_sites": ("error", "候補地が一つもありません。sites.csv に候補地を入れるか、施設を候補に加えてください。"),
    "siting_all_forbidden": ("error", "{count} か所の候補地がすべて除かれています。除く場所を減らしてください。"),
    "siting_id_unknown": ("error", "「{ids}」は候補地にありません。id を確かめてください。"),
    "siting_fixed_forbidden": ("error", "「{ids}」が、必ず選ぶ場所と除く場所の両方に入っています。どちらかから外してください。"),
    "siting_hubs_missing": ("error", "拠点をいくつ置くかが決まっていません。数か、予算を指定してください。"),
    "siting_hubs_none": ("error", "拠点の数が {hubs} になっています。1 以上にしてください。"),
    "siting_hubs_too_many": ("error", "拠点を {hubs} か所置くには候補地が足りません。使える候補地は {sites} か所です（除いた場所 {forbidden}）。数を減らすか、候補地を加えてください。"),
    "siting_fixed_too_many": ("error", "必ず選ぶ場所「{ids}」が、拠点の数 {hubs} を超えています。数を増やすか、必ず選ぶ場所を減らしてください。"),
    "siting_within_missing": ("error", "何分以内に着けばよいかが決まっていません。分を指定してください。"),
    "siting_within_wrong": ("error", "時間の上限「{value}」は使えません。0 以上の分で指定してください。"),
    "siting_group_too_few": ("error", "「{ids}」から {number} か所以上を選ぶことはできません（使える候補地は {sites} か所）。条件をゆるめてください。"),
    "siting_cost_missing": ("error", "予算で選ぶには費用が要りますが、「{ids}」の費用がありません。sites.csv の費用の欄に書くか、その場所を除いてください。"),
    "siting_fixed_over_budget": ("error", "必ず選ぶ場所「{ids}」だけで {cost}円 かかり、予算 {budget}円 を超えます。予算を増やすか、必ず選ぶ場所を減らしてください。"),
    "siting_budget_too_small": ("error", "予算 {budget}円 で置ける候補地がありません。最も安い「{site}」でも {cost}円 かかります。予算を増やしてください。"),
    "siting_village_beyond": ("error", "{count} の集落（{ids}）には、{limit}分以内に着ける候補地がありません。時間を延ばすか、近くに候補地を加えてください。"),
    "siting_nobody": ("error", "数える人が一人もいません。人口（または重み）を確かめてください。"),
    "siting_nobody_reaches": ("error", "{sites} か所の候補地のどれにも、着ける集落がありません。道がつながっているか確かめてください。"),
    "siting_fewest_over": ("error", "{hubs} か所では、すべての集落を {limit}分以内にできません。少なくとも {needed} か所が要ります。数を増やすか、時間を延ばしてください。"),
    "siting_no_set": ("error", "すべての条件を同時に満たす組合せがありません。予算、必ず選ぶ場所、場所ごとの数の条件のどれかをゆるめてください。"),
    "siting_capacity_short": ("error", "拠点 {hubs} か所の定員は合わせて {room}人 で、{persons}人 を受け入れられません。拠点の数か定員を増やしてください。"),
    "siting_capacity_village": ("error", "「{ids}」の人数は、着けるどの拠点の定員も超えています。集落は分けて割り当てません。定員を増やしてください。"),
    "siting_capacity_no_fit": ("error", "定員の中で、すべての集落をどこか一つの拠点に割り当てることができません（または、時間内に見つかりませんでした）。拠点の数か定員を増やしてください。"),
    "siting_zone_forbids": ("info", "{zone}の中にある候補地 {count} か所（{names}）は、組合せに入れていません。区域の中も選べるように指定すれば入ります。"),
    "siting_cut_off_sites": ("info", "ほかの道とつながっていない候補地 {count} か所（{names}）は、組合せに入れていません。道のデータを確かめてください。必ず選ぶ場所に指定すれば入ります。"),
    "siting_outings_as_if": ("info", "{date} のバスで数えました。候補地に拠点ができ、用事の施設がそろったものとしています。行って帰れるかは集落の代表点で数えます。"),
    "siting_year_wrong": ("error", "「{value}」の年が読めません。pop_65_over@2050 のように、西暦4桁で書いてください。"),
    "people_group_unknown": ("error", "「{value}」の人数はこの地域のデータにありません。使えるのは {known} です。"),
    "people_of_year": ("info", "{year}年の人数：将来推計 {projected} 集落、国勢調査の直線のあてはめ（試算）{trend} 集落、今の人数のまま {kept} 集落です。"),
    "siting_regret_unserved": ("error", "拠点 {hubs} か所では {persons}人 がどの拠点にも着けず、年による違いを比べられません。拠点の数を増やしてください。"),
}  # fmt: skip

CATALOGUES: Mapping[str, Catalogue] = {"ja": JAPANESE}


def text(code: str, parameters: Mapping[str, object], language: str = "ja") -> str:
    """Give the words of a code.

    Raises
    ------
    KeyError
        When the catalogue has no such code or the text needs a parameter that is not given.
    """
    return CATALOGUES[language][code][1].format(**parameters)


def notice(
    code: str,
    *,
    file: str | None = None,
    row: int | None = None,
    field: str | None = None,
    severity: Severity | None = None,
    **parameters: object,
) -> Notice:
    """Make a notice whose message begins with the place: 「病院.csv の 14 行目、lat：…」.

    Parameters
    ----------
    code
        Entry of the catalogue.
    file, row, field
        Where it stands; rows are numbered as a spreadsheet does, the header being 1.
    severity
        Only where the same finding weighs more or less than the catalogue says.
    parameters
        What the text needs.
    """
    default, _ = JAPANESE[code]
    place = file or ""
    if row is not None:
        place = f"{place} の {row} 行目" if place else f"{row} 行目"
    if field is not None:
        place = f"{place}、{field}" if place else field
    words = text(code, parameters)
    return Notice(code, severity or default, file, row, field, f"{place}：{words}" if place else words)
