"""The file of a book: what may be opened, who holds it, how it is made and copied."""
