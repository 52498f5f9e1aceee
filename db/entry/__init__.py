"""Entry: what is typed into the tabs, from the text of a cell to the rows of the ledger."""
