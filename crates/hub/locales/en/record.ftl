# Words about the record and the webhooks.
