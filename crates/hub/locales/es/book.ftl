# Words about the reference book.
