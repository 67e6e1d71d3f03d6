# Words about keys that manage keys, and about keys that are looked after from elsewhere.

block-keys = API access keys
keys-manage = Key management
keys-manage-note = These methods are not included in “All methods”, templates or “Read-only”; tick them here. The key can only see, add and edit keys that have no more permissions than itself.
methods-all-and = All, and key management
external-id = External ID
external-id-hint = Identifies the key in a configuration file or another program. Optional.
refused-externalId = Enter at most 100 characters (A to Z, a to z, digits, “.”, “_” and “-”) that no other key has.
change-external-id = External ID changed to { $name }
change-external-id-gone = External ID removed
record-field-externalId = External ID
