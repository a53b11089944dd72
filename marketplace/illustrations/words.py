"""Alternative text that says plainly: this is a drawing."""

from typing import Final

from marketplace.illustrations.catalogue import piece_for, scenes_for

_VIEWS: Final = (
    ("{title}", "{title}"),
    ("รายละเอียดของ{title}", "close view of {title}"),
    ("{title} ในที่ใช้จริง", "{title} in its setting"),
)
SCENE_WORDS: Final = {
    "atelier": (
        "โต๊ะช่างทองกับสร้อย กำไล และแหวน",
        "a goldsmith's bench with necklace, bangle and ring",
    ),
    "boats": ("เรือพายในแม่น้ำยม", "rowing boats on the Yom River"),
    "bridge": ("พระสงฆ์เดินบนสะพานไม้ตอนเช้า", "monks on a wooden bridge in the morning"),
    "fields": ("ชาวบ้านเดินในทุ่งนา", "villagers among rice fields"),
    "forest": ("ทางเดินในป่า", "a path through the forest"),
    "herbs": ("ลูกประคบ ยาหม่อง และชาสมุนไพร", "herbal compress balls, balm and tea"),
    "homestay": ("บ้านไม้ใต้ถุนสูงกลางทุ่งนา", "a wooden house on stilts among the fields"),
    "kilns": ("เตาเผาก่ออิฐยามเย็น", "brick kilns at dusk"),
    "kites": ("ว่าวพระร่วงเหนือทุ่งนา", "Phra Ruang kites over the fields"),
    "loom": ("คนทอผ้านั่งที่กี่ใต้ถุนบ้าน", "a weaver at the loom under the house"),
    "market": ("แผงในตลาดเช้า", "stalls at the morning market"),
    "meal": ("สำรับขันโตกบนเสื่อ", "a shared meal on a mat"),
    "mud": ("ผ้าหมักโคลนตากริมบ่อ", "mud-dyed cloth drying by the pond"),
    "night": ("กระทงลอยใต้โคมในคืนเพ็ญ", "krathong floating under lanterns at full moon"),
    "orchard": ("คนเก็บผลไม้ในสวน", "fruit picking in an orchard"),
    "potter": ("โรงปั้นกับชั้นวางหม้อไห", "a pottery with shelves of pots"),
    "river": ("แม่น้ำไหลผ่านทุ่งนา", "the river among rice fields"),
    "script": ("ศิลาจารึกและกระดาษคัดลายมือ", "an inscribed stone and a sheet of writing"),
    "stupas": ("คนปั่นจักรยานผ่านเจดีย์ทรงพุ่มข้าวบิณฑ์", "cyclists passing lotus-bud stupas"),
    "sunrise": ("คนยืนบนเขาดูทะเลหมอกยามเช้า", "people on a hill above morning mist"),
    "temple": ("เสาศิลาแลงและเจดีย์เก่า", "laterite columns and an old stupa"),
    "train": ("รถไฟที่สถานีเก่า", "a train at the old station"),
    "tram": ("รถรางนำเที่ยวเลียบคูเมือง", "the sightseeing tram along the moat"),
    "truck": ("รถอีแต๋นพาเที่ยวผ่านทุ่งนา", "a farm truck through the fields"),
    "votive": ("คนกดพระพิมพ์ดินเผา", "pressing clay votive tablets"),
}


def alt_text(slug: str, category: str, view: int, title: tuple[str, str]) -> tuple[str, str]:
    """Describe a picture honestly for people who do not see it.

    Args:
        slug: As given to `marketplace.illustrations.illustrate`.
        category: As given there.
        view: As given there.
        title: The listing's name in Thai and English.

    Returns:
        The text in Thai (``ภาพวาดประกอบ: …``) and in English (``Illustration: …``).
    """
    number = view % len(_VIEWS)
    if category in {"route", "community"} or piece_for(slug, category) is None:
        thai, english = SCENE_WORDS[scenes_for(slug, category)[number]]
    else:
        thai = _VIEWS[number][0].format(title=title[0])
        english = _VIEWS[number][1].format(title=title[1])
    return f"ภาพวาดประกอบ: {thai}", f"Illustration: {english}"
