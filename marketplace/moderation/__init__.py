"""Officers of office 4 review listings, admit sellers, suspend and lift.

Words of the room: a *version* waits for a *decision*; a decision names *reasons* of the catalogue
and a free *note*; an *application* is a seller's organisation waiting to be admitted.
"""
