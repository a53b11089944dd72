"""The colours of the drawings: the site's tokens and the materials of the province."""

from typing import Final

IRON: Final = "#3b2a1c"
GLAZE: Final = ("#0d2a20", "#123a2c", "#1a4c3a", "#24604a", "#2f7459", "#5b9a80", "#a9cbb4",
                "#cbdfcd", "#e2ecdb")  # fmt: skip
CLAY: Final = ("#6b2a15", "#86371d", "#a14525", "#bd6039", "#d58a5f", "#ebc7ae")
GOLD: Final = ("#5c4109", "#8f5e12", "#c8932b", "#deb04e", "#f2dda6")
MADDER: Final = "#8c2530"
THREAD: Final = "#f4e6c3"
PAPER: Final = "#fbf7ec"
ASH: Final = ("#fffdf8", "#fbf7ec", "#f4eddc", "#e6dbc3", "#8c8068", "#5d5544")
LEAF: Final = ("#2c5a34", "#3f7a45", "#5f9a54", "#8ab86a")
WOOD: Final = ("#4a2a16", "#6e4222", "#8f5a30", "#b5804a", "#d4a970")
BAMBOO: Final = ("#8a6a35", "#b08d4c", "#cfae6c", "#e6cd94")
INDIGO: Final = ("#1b2b40", "#2a4260", "#3f6288", "#7d9fbd")
SKIES: Final = {
    "dawn": ("#f6d9b8", "#eeb48f", "#8fa9a6"),
    "day": ("#dcebe4", "#b9d9d2", "#7fb3ae"),
    "dusk": ("#1a4c3a", "#8a6a3a", "#e0a24a"),
    "gold": ("#fbe9c0", "#f2c878", "#d99a4c"),
    "night": ("#0b1d22", "#123a3c", "#2f5a50"),
}
