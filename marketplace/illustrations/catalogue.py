"""Which drawing belongs to which listing: by its slug, else by its category."""

from functools import partial

from marketplace.illustrations import (
    cloth,
    earthenware,
    earthenware_small,
    fruits,
    herbs,
    lights,
    metal,
    pantry,
    sangkhalok,
    sewn,
    sweets,
    tableware,
    votive,
    weaving,
    wood,
)
from marketplace.illustrations.colours import INDIGO
from marketplace.illustrations.compose import Piece

_PLATES = ("fish", "flower", "chakra", "spiral", "twin")


def _cloth(family: int) -> Piece:
    return Piece(partial(cloth.tube_skirt, family=family), "hang", (-60, -150), 2.3, mirror=False)


def _hung(draw: partial[None], zoom: float = 2.0) -> Piece:
    return Piece(draw, "hang", (0, -160), zoom, mirror=False)


def _lying(
    draw: partial[None], focus: tuple[float, float] = (-70, -60), *, dark: bool = False
) -> Piece:
    return Piece(draw, "lie", focus, 2.1, dark)


# The first word found in the slug decides, so longer and rarer words come first.
WORDS: tuple[tuple[str, Piece], ...] = (
    # ceramics
    ("painting-kit", _lying(partial(sangkhalok.paint_kit))),
    ("fish-plate", _lying(partial(tableware.plate, motif="fish"))),
    ("khantoke", Piece(earthenware_small.khantoke, focus=(-40, -110), zoom=1.9)),
    ("bowl-set", Piece(tableware.bowl_set, focus=(-30, -190))),
    ("tea-set", Piece(tableware.tea_set, focus=(-20, -150), zoom=1.9)),
    ("mug", Piece(tableware.mug, focus=(10, -160), zoom=2.2)),
    ("soap-dish", _lying(partial(tableware.soap_dish), (60, 0))),
    ("covered-box", Piece(tableware.covered_box, focus=(20, -200))),
    ("elephant-figurine", Piece(sangkhalok.elephant, focus=(-130, -260))),
    ("mother-child", Piece(sangkhalok.mother_child, focus=(0, -330))),
    ("vase", Piece(sangkhalok.bottle, focus=(0, -190))),
    ("wall-tile", _lying(partial(sangkhalok.tile), (-60, -40))),
    ("sangkhalok-pendant", _lying(partial(sangkhalok.pendant), (0, 120))),
    ("roof-finial", Piece(sangkhalok.finial, focus=(0, -260), zoom=1.8)),
    ("ring-handled-jar", Piece(sangkhalok.eared_jar, focus=(-20, -340), zoom=1.9)),
    ("water-jar", Piece(earthenware.water_jar, focus=(-60, -260), zoom=1.9)),
    ("curry-pot", Piece(earthenware.curry_pot, focus=(60, -180))),
    ("mortar", Piece(earthenware.mortar, focus=(20, -250), zoom=1.9, mirror=True)),
    ("pierced-lamp", Piece(earthenware.pierced_lamp, focus=(0, -240), zoom=1.9, dark=True)),
    ("naga-planter", Piece(earthenware.planter, focus=(40, -180), zoom=2.0)),
    ("lotus-basin", Piece(earthenware.lotus_basin, focus=(20, -230), zoom=2.2)),
    ("rooster", Piece(earthenware_small.rooster, focus=(-110, -270), zoom=1.9)),
    ("piggy", Piece(earthenware_small.piggy, focus=(-110, -210), zoom=1.8)),
    ("aroma-burner", Piece(earthenware_small.aroma_burner, focus=(0, -280), zoom=2.0, dark=True)),
    ("tea-light", Piece(earthenware_small.tea_lights, focus=(-40, -60), zoom=2.0, dark=True)),
    # textiles
    ("khruea-noi", _cloth(0)),
    ("paet-kho", _cloth(1)),
    ("sip-song", _cloth(3)),
    ("hem-strip", Piece(cloth.hem_strip, focus=(-40, -130), zoom=2.0, mirror=False)),
    ("framed-sampler", Piece(cloth.framed_sampler, focus=(-60, -330), zoom=2.0, mirror=False)),
    ("clutch", Piece(cloth.clutch, focus=(30, -170), zoom=2.0)),
    ("khao-ma", Piece(cloth.checked, focus=(-40, -200), zoom=2.1)),
    ("shoulder-cloth", _hung(partial(cloth.shawl, colour="#8c2530", bordered=True))),
    ("cotton-shirt", _hung(partial(sewn.shirt, colour=INDIGO[2]))),
    ("blouse", _hung(partial(sewn.shirt, colour="#a9613c", kind="blouse"))),
    ("tshirt", Piece(sewn.tee, "hang", (0, -270), 2.1, mirror=False)),
    ("table-runner", _lying(partial(sewn.runner), (0, -200))),
    ("triangle-pillow", Piece(sewn.pillow, focus=(-60, -160), zoom=2.0)),
    ("elephant-doll", Piece(sewn.elephant_doll, focus=(-60, -260), zoom=1.9)),
    ("shawl-indigo", _hung(partial(cloth.shawl, colour=INDIGO[1]))),
    ("mangosteen", _hung(partial(cloth.shawl, colour="#7a3a4a"))),
    ("natural", _hung(partial(cloth.shawl, colour="#a89878"))),
    ("fabric-metre", Piece(cloth.roll, focus=(-20, -380), zoom=1.8)),
    ("trousers", _hung(partial(sewn.trousers))),
    ("bedding", Piece(sewn.bedding, focus=(-60, -190), zoom=2.0)),
    ("tote", Piece(sewn.tote, focus=(0, -190), zoom=1.9)),
    ("bandana", _lying(partial(sewn.bandana), (-70, -70))),
    ("sin-skirt", _hung(partial(cloth.striped_skirt))),
    ("tassel", _lying(partial(sewn.tassels), (-120, 0))),
    # jewellery
    ("gold-ring", _lying(partial(metal.ring), (0, -60), dark=True)),
    ("ring-lai-sue", _lying(partial(metal.ring, metal="silver"), (0, -60), dark=True)),
    ("gold-necklace", _lying(partial(metal.necklace), (0, 170), dark=True)),
    ("silver-necklace", _lying(partial(metal.necklace, metal="silver"), (0, 170), dark=True)),
    ("phikun", _lying(partial(metal.earrings), (-120, -40), dark=True)),
    (
        "earrings-fish",
        _lying(partial(metal.earrings, motif="fish", metal="silver"), (-120, -40), dark=True),
    ),
    ("bracelet", _lying(partial(metal.bangle), (-70, 110), dark=True)),
    ("bangle", _lying(partial(metal.bangle, metal="silver"), (-70, 110), dark=True)),
    ("brooch", _lying(partial(metal.brooch), (0, -60), dark=True)),
    ("chok-pendant", _lying(partial(metal.silver_pendant), (0, 40), dark=True)),
    ("belt", _lying(partial(metal.belt), (0, 110), dark=True)),
    # devotion and script
    ("tablet-set", Piece(votive.tablet_box, focus=(0, -220), zoom=1.8, mirror=False, sacred=True)),
    ("press-kit", Piece(votive.press_kit, focus=(-120, -230), zoom=1.8, sacred=True)),
    ("votive-tablet", Piece(votive.tablet, focus=(0, -290), zoom=1.8, sacred=True)),
    ("stucco", Piece(votive.relief, focus=(-60, -230), zoom=2.0, mirror=False, sacred=True)),
    ("plaque", Piece(votive.stone, focus=(-20, -300), zoom=2.0, mirror=False)),
    ("postcards", _lying(partial(votive.postcards), (0, 0))),
    (
        "buddha-wood",
        Piece(wood.seated, focus=(0, -330), zoom=1.7, dark=True, mirror=False, sacred=True),
    ),
    # wood, bamboo, leaf
    ("nok-khum", Piece(wood.quail, focus=(-140, -220), zoom=1.9)),
    ("lotus-box", Piece(wood.lotus_box, focus=(-40, -150), zoom=2.0)),
    ("spinning-top", Piece(wood.tops, focus=(0, -190), zoom=1.9)),
    ("acrobat", Piece(wood.acrobat, focus=(0, -370), zoom=1.8)),
    ("farm-basket", Piece(weaving.farm_basket, focus=(-40, -210), zoom=2.0)),
    ("sticky-rice", Piece(weaving.rice_box, focus=(-60, -220), zoom=2.0)),
    ("pendant-lamp", Piece(weaving.bamboo_lamp, "hang", (-40, -200), 1.9, dark=True)),
    ("serving-tray", _lying(partial(weaving.tray))),
    ("palm-leaf-fan", _lying(partial(weaving.palm_fan), (-50, -60))),
    ("carp-mobile", Piece(weaving.carp_mobile, "hang", (-20, -300), 1.7)),
    ("wind-chime", Piece(weaving.wind_chime, "hang", (0, -300), 1.7)),
    ("sedge", _lying(partial(sewn.sedge_mat), (-60, -60))),
    # festival
    ("mini-mobile", Piece(lights.kite_mobile, "hang", (0, -60), 1.6)),
    ("kite-leaf", _lying(partial(lights.leaf_kite))),
    ("kite", _lying(partial(lights.kite), (0, -60))),
    ("krathong", Piece(lights.krathong, focus=(0, -130), zoom=2.0, dark=True)),
    ("lantern", Piece(lights.lantern, "hang", (0, -320), 1.8, dark=True)),
    ("candle", Piece(lights.candle_cups, focus=(-30, -60), zoom=2.0, dark=True)),
    # food
    ("thong-muan", Piece(partial(sweets.sweets, kind="rolls"), focus=(0, -90), zoom=2.1)),
    ("phing", Piece(partial(sweets.sweets, kind="puffs"), focus=(0, -100), zoom=2.1)),
    ("kliao", Piece(partial(sweets.sweets, kind="twists"), focus=(0, -90), zoom=2.1)),
    ("peanut", Piece(partial(sweets.sweets, kind="peanut"), focus=(0, -90), zoom=2.1)),
    ("khao-tok", Piece(partial(sweets.sweets, kind="popped"), focus=(0, -100), zoom=2.1)),
    ("palm-cake", Piece(sweets.palm_cakes, focus=(0, -80), zoom=2.2)),
    ("sugar", Piece(partial(sweets.sweets, kind="sugar"), focus=(0, -110), zoom=2.1)),
    ("fish-sauce", Piece(pantry.bottle, focus=(-50, -230), zoom=1.8, mirror=False)),
    (
        "pla-ra",
        Piece(partial(pantry.jar, fill="#8a4a2a", emblem="fish"), focus=(0, -200), zoom=1.8),
    ),
    ("noodle", Piece(sweets.noodles, focus=(0, -190), zoom=2.0)),
    ("brown-rice", Piece(sweets.rice, focus=(60, -180), zoom=1.8)),
    ("khao-poep", Piece(sweets.sheets, focus=(60, -70), zoom=2.1)),
    ("sapodilla-dried", Piece(partial(fruits.dried, tone="#8f5a34"), focus=(40, -160), zoom=1.7)),
    ("mango-dried", Piece(partial(fruits.dried, tone="#eda92c"), focus=(40, -160), zoom=1.7)),
    ("sapodilla", Piece(partial(fruits.fruit, kind="sapodilla"), focus=(40, -150), zoom=2.0)),
    ("tangerine", Piece(partial(fruits.fruit, kind="tangerine"), focus=(40, -150), zoom=2.0)),
    ("mayongchit", Piece(partial(fruits.fruit, kind="plum"), focus=(40, -150), zoom=2.0)),
    ("mango", Piece(partial(fruits.fruit, kind="mango"), focus=(40, -150), zoom=2.0)),
    ("banana-gold", Piece(fruits.banana_rolls, focus=(0, -120), zoom=1.9)),
    ("durian", Piece(fruits.durian, focus=(20, -190), zoom=1.9)),
    ("honey", Piece(pantry.honey, focus=(60, -170), zoom=1.8)),
    ("coffee", Piece(pantry.coffee, focus=(60, -150), zoom=1.8)),
    # herbs
    ("compress", Piece(herbs.compress, focus=(-60, -190), zoom=1.8)),
    ("balm", Piece(herbs.balm, focus=(30, -110), zoom=2.1)),
    ("soap", Piece(herbs.soap, focus=(20, -110), zoom=2.1)),
    ("butterfly-pea", Piece(herbs.tea, focus=(20, -160), zoom=1.8)),
    ("din-so", Piece(herbs.powder, focus=(0, -170), zoom=2.0)),
)

