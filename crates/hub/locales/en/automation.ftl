# Words about keys that manage keys, and about keys that are looked after from elsewhere.

block-keys = API access keys
keys-manage = Managing keys
keys-manage-hint = For programs that make and change keys.
keys-manage-note = These are no part of “everything”, of a template or of “only reads”: a key has those that are ticked here. It sees, makes and changes keys within itself only.
methods-all-and = All, and manages keys
external-id = External id
external-id-hint = The name by which a file or a program looks after this key; it may be empty.
refused-externalId = Write up to 100 letters A to Z and a to z, digits, “.”, “_” and “-”, which no other key has.
change-external-id = The external id is { $name } now.
change-external-id-gone = The external id is taken away.
record-field-externalId = External id
