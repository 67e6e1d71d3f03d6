# Words about how keys are used.