CATEGORIES: dict[str, tuple[Piece, ...]] = {
    "sangkhalok-tableware": tuple(
        _lying(partial(tableware.plate, motif=motif)) for motif in _PLATES
    ),
    "sangkhalok-decor": (
        Piece(sangkhalok.bottle),
        Piece(tableware.covered_box),
        Piece(sangkhalok.eared_jar),
    ),
    "ceramics": (Piece(tableware.bowl), Piece(sangkhalok.bottle)),
    "sangkhalok": (Piece(tableware.bowl), Piece(sangkhalok.bottle)),
    "thung-luang-pottery": (Piece(earthenware.water_jar), Piece(earthenware.curry_pot)),
    "pottery-home": (
        Piece(earthenware.water_jar),
        Piece(earthenware.curry_pot),
        Piece(earthenware.mortar),
    ),
    "pottery-garden": (Piece(earthenware.planter), Piece(earthenware.lotus_basin)),
    "textiles": (Piece(cloth.folded), Piece(cloth.roll)),
    "tin-chok": tuple(_cloth(family) for family in range(5)),
    "hat-siao-cotton": (
        Piece(cloth.checked),
        _hung(partial(cloth.shawl, colour="#24604a", bordered=True)),
    ),
    "lanna-weave": (_hung(partial(cloth.striped_skirt)),),
    "textile-souvenirs": (Piece(cloth.clutch), Piece(sewn.elephant_doll)),
    "mud-cloth": (
        Piece(cloth.folded),
        _hung(partial(cloth.shawl, colour="#5b4a3a")),
        Piece(cloth.roll),
    ),
    "apparel": (_hung(partial(sewn.shirt)), Piece(sewn.tote)),
    "home-textiles": (Piece(sewn.pillow), _lying(partial(sewn.runner))),
    "jewellery": (_lying(partial(metal.bangle), dark=True),),
    "ancient-gold": (
        _lying(partial(metal.bangle), dark=True),
        _lying(partial(metal.necklace), dark=True),
    ),
    "silver": (
        _lying(partial(metal.bangle, metal="silver"), dark=True),
        _lying(partial(metal.belt), dark=True),
    ),
    "buddhist-art": (Piece(votive.tablet, sacred=True),),
    "votive-tablets": (Piece(votive.tablet, sacred=True),),
    "stucco-plaster": (Piece(votive.relief, mirror=False, sacred=True),),
    "script-arts": (Piece(votive.stone, mirror=False),),
    "wood": (Piece(wood.quail), Piece(wood.lotus_box)),
    "wood-carving": (Piece(wood.quail), Piece(wood.lotus_box)),
    "wooden-toys": (Piece(wood.tops), Piece(wood.acrobat)),
    "basketry": (Piece(weaving.farm_basket), Piece(weaving.rice_box)),
    "bamboo": (Piece(weaving.farm_basket), _lying(partial(weaving.tray))),
    "palm-leaf": (_lying(partial(weaving.palm_fan)),),
    "festival": (Piece(lights.krathong, dark=True),),
    "kites": (_lying(partial(lights.kite)),),
    "lanterns-krathong": (Piece(lights.lantern, "hang", (0, -320), 1.8, dark=True),),
    "food": (Piece(pantry.jar), Piece(pantry.bag)),
    "sweets": (Piece(partial(sweets.sweets, kind="puffs")), Piece(sweets.palm_cakes)),
    "fermented-fish": (Piece(pantry.bottle, mirror=False),),
    "rice-noodles": (Piece(sweets.rice), Piece(sweets.noodles)),
    "fruit": (
        Piece(partial(fruits.fruit, kind="mango")),
        Piece(partial(fruits.fruit, kind="tangerine")),
    ),
    "drinks-honey": (Piece(pantry.honey), Piece(pantry.coffee)),
    "herbs": (Piece(herbs.compress), Piece(herbs.tea)),
}

