# Words about keys that want looking after: their end, their contact, the day of their review, their addresses.

care = Needs attention
care-title = Keys that need attention
care-nothing = No key expires within 7 days, no contact is deactivated and no review is due.
care-ending = { $count ->
    [one] { $count } key expires within 7 days
   *[other] { $count } keys expire within 7 days
}
care-ending-in-use = { $count ->
    [one] — { $count } of them was used in the last 24 hours
   *[other] — { $count } of them were used in the last 24 hours
}
care-orphaned = { $count ->
    [one] { $count } key has a deactivated contact
   *[other] { $count } keys have a deactivated contact
}
care-orphaned-why = The keys still work, but their contact can no longer sign in. Choose another contact.
care-review = { $count ->
    [one] { $count } key is due for review
   *[other] { $count } keys are due for review
}
care-review-why = Check whether each key is still needed and whether it needs all its permissions. Then set the next review date, or leave it empty for no further review.
care-in-use = In use
care-name-another = Change contact
care-still-needed = Next review
care-reviewed = Mark as reviewed
longest = Maximum key lifetime
longest-why = The limit applies to new keys and to new expiry dates. Existing keys are not affected.
longest-any = Maximum key lifetime (days)
longest-hint = 0 = unlimited
longest-broad = Maximum lifetime of keys with access to all stores and all methods (days)
longest-broad-hint = 0 = the same as for other keys
longest-told = { $count ->
    [one] Maximum lifetime: { $count } day.
   *[other] Maximum lifetime: { $count } days.
}
longest-broad-told = { $count ->
    [one] Maximum lifetime of keys with access to all stores and all methods: { $count } day.
   *[other] Maximum lifetime of keys with access to all stores and all methods: { $count } days.
}
refused-any-days = Enter a whole number from 0 to 3,650.
refused-broad-days = Enter a whole number from 0 to 3,650.
refused-life = This exceeds the maximum key lifetime. Choose an earlier date.
done-longest-saved = Saved. Applies to new keys and new expiry dates.
done-key-reviewed = Review saved.
key-extend = Extend
key-extend-of = Extend { $name }
ends-on = Expires { $name }
extend-no-end = This key has no expiry date.
extend-ended = It expired { $name }. Once extended, it works again.
extend-by = Extend by
extend-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
extend-reason = Reason
extend-reason-hint = It is recorded in the audit log and sent to webhooks.
refused-reason = Enter a reason.
refused-days = Select a number of days.
done-key-extended = Key extended.
stage-ending-7 = Expires within 7 days
stage-orphaned = Contact deactivated
stage-review = Review due
card-owner-hint = The email of a user, or the name of another person.
card-owner-left = This user is deactivated. Choose another contact.
refused-owner = Enter the email of an active user, or the name of another person.
person-keys-of = Keys whose contact is { $name }
person-keys-none = { $name } is not the contact of any key.
person-keys-why = The selected keys get a new contact. They keep working.
person-keys-to = New contact
person-keys-go = Change contact
person-keys = { $count ->
    [one] Contact of { $count } key
   *[other] Contact of { $count } keys
}
person-keys-first = Give these keys a new contact before you deactivate the user.
done-keys-handed-over = Contact changed.
did-key-extended = Key extended
did-key-contact-left = Contact of a key deactivated
did-key-review-due = Review of a key due
did-key-trial-begun = Trial of fewer methods started
did-key-trial-ended = Trial of fewer methods ended
record-field-owner = Contact
record-field-purpose = Purpose
record-field-party = Company
record-field-review = Review by
record-field-reason = Reason
record-field-foundUrl = Found at
record-field-foundSource = Found in
record-field-foundBy = Reported by
record-field-inUse = In use
record-field-lastUsedAt = Last used
record-field-longest-key-life-days = Maximum key lifetime (days)
record-field-longest-broad-key-life-days = Maximum lifetime of keys with full access (days)
addresses-link = From calls of the last 30 days…
addresses-of = IP addresses of { $name }
addresses-nothing = This key has no list of allowed IP addresses, and there were no calls in the last 30 days to create one from.
addresses-too-many = Calls came from more than 200 IP addresses. Enter networks in the key's form instead.
addresses-new = IP addresses to add
addresses-new-why = Calls came from these IP addresses in the last 30 days. They are not on the list.
addresses-new-none = All IP addresses of the last 30 days are on the list.
addresses-refused-now = Calls came from these IP addresses in the last 30 days and are now refused, because the addresses are not on the list. Add only those you recognise.
addresses-calls = { $count ->
    [one] { $count } call
   *[other] { $count } calls
}
addresses-present = On the list
addresses-present-why = Addresses that are not ticked are removed from the list.
addresses-unused = no calls in the last 30 days
addresses-elsewhere = Calls from other IP addresses
addresses-note = are only reported
addresses-note-why = — recommended at first: they are allowed and listed under Refused calls.
addresses-refuse = are refused
addresses-save = Save list
done-key-addresses = Allowed IP addresses saved.
