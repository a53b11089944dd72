"""Finding: documents for the index, the reactions that keep it fresh, and the results page.

Words of the room: a *document* is what the index knows of one listing; a *hit* is a document that
answers a query; a *generation* is one complete state of the index. The engine itself lives in
``search_index`` and knows nothing of this house.
"""