# Three scenes for a route, found by the first word in its slug; else by its theme.
ROUTES: tuple[tuple[str, tuple[str, str, str]], ...] = (
    ("cycling-votive", ("stupas", "votive", "temple")),
    ("morning-alms", ("bridge", "market", "script")),
    ("lai-sue-thai", ("script", "temple", "votive")),
    ("masterclass", ("potter", "kilns", "meal")),
    ("kilns-trail", ("kilns", "potter", "stupas")),
    ("ban-ko-noi", ("kilns", "loom", "river")),
    ("thung-luang", ("potter", "fields", "meal")),
    ("clay-and-palm", ("potter", "kites", "fields")),
    ("kites-half-day", ("kites", "fields", "homestay")),
    ("khao-luang", ("sunrise", "forest", "fields")),
    ("pigpen", ("truck", "meal", "boats")),
    ("yom-river", ("boats", "meal", "market")),
    ("hat-siao-weaving", ("loom", "river", "meal")),
    ("weaving-trail", ("loom", "mud", "homestay")),
    ("na-ton-chan-homestay", ("homestay", "mud", "sunrise")),
    ("mud-cloth", ("mud", "loom", "forest")),
    ("huai-ton-hai", ("sunrise", "forest", "homestay")),
    ("orchard-walk", ("orchard", "forest", "meal")),
    ("kite-day", ("kites", "homestay", "market")),
    ("gold-silver", ("atelier", "temple", "river")),
    ("history-bike", ("temple", "stupas", "river")),
    ("mango-train", ("train", "orchard", "truck")),
    ("organic-farm", ("fields", "truck", "meal")),
    ("sapodilla", ("orchard", "market", "fields")),
    ("lanna-slow", ("herbs", "loom", "homestay")),
    ("archaeology", ("forest", "temple", "sunrise")),
    ("loi-krathong", ("night", "stupas", "market")),
    ("crafts-3-day", ("loom", "atelier", "potter")),
    ("tram", ("tram", "stupas", "votive")),
    ("school", ("script", "potter", "kites")),
)
ROUTE_DEFAULT = ("river", "fields", "homestay")

