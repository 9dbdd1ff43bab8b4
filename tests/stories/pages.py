"""The pages the stories are played on; the sample project serves the others."""

from __future__ import annotations

from pathlib import Path

CITIES = (
    "廣州", "深圳", "珠海", "汕頭", "佛山", "韶關", "河源", "梅州", "惠州", "汕尾",
    "東莞", "中山", "江門", "陽江", "湛江", "茂名", "肇慶", "清遠", "潮州", "揭陽",
)  # fmt: skip

HARBOUR = """港口新碼頭動工 年吞吐量添120萬箱

南岸時報訊（記者 葉知秋）省交通廳昨日宣布，南灣港新碼頭正式動工，總投資86.5億元，工程為期三年。

新碼頭設泊位4個，設計年吞吐量120萬箱。2025年全港完成吞吐量865萬箱，同比增長6.2%。
"""

RARE_HANT = """𠮷野堂三店同日開張 😀

香江公報訊（記者 何一帆）𠮷野堂集團😀2025年新開分店36家，門店總數達到420家，全年營業額超過12億元。

𠮷野堂說，今年計劃再投資3億元😃，新店都開在大灣區。
"""

RARE_HANS = """𠮷野堂去年新开36家店 😃

湾区日报讯（记者 叶知秋）𠮷野堂集团😀2025年新开分店36家，门店总数达到420家，全年营业额超过12亿元。

𠮷野堂表示，今年计划再投资3亿元😀，新店都开在大湾区。
"""


def twenty() -> tuple[str, str]:
    """Two papers on twenty cities that never agree."""
    one = [f"2025年，{city}市地區生產總值{2100 + 130 * at}億元。" for at, city in enumerate(CITIES)]
    two = [f"2025年，{city}市地區生產總值{2350 + 130 * at}億元。" for at, city in enumerate(CITIES)]
    heads = "二十城經濟一覽\n\n香江公報訊（記者 何一帆）", "各市生產總值公布\n\n南岸時報訊（記者 葉知秋）"
    return "\n\n".join((heads[0], *one)) + "\n", "\n\n".join((heads[1], *two)) + "\n"


def write(folder: Path, *pages: tuple[str, str, str]) -> list[Path]:
    """Write pages (name, source, text), all of 2026-01-20, with their metadata last; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = ["file,published,source"]
    paths: list[Path] = []
    for name, source, text in pages:
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        rows.append(f"{path.name},2026-01-20,{source}")
        paths.append(path)
    table = folder / "metadata.csv"
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return [*paths, table]
