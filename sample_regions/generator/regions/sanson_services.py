"""Facilities and candidate sites of `sanson`: who offers what, where, when and on which days."""

from __future__ import annotations

import numpy as np

from sample_regions.generator.land import Land
from sample_regions.generator.services.facilities import EVERY_DAY, OUTSIDE, SIX_DAYS, WEEKDAYS, Amenity, Candidate


def nearest_village(land: Land, x_share: float, y_share: float) -> int:
    """Position of the village nearest to a place given as shares of width and height."""
    frame = land.order.frame
    away = [np.hypot(v.x_m - x_share * frame.width_m, v.y_m - y_share * frame.height_m) for v in land.villages]
    return int(np.argmin(away))


def services(land: Land) -> list[Amenity]:
    """Facilities of today: most in the centre, a few in the old school districts, the hospital outside."""
    west_upper, west_mid = nearest_village(land, 0.336, 0.623), nearest_village(land, 0.43, 0.43)
    middle, east_upper = nearest_village(land, 0.495, 0.368), nearest_village(land, 0.781, 0.435)
    south_west = nearest_village(land, 0.412, 0.107)
    return [
        Amenity("government", "役場", "霧森町役場", 0, "08:30", "17:15", WEEKDAYS, 3200, 120),
        Amenity("medical", "診療所", "町立霧森診療所", 0, "08:30", "16:30", "mon,tue,wed,thu,fri,sat", 900, 75),
        Amenity("finance", "郵便局", "霧森郵便局", 0, "09:00", "17:00", WEEKDAYS, 220, 70),
        Amenity("shopping", "スーパー", "霧森マルシェ", 0, "09:00", "19:00", EVERY_DAY, 1100, 380),
        Amenity("community", "公民館", "霧森中央公民館", 0, "09:00", "21:00", "tue,wed,thu,fri,sat,sun", 1400, 60),
        Amenity("finance", "農協", "農協霧森支所", 0, "08:30", "15:00", WEEKDAYS, 480, 45),
        Amenity("care", "保健福祉センター", "霧森保健福祉センター", 0, "08:30", "17:00", WEEKDAYS, 1600, 55),
        Amenity("childcare", "こども園", "霧森こども園", 3, "07:30", "18:30", SIX_DAYS, 1100, 92),
        Amenity("education", "小学校", "霧森小学校", 3, "08:00", "16:30", WEEKDAYS, 4200, 240),
        Amenity("education", "中学校", "霧森中学校", 4, "08:00", "17:30", WEEKDAYS, 4600, 135),
        Amenity("medical", "歯科", "霧森歯科医院", 4, "09:00", "18:00", "mon,tue,thu,fri,sat", 160, 22),
        Amenity("fuel", "給油所", "霧森給油所", 3, "07:30", "19:00", SIX_DAYS, 420, 85),
        Amenity("transport", "バス待合所", "霧森バスセンター", 0, "06:00", "20:00", EVERY_DAY, 180, 110),
        Amenity("logistics", "配送営業所", "霧森配送センター", 4, "08:00", "19:00", EVERY_DAY, 600, 30),
        Amenity("employment", "道の駅", "道の駅きりもり", 4, "09:00", "17:00", EVERY_DAY, 1500, 420),
        Amenity("employment", "農産物加工所", "霧森ゆず加工所", 5, "08:30", "17:00", WEEKDAYS, 520, 18),
        Amenity("employment", "観光案内所", "霧森観光案内所", 0, "09:00", "17:00", EVERY_DAY, 90, 40),
        Amenity("shopping", "薬局", "霧森薬局", 0, "09:00", "18:00", "mon,tue,wed,thu,fri,sat", 110, 60),
        Amenity("care", "特別養護老人ホーム", "霧森苑", 6, "00:00", "23:59", EVERY_DAY, 3400, 70),
        Amenity("shopping", "ホームセンター", "霧森農機資材店", 6, "08:30", "18:00", SIX_DAYS, 900, 65),
        # 西霧
        Amenity("education", "小学校", "旧西霧小学校", 1, status="closed", floor_area_m2=2100),
        Amenity("government", "支所", "西霧出張所", 1, "08:30", "17:15", "mon,wed,fri", 160, 8),
        Amenity("finance", "郵便局", "西霧郵便局", 1, "09:00", "17:00", WEEKDAYS, 120, 24),
        Amenity("medical", "出張診療所", "西霧出張診療所", 1, "13:30", "16:00", "tue,fri", 140, 14),
        Amenity("shopping", "商店", "西霧商店", 1, "08:00", "18:00", SIX_DAYS, 90, 30),
        Amenity("community", "公民館", "西霧公民館", 1, "09:00", "17:00", "tue,wed,thu,fri,sat", 420, 12),
        Amenity("fuel", "給油所", "旧西霧給油所", 1, status="closed", floor_area_m2=260),
        Amenity("childcare", "保育所", "旧西霧保育所", 1, status="closed", floor_area_m2=520),
        Amenity("care", "通所介護", "デイサービス西霧", west_mid, "09:00", "16:30", SIX_DAYS, 320, 16),
        Amenity("finance", "簡易郵便局", "{v}簡易郵便局", west_mid, "09:00", "16:00", WEEKDAYS, 50, 9),
        Amenity("community", "集会所", "{v}集会所", west_upper, "09:00", "21:00", EVERY_DAY, 160, 4),
        Amenity("shopping", "商店", "{v}よろず店", west_upper, "09:00", "17:00", "mon,wed,fri,sat", 60, 8),
        # 東俣
        Amenity("education", "小学校", "旧東俣小学校", 2, status="closed", floor_area_m2=1900),
        Amenity("finance", "郵便局", "東俣郵便局", 2, "09:00", "17:00", WEEKDAYS, 110, 20),
        Amenity("medical", "出張診療所", "東俣出張診療所", 2, "13:30", "16:00", "mon,thu", 120, 12),
        Amenity("shopping", "農協の店", "旧農協東俣店", 2, status="closed", floor_area_m2=340),
        Amenity("community", "公民館", "東俣公民館", 2, "09:00", "17:00", "tue,wed,thu,fri,sat", 400, 10),
        Amenity("fuel", "給油所", "東俣給油所", 2, "08:00", "18:00", SIX_DAYS, 240, 24),
        Amenity("employment", "直売所", "東俣峠の直売所", east_upper, "09:00", "16:00", "thu,fri,sat,sun", 180, 60),
        Amenity("finance", "簡易郵便局", "{v}簡易郵便局", east_upper, "09:00", "16:00", WEEKDAYS, 50, 8),
        Amenity("community", "集会所", "{v}集会所", east_upper, "09:00", "21:00", EVERY_DAY, 150, 4),
        Amenity("community", "集会所", "{v}集会所", middle, "09:00", "21:00", EVERY_DAY, 180, 6),
        Amenity("shopping", "商店", "{v}商店", middle, "08:30", "17:30", SIX_DAYS, 70, 14),
        Amenity("medical", "出張診療所", "{v}出張診療所", middle, "09:30", "11:30", "wed", 60, 9),
        Amenity("community", "集会所", "{v}集会所", south_west, "09:00", "21:00", EVERY_DAY, 150, 5),
        Amenity("care", "通所介護", "デイサービス{v}", south_west, "09:00", "16:30", WEEKDAYS, 280, 14),
        # Beyond the municipality.
        Amenity("medical", "病院", "葉月市民病院", OUTSIDE, "08:30", "17:00", WEEKDAYS, 16000, 620),
        Amenity("education", "高校", "葉月高校", OUTSIDE, "08:20", "18:30", WEEKDAYS, 9800, 540),
        Amenity(
            "shopping",
            "ショッピングセンター",
            "葉月ショッピングプラザ",
            OUTSIDE,
            "09:30",
            "20:00",
            EVERY_DAY,
            9000,
            2600,
        ),
    ]


