"""A dozen listings that the expectations of the search tests speak of."""

from __future__ import annotations

from search_index.contract import Named, PriceTier, SearchDocument

CERAMICS = Named("ceramics", "เครื่องปั้นและเซรามิก", "Ceramics and pottery")
SANGKHALOK = Named("sangkhalok", "สังคโลก", "Sangkhalok ware")
TABLEWARE = Named("sangkhalok-tableware", "สังคโลกบนโต๊ะอาหาร", "Sangkhalok tableware")
TEXTILES = Named("textiles", "ผ้าและสิ่งทอ", "Textiles")
TIN_CHOK = Named("tin-chok", "ผ้าตีนจก", "Tin chok")
POTTERY = Named("thung-luang-pottery", "เครื่องปั้นทุ่งหลวง", "Thung Luang earthenware")
MUEANG_KAO = Named("mueang-kao", "ชุมชนเมืองเก่าสุโขทัย", "Mueang Kao community")
HAT_SIAO = Named("hat-siao", "ชุมชนหาดเสี้ยว", "Hat Siao community")
THUNG_LUANG = Named("thung-luang", "ชุมชนทุ่งหลวง", "Thung Luang community")
NA_TON_CHAN = Named("na-ton-chan", "ชุมชนบ้านนาต้นจั่น", "Ban Na Ton Chan community")
SUKHOTHAI = Named("6401", "เมืองสุโขทัย", "Mueang Sukhothai")
KHIRI_MAT = Named("6403", "คีรีมาศ", "Khiri Mat")
SATCHANALAI = Named("6405", "ศรีสัชนาลัย", "Si Satchanalai")
COTTON = Named("cotton", "ฝ้าย", "cotton")


def craft(number: int, title_th: str, title_en: str, **more: object) -> SearchDocument:
    """A craft in stock at ฿100 times its number, created in order of the numbers."""
    facts: dict[str, object] = {
        "version": 1,
        "slug": f"craft-{number}",
        "price_satang": number * 10_000,
        "in_stock": True,
        "created": 1_700_000_000 + number,
        "lead_time_days": number,
    }
    facts.update(more)
    return SearchDocument(
        id=number,
        kind="craft",
        title_th=title_th,
        title_en=title_en,
        **facts,  # type: ignore[arg-type]  # tests choose the facts
    )


def route(number: int, title_th: str, title_en: str, **more: object) -> SearchDocument:
    """A route for 2 to 20 people, all the year."""
    facts: dict[str, object] = {
        "version": 1,
        "slug": f"route-{number}",
        "price_satang": number * 10_000,
        "in_stock": True,
        "group_min": 2,
        "group_max": 20,
        "created": 1_700_000_000 + number,
        "days": 1,
        "duration_minutes": 240,
        "languages": ("th", "en"),
    }
    facts.update(more)
    return SearchDocument(
        id=number,
        kind="route",
        title_th=title_th,
        title_en=title_en,
        **facts,  # type: ignore[arg-type]  # tests choose the facts
    )


def documents() -> list[SearchDocument]:
    """The corpus."""
    sukhothai = {"communities": (MUEANG_KAO,), "districts": (SUKHOTHAI,)}
    satchanalai = {"communities": (HAT_SIAO,), "districts": (SATCHANALAI,)}
    khiri_mat = {"communities": (THUNG_LUANG,), "districts": (KHIRI_MAT,)}
    return [
        craft(
            1,
            "จานสังคโลกลายปลา 25 ซม.",
            "Sangkhalok fish-motif plate",
            body_th="เขียนปลาด้วยสีเหล็กออกไซด์ใต้เคลือบ งานเตาเผาของเมืองเก่า",
            body_en="Painted by hand under a clear glaze.",
            categories=(CERAMICS, SANGKHALOK, TABLEWARE),
            organisation=Named("11", "กลุ่มสังคโลกเมืองเก่า", "Old City potters"),
            wholesale_min=20,
            latitude=17.02,
            longitude=99.70,
            **sukhothai,
        ),
        craft(
            2,
            "แก้วกาแฟสังคโลก",
            "Sangkhalok coffee mug",
            categories=(CERAMICS, SANGKHALOK, TABLEWARE),
            organisation=Named("11", "กลุ่มสังคโลกเมืองเก่า", "Old City potters"),
            wholesale_min=50,
            wholesale_price_satang=9_000,
            **sukhothai,
        ),
        craft(
            3,
            "ผ้าซิ่นตีนจกลายเครือน้อย",
            "Tin chok tube skirt, khruea noi pattern",
            categories=(TEXTILES, TIN_CHOK),
            materials=(COTTON,),
            organisation=Named("12", "กลุ่มทอผ้าหาดเสี้ยว", "Hat Siao weavers"),
            in_stock=False,
            made_to_order=True,
            latitude=17.515,
            longitude=99.755,
            **satchanalai,
        ),
        craft(
            4,
            "ผ้าพันคอหมักโคลน",
            "Mud-fermented cotton scarf",
            categories=(TEXTILES,),
            materials=(COTTON,),
            communities=(NA_TON_CHAN,),
            districts=(SATCHANALAI,),
            organisation=Named("13", "แม่กะจ๋อมบัว", ""),
        ),
        craft(
            5,
            "ไก่ปั้นดินเผาทุ่งหลวง",
            "Thung Luang clay rooster",
            categories=(CERAMICS, POTTERY),
            organisation=Named("14", "กลุ่มปั้นทุ่งหลวง", "Thung Luang potters"),
            price_satang=None,
            **khiri_mat,
        ),
        craft(
            6,
            "หม้อแกงดินเผา",
            "Clay curry pot",
            categories=(CERAMICS, POTTERY),
            organisation=Named("14", "กลุ่มปั้นทุ่งหลวง", "Thung Luang potters"),
            in_stock=False,
            **khiri_mat,
        ),
        route(
            7,
            "ทอผ้าตีนจกครึ่งวันที่หาดเสี้ยว",
            "Half-day tin chok weaving at Hat Siao",
            months=frozenset({11, 12, 1}),
            price_tiers=(PriceTier(2, 4, 90_000), PriceTier(5, 20, 70_000)),
            themes=(Named("weaving", "ทอผ้า", "weaving"),),
            **satchanalai,
        ),
        route(
            8,
            "ปั่นจักรยานเมืองเก่าสุโขทัย",
            "Old City cycling tour",
            group_max=10,
            weekdays=frozenset({6, 7}),
            themes=(Named("cycling", "ปั่นจักรยาน", "cycling"),),
            latitude=17.017,
            longitude=99.7037,
            **sukhothai,
        ),
        route(
            9,
            "ปั้นดินเผากับครอบครัว",
            "Clay day for families",
            group_min=1,
            group_max=40,
            accessibility=(Named("easy", "รถเข็นเข้าได้", "wheelchairs welcome"),),
            **khiri_mat,
        ),
    ]
