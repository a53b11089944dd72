"""Knowledge (คลังความรู้): articles on techniques and community tourism, read only for now."""
