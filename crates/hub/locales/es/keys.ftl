# Words about the life of a key.
