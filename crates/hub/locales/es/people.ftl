# Words about people, settings and the marketplace.
