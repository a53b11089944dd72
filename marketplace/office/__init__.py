"""The desk of office 4: how work stands, the journal, people and their rights."""