def candidates(land: Land) -> list[Candidate]:
    """Candidate sites: closed schools and shops first, then halls, empty shops and bare land."""
    west_upper, west_mid = nearest_village(land, 0.336, 0.623), nearest_village(land, 0.43, 0.43)
    middle, east_upper = nearest_village(land, 0.495, 0.368), nearest_village(land, 0.781, 0.435)
    south_west, east_mid = nearest_village(land, 0.412, 0.107), nearest_village(land, 0.708, 0.36)
    town = [
        Candidate("旧西霧小学校跡", "廃校", 1, 9800, 84_000_000, "霧森町", "旧西霧小学校"),
        Candidate("旧東俣小学校跡", "廃校", 2, 8600, 78_000_000, "霧森町", "旧東俣小学校"),
        Candidate("旧西霧保育所跡", "空き公共施設", 1, 1800, 32_000_000, "霧森町", "旧西霧保育所"),
        Candidate("旧西霧給油所跡", "空き店舗", 1, 900, 18_000_000, "個人", "旧西霧給油所"),
        Candidate("旧農協東俣店跡", "空き店舗", 2, 1100, 21_000_000, "農協", "旧農協東俣店"),
        Candidate("霧森町役場 敷地", "既存施設", 0, 6400, 46_000_000, "霧森町"),
        Candidate("霧森旧役場", "旧役場", 0, 2100, 58_000_000, "霧森町"),
        Candidate("霧森本町 空き店舗", "空き店舗", 0, 620, 24_000_000, "個人"),
        Candidate("道の駅きりもり 隣接地", "道の駅", 4, 5200, 66_000_000, "霧森町"),
        Candidate("霧森中学校前 更地", "更地", 4, 3800, 72_000_000, "霧森町"),
        Candidate("{v} 更地", "更地", 3, 2600, 61_000_000, "個人"),
        Candidate("{v} 旧製材所", "工場跡", 5, 4300, 69_000_000, "法人"),
        Candidate("{v} 町有地", "更地", 6, 3000, 57_000_000, "霧森町"),
        Candidate("西霧公民館 隣接地", "既存施設", 1, 1500, 29_000_000, "霧森町"),
        Candidate("東俣公民館 隣接地", "既存施設", 2, 1400, 27_000_000, "霧森町"),
    ]
    spread_out = [
        (west_mid, "{v} 旧分校", "廃校", 3100, 41_000_000, "霧森町"),
        (west_mid, "{v} 空き店舗", "空き店舗", 480, 15_000_000, "個人"),
        (west_upper, "{v}集会所 敷地", "既存施設", 760, 16_000_000, "自治会"),
        (west_upper, "{v} 旧茶工場", "工場跡", 1700, 26_000_000, "農協"),
        (middle, "{v} 旧分校", "廃校", 2800, 38_000_000, "霧森町"),
        (middle, "{v} 更地", "更地", 1900, 31_000_000, "個人"),
        (east_upper, "{v} 旧分校", "廃校", 2400, 36_000_000, "霧森町"),
        (east_upper, "東俣峠の直売所 隣接地", "既存施設", 1600, 23_000_000, "霧森町"),
        (east_mid, "{v} 空き家", "空き家", 540, 12_000_000, "個人"),
        (south_west, "{v} 旧保育所", "空き公共施設", 1300, 28_000_000, "霧森町"),
        (south_west, "{v} 更地", "更地", 2200, 33_000_000, "個人"),
    ]
    return town + [Candidate(name, kind, at, area, cost, owner) for at, name, kind, area, cost, owner in spread_out]
