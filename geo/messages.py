"""All texts of notices and errors, by code with parameters: a language is a table in this file.

Each text says what is, where, and what to do. Places are put in front by `notice` from file, row and field.
"""

from __future__ import annotations

from collections.abc import Mapping

from geo.notices import Notice, Severity

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
    "relief_not_png": ("warning", "PNG の画像ではありません。陰影図は表示しません。"),
    "relief_bounds_missing": ("warning", "relief.toml に south、west、north、east がありません。陰影図は表示しません。"),
    "population_year_twice": ("warning", "{year}年の「{village}」が二度あります。はじめの行を使いました。"),
    # requests
    "id_not_found": ("error", "「{id}」という id の施設・候補地・拠点がありません。id を確かめてください。"),
    "mode_not_yet": ("error", "移動手段「{mode}」の所要時間は、まだ計算できません。car（車）か walk（徒歩）を指定してください。"),
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
    "interrupted": ("error", "途中で止めました。結果は出していません。"),
    "unforeseen": ("error", "思いがけない理由で止まりました（{reason}）。プログラムの誤りかもしれません。この文と、そのとき使ったデータを作り手に知らせてください。"),
    "output_unwritable": ("error", "ファイルに書き込めません（{reason}）。場所と空き容量を確かめてください。"),
    # hubs
    "hub_in_zone": ("warning", "拠点「{hub}」は{zone}の中です。{consequence}"),
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
    "import_repeated": ("info", "同じ場所・同じ名前の {count} 件をまとめました。"),
    "import_value_suppressed": ("warning", "「{value}」は秘匿または不明です。この行の値は 0 ではなく空として扱い、人数に入っていません。"),
    "import_no_files": ("error", "取り込むファイルが指定されていません。ファイルを一つ以上書いてください。"),
    "import_region_not_folder": ("error", "フォルダではありません。--region には地域のフォルダ（なければ作ります）を指定してください。"),
    "import_zone_name": ("error", "区域の名前「{zone}」は使えません。zone:landslide のように、ファイル名に使える名前を書いてください。"),
    "import_mesh_not_yet": ("error", "メッシュの取り込みは、まだできません。集落の面か点に人口の列を付けて villages として取り込んでください。"),
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
    "import_axes_swapped": ("warning", "すべての図形（{count} 件）で緯度と経度が入れ替わっていたので、入れ替えて読みました。地図で場所を確かめてください。"),
    "import_feed_counted": ("info", "時刻表データ：停留所 {stops}、路線 {routes}、便 {trips} を確かめて写しました。"),
    "import_region_made": ("info", "地域のファイルを作りました：名前「{name}」、市町村コード {municipality}、{year}年。違っていれば直してください。"),
    "import_region_code_unknown": ("warning", "市町村コードが分からないので 00000 としました。--code で指定するか、ファイルを直してください。"),
    "import_region_year_guessed": ("info", "人口の年が分からないので {year}年（国勢調査）としました。違っていれば --year で指定するか、ファイルを直してください。"),
    "import_region_kept": ("warning", "すでに「{value}」と書かれているので、「{wanted}」にはしていません。変えるときはファイルを直してください。"),
    "import_region_extended": ("info", "書き加えました：注記 {notes} 件、出典 {sources} 件。"),
    "import_region_not_extended": ("error", "書き方が特別なので、注記や出典を書き加えられません。手で書き加えてください。"),
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
    "ksj_recognised": ("info", "国土数値情報「{name}」（{words}）として読みました。使用条件：{licence}。"),
    "ksj_other_zone": ("warning", "国土数値情報「{name}」ですが、「{asked}」として取り込んでいます。zone:{fits} が合います。"),
    "ksj_rows_left": ("info", "{words} {count} 件を除きました。"),
    "bus_lines_counted": ("info", "バス路線の線 {count} 本、延長 {km} km を入れました。"),
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
    "osm_kind_unknown": ("error", "OpenStreetMap のファイルから取り込めるのは roads、facilities、villages、zone:名前（farmland など）です。「{kind}」は取り込めません。"),
    # gtfs: timetable feeds
    "gtfs_no_tables": ("warning", "時刻表データ（GTFS）の表が一つもありません。このデータは使っていません。"),
    "gtfs_member_too_large": ("warning", "大きすぎるので開いていません（一つの表の上限 {limit} MB）。必要な路線だけにしてください。"),
    "gtfs_feed_too_large": ("warning", "ここまでの合計が大きすぎるか、ファイルが多すぎるので、開いていません。必要な路線だけにしてください。"),
    "gtfs_member_link": ("warning", "ほかの場所を指すリンクなので、安全のため開いていません。ファイルそのものを入れてください。"),
    "gtfs_member_path": ("warning", "「{name}」は外の場所を指す名前なので、安全のため開いていません。圧縮し直してください。"),
    "gtfs_member_twice": ("warning", "同じ名前のファイルが二つ入っています。はじめのものを使いました。"),
    "gtfs_member_elsewhere": ("info", "「{name}」は表のあるフォルダの外にあるので、読んでいません。"),
    "gtfs_more_of_the_same": ("info", "同じ指摘（{kind}）がほかに {count} 件あります（最後は {last} 行目）。"),
    "gtfs_byte_order_mark": ("info", "{count} 個の表の先頭に目印（BOM）があります。除いて読みました。"),
    "gtfs_rewritten": ("info", "安全のため、読めた表だけで作り直して入れました。"),
    "csv_parsing_failed": ("error", "表として読めません。一つの欄が長すぎるか、引用符や区切りが乱れています。作り直してください。"),
    "empty_file": ("error", "中身がありません。見出しの行とデータを入れてください。"),
    "missing_required_file": ("error", "必須の {name} がありません。時刻表を作った人に、加えるよう頼んでください。"),
    "missing_recommended_file": ("warning", "{name} がありません。発行者と有効期間を書いて加えてください。"),
    "missing_calendar_and_calendar_date_files": ("error", "運行日の表（calendar.txt と calendar_dates.txt）がどちらもありません。毎日走るものとして計算します。どちらかを加えてください。"),
    "unknown_file": ("info", "標準にないファイルです。計算には使いませんが、書き出すときも残します。"),
    "invalid_input_files_in_subfolder": ("warning", "表がフォルダ「{folder}」の中にあります。読みましたが、標準では圧縮ファイルのいちばん上に置きます。"),
    "missing_required_column": ("error", "必須の列がありません。列を加えてください。"),
    "unknown_column": ("info", "標準にない列です。計算には使いませんが、書き出すときも残します。"),
    "duplicated_column": ("error", "同じ名前の列が二つあります。左の列を使いました。一つにしてください。"),
    "empty_column_name": ("error", "名前のない列があります。見出しを入れるか、列を除いてください。"),
    "invalid_row_length": ("error", "欄の数が見出しと合いません。この行は計算に入っていません。区切りを確かめてください。"),
    "empty_row": ("warning", "何も書かれていない行です。この行は飛ばしました。除いてください。"),
    "new_line_in_value": ("error", "欄の途中に改行があります。引用符の閉じ忘れがないか確かめてください。"),
    "leading_or_trailing_whitespaces": ("warning", "値の前後に空白があります。除いて読みました。"),
    "more_than_one_entity": ("warning", "{count} 行あります。発行情報は 1 行だけにしてください。"),
    "missing_required_field": ("error", "必須の値が空です。この行は計算に入っていません。値を入れてください。"),
    "invalid_time": ("error", "「{value}」は時刻として読めません。6:05:00 のように時・分・秒で書いてください（翌日は 25:10:00）。"),
    "invalid_date": ("error", "「{value}」は日付として読めません。20260401 のように 8 桁で書いてください。"),
    "invalid_color": ("error", "「{value}」は色として読めません。0072B2 のように 6 桁で、# を付けずに書いてください。"),
    "invalid_float": ("error", "「{value}」は数として読めません。半角の数で書いてください。"),
    "invalid_integer": ("error", "「{value}」は整数として読めません。半角の整数で書いてください。"),
    "number_out_of_range": ("error", "値「{value}」は、この欄で使える範囲にありません。確かめて直してください。"),
    "unexpected_enum_value": ("warning", "値「{value}」は標準にありません。空として扱います。標準の番号に直してください。"),
    "invalid_language_code": ("error", "「{value}」は言語の記号として読めません。日本語なら「ja」、読みがなは「ja-Hrkt」と書いてください。"),
    "invalid_timezone": ("error", "「{value}」という時間帯はありません。日本なら「Asia/Tokyo」と書いてください。"),
    "invalid_currency": ("error", "「{value}」は通貨の記号として読めません。円なら「JPY」と書いてください。"),
    "invalid_url": ("error", "「{value}」は、ホームページの場所として読めません。https:// から書いてください。"),
    "invalid_email": ("error", "「{value}」は、電子メールの宛先として読めません。確かめて直してください。"),
    "duplicate_key": ("error", "「{value}」が前の行と重なっています。はじめの行を使いました。どちらかを直してください。"),
    "foreign_key_violation": ("error", "「{value}」が {names} にありません。どちらかを直してください。"),
    "gtfs_agency_id_missing": ("error", "事業者が複数あるので、どの事業者かを書く必要があります。事業者の id を入れてください。"),
    "translation_unknown_table_name": ("warning", "「{value}」という表の翻訳はできません。表の名前を確かめてください。"),
    "translation_foreign_key_violation": ("error", "翻訳の元「{value}」が {name} にありません。id を確かめてください。"),
    "translation_unexpected_value": ("error", "何の翻訳かが分かりません。id か元の値の、どちらか一方だけを書いてください。"),
    "unusable_trip": ("warning", "便「{id}」の停車が {count} か所しかないので、乗って移動できません。停車時刻を加えてください。"),
    "stop_time_with_only_arrival_or_departure_time": ("error", "到着と出発の片方だけが空です。両方に同じ時刻を入れてください。"),
    "missing_trip_edge": ("error", "便の始まりか終わりの停留所に時刻がありません。時刻を入れてください。"),
    "stop_time_with_arrival_before_previous_departure_time": ("error", "時刻が {before} から {after} へ戻っています。時刻か順番を直してください（翌日は 25:10:00 のように書きます）。"),
    "decreasing_or_equal_stop_time_distance": ("error", "始点からの距離が {before} から {after} へ減っています。距離か順番を直してください。"),
    "fast_travel_between_consecutive_stops": ("warning", "前の停留所から {km} km を {minutes}分 で走ることになっています。停留所の位置か時刻を確かめてください。"),
    "block_trips_with_overlapping_stop_times": ("error", "同じ車両の便「{id}」と「{other}」が同じ時間に走ることになっています。車両の割り当てか時刻を直してください。"),
    "overlapping_frequency": ("error", "便「{id}」の運行間隔の時間帯が重なっています。時間帯を直してください。"),
    "start_and_end_range_out_of_order": ("error", "終わり（{end}）が始まり（{start}）より前です。直してください。"),
    "expired_calendar": ("warning", "運行日が {date} で終わっています。新しい時刻表データに差し替えてください。"),
    "gtfs_no_service_days": ("warning", "便の走る日が一日もありません。運行日の表を確かめてください。"),
    "missing_feed_info_date": ("warning", "時刻表データの有効期間が書かれていません。運行日の表から計算します。日付を入れてください。"),
    "feed_expiration_date30_days": ("warning", "時刻表データの有効期間が {date} までです。新しいものを用意してください。"),
    "stop_without_location": ("error", "停留所の緯度か経度が空です。この停留所は地図に置けません。位置を入れてください。"),
    "gtfs_stop_without_name": ("error", "停留所の名前が空です。名前を入れてください。"),
    "point_near_origin": ("error", "停留所の位置が緯度 0・経度 0 の近くです。位置を入れ直してください。"),
    "gtfs_stop_outside_japan": ("warning", "停留所の緯度 {lat}、経度 {lon}：{why}。位置を確かめてください。"),
    "wrong_parent_location_type": ("error", "「{id}」の属する「{parent}」は、それを含む種類の場所ではありません。種類か所属を直してください。"),
    "stop_without_stop_time": ("warning", "停留所「{id}」には一本も停まりません。使っていなければ除いてください。"),
    "stop_too_far_from_shape": ("warning", "停留所「{id}」が経路の線「{shape}」から {away}m 離れています。位置か線を確かめてください。"),
    "unused_shape": ("info", "経路の線「{id}」を使う便がありません。使っていなければ除いてください。"),
    "route_both_short_and_long_name_missing": ("error", "路線の名前がありません。短い名前か長い名前を入れてください。"),
    "route_color_contrast": ("warning", "路線の色 {ground} と文字の色 {text_color} の明るさが近く、読みにくくなります。どちらかを変えてください。"),
    "gtfs_jp_fares_missing": ("warning", "標準的なバス情報フォーマットで必須の運賃の表 {name} がありません。運賃は分からないものとして扱います。"),
    "gtfs_jp_translations_missing": ("warning", "標準的なバス情報フォーマットで必須の {name}（読みがな・翻訳）がありません。加えてください。"),
    "gtfs_jp_reading_missing": ("warning", "「{value}」の読みがな（ja-Hrkt）がありません。翻訳の表に加えてください。"),
    "gtfs_jp_agency_missing": ("info", "{name}（事業者の正式名称・住所）がありません。国への届出などに使うときは加えてください。"),
    "gtfs_jp_agency_id": ("info", "事業者の id「{value}」が法人番号（13 桁）ではありません。標準的なバス情報フォーマットでは法人番号を使います。"),
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
