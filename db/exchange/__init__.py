"""What goes in and out of a book: the entry workbook, the submission workbook, the received workbook."""