# Communities: what each is known for.
COMMUNITIES: dict[str, tuple[str, str, str]] = {
    "mueang-kao": ("stupas", "bridge", "kilns"),
    "thung-luang": ("potter", "fields", "kilns"),
    "na-choeng-khiri": ("kites", "fields", "sunrise"),
    "ban-kong": ("boats", "meal", "market"),
    "na-ton-chan": ("mud", "homestay", "sunrise"),
    "hat-siao": ("loom", "river", "market"),
    "khuk-phatthana": ("kites", "homestay", "fields"),
    "tha-chai": ("atelier", "temple", "river"),
    "ban-ko-noi": ("kilns", "river", "loom"),
    "mueang-dong": ("orchard", "forest", "homestay"),
    "nakhon-doet": ("train", "orchard", "truck"),
    "mueang-bang-khlang": ("temple", "fields", "truck"),
    "thung-saliam": ("herbs", "loom", "forest"),
    "wang-hat": ("forest", "sunrise", "temple"),
    "si-samrong": ("orchard", "boats", "market"),
}


def piece_for(slug: str, category: str) -> Piece | None:
    """Find the drawing of a craft; None when neither slug nor category is known."""
    for word, piece in WORDS:
        if word in slug:
            return piece
    choices = CATEGORIES.get(category)
    return choices[sum(slug.encode()) % len(choices)] if choices else None


def scenes_for(slug: str, category: str) -> tuple[str, str, str]:
    """Find the three scenes of a route or, for the category ``community``, of a community."""
    if category == "community":
        return COMMUNITIES.get(slug, ROUTE_DEFAULT)
    return next((scenes for word, scenes in ROUTES if word in slug), ROUTE_DEFAULT)
