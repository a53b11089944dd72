"""The only code that sees raw text: one pipeline for what is indexed and what is asked."""
