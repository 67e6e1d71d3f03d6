# Words about keys that want looking after: their end, their contact, the day of their review, their addresses.

care = Needs care
care-title = Keys that need care
care-nothing = No key ends within 7 days, every contact can be asked, and no review is due.
care-ending = { $count ->
    [one] { $count } key ends within 7 days
   *[other] { $count } keys end within 7 days
}
care-ending-in-use = { $count ->
    [one] — { $count } of them was used in the last 24 hours
   *[other] — { $count } of them were used in the last 24 hours
}
care-orphaned = { $count ->
    [one] The contact of { $count } key has left
   *[other] The contacts of { $count } keys have left
}
care-orphaned-why = The keys work as before. But whoever was to be asked about them has been shut out: name somebody else.
care-review = { $count ->
    [one] The review of { $count } key is due
   *[other] The reviews of { $count } keys are due
}
care-review-why = Look whether each is still needed, and whether it may do less. Then say when to look again; without a day, never.
care-in-use = In use
care-name-another = Name another contact
care-still-needed = Look again by
care-reviewed = It is still needed
longest = How long keys may live
longest-why = A key with an end is one that somebody looks at again. What is set here holds for new keys and for ends that are moved; keys that are there already stay as they are.
longest-any = Most days a key may live
longest-hint = Empty or 0: as long as it likes.
longest-broad = Most days a key for every store and every method may live
longest-broad-hint = Empty or 0: as other keys.
longest-told = { $count ->
    [one] In this account a key may live { $count } day at most.
   *[other] In this account a key may live { $count } days at most.
}
longest-broad-told = { $count ->
    [one] A key for every store and every method may live { $count } day at most.
   *[other] A key for every store and every method may live { $count } days at most.
}
refused-any-days = Write a number of days from 0 to 3650.
refused-broad-days = Write a number of days from 0 to 3650.
refused-life = The key would live longer than this account allows: choose an earlier end.
done-longest-saved = Saved. It holds for new keys and for ends that are moved.
done-key-reviewed = The next review is noted.
key-extend = Extend
key-extend-of = Extend { $name }
ends-on = Ends { $name }
extend-no-end = This key has no end that could be moved.
extend-ended = It ended { $name }. Extended, it works again from now on.
extend-by = By how much
extend-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
extend-reason = Why it is needed for longer
extend-reason-hint = It goes on record, and to webhooks.
refused-reason = Say why.
refused-days = Choose a number of days.
done-key-extended = The key lives longer now.
stage-ending-7 = Ends within 7 days
stage-orphaned = The contact has left
stage-review = Review is due
card-owner-hint = Somebody of this account by e-mail, or anybody else by name.
card-owner-left = This person has been shut out: name somebody else.
refused-owner = Name somebody who can be asked: a person who may sign in here, or anybody else by name.
person-keys-of = Keys to ask { $name } about
person-keys-none = { $name } is not the contact of any key.
person-keys-why = The chosen keys get another contact. They go on working either way.
person-keys-to = Whom to ask from now on
person-keys-go = Hand over
person-keys = { $count ->
    [one] The contact of { $count } key
   *[other] The contact of { $count } keys
}
person-keys-first = Hand them over before you shut the person out.
done-keys-handed-over = The keys have another contact.
did-key-extended = End of a key moved
did-key-contact-left = Contact of a key shut out
did-key-review-due = Review of a key is due
record-field-owner = Whom to ask
record-field-purpose = What it is for
record-field-party = Company
record-field-review = Look again by
record-field-reason = Reason
record-field-foundUrl = Found at
record-field-foundSource = Found in
record-field-foundBy = Reported by
record-field-inUse = In use
record-field-lastUsedAt = Last used
record-field-longest-key-life-days = Most days a key may live
record-field-longest-broad-key-life-days = Most days a key for everything may live
addresses-link = From the calls of the last 30 days…
addresses-of = Addresses of { $name }
addresses-nothing = This key has no address list, and there were no calls in the last 30 days that one could be made from.
addresses-too-many = There were calls from more than 200 addresses. A list of them would not last: write networks into the form of the key instead.
addresses-new = Addresses to add
addresses-new-why = Calls came from here in the last 30 days, and the list does not hold them.
addresses-new-none = Every address of the last 30 days is on the list.
addresses-refused-now = Calls came from here in the last 30 days, and they are refused now, because the list does not hold these addresses. Add only what you know.
addresses-calls = { $count ->
    [one] { $count } call
   *[other] { $count } calls
}
addresses-present = On the list
addresses-present-why = What is not ticked is taken off the list.
addresses-unused = no calls in the last 30 days
addresses-elsewhere = Calls from elsewhere
addresses-note = are only noted
addresses-note-why = — the way to begin: they are listed under Refused calls, and let in.
addresses-refuse = are refused
addresses-save = Save the list
done-key-addresses = The address list is saved.
