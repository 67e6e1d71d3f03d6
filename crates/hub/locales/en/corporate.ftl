# Corporate customers: their methods.

