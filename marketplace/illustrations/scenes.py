"""Every scene by its name."""

from collections.abc import Callable

from marketplace.illustrations import scenes_heritage as old
from marketplace.illustrations import scenes_journeys as way
from marketplace.illustrations import scenes_village as village
from marketplace.illustrations.pen import Pen

Scene = Callable[[Pen], None]

SCENES: dict[str, Scene] = {
    "atelier": village.atelier,
    "boats": way.boats,
    "bridge": old.bridge,
    "fields": village.fields,
    "forest": village.forest,
    "herbs": way.resting,
    "homestay": village.homestay,
    "kilns": old.kilns,
    "kites": village.kites,
    "loom": old.loom,
    "market": village.market,
    "meal": village.meal,
    "mud": old.mud,
    "night": village.night,
    "orchard": village.orchard,
    "potter": old.potter,
    "river": way.river,
    "script": village.script,
    "stupas": old.stupas,
    "sunrise": village.sunrise,
    "temple": way.temple,
    "train": way.train,
    "tram": old.tram,
    "truck": way.truck,
    "votive": village.pressing,
}
