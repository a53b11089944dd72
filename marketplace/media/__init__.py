"""Photos: kept in the storage, known by a row, served for ever under their content's name."""
