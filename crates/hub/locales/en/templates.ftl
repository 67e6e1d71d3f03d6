# Words about templates of keys, and about several keys at once.

template-list = Templates
template-lead = A template is a starting point of a key's form. It grants nothing by itself, and neither does a link to it:
template-own = Your own
template-own-none = There are no templates of your own yet.
template-own-next = Open a key and save its settings as a template, or add one.
template-built-in = Built in
template-whose = Belongs to
template-whose-own = you
template-whose-others = another company
template-keys = Keys made from it
template-keys-of = Keys made from “{ $name }”
template-keys-none = No key has been made from this template yet.
template-keys-lead = The template has no hold on these keys: each becomes as it says only if you tick it. Stores, begin and end, and notes are never changed.
template-follow = Compare
template-apply = Change the keys that are ticked
template-leave = Leave them as they are
template-new = New template
template-edit = Edit the template
template-save = Save as a template
template-made-from = Made from
template-code = Code
template-code-hint = For links and commands: letters A to Z and a to z, digits, - and _. It cannot be changed later.
template-about = What it is for
template-stores-one = exactly one
template-stores-some = individual ones
template-stores-all = all
template-stores-hint = Which ones is chosen when a key is made.
template-partner = Keys made from it belong to another company
template-delete-ask = Delete the template?
template-delete-why = Keys that were made from it stay as they are.
done-template-added = The template is saved.
done-template-saved = The template is saved. No key has been changed.
done-template-deleted = The template is deleted. Its keys stay as they are.
done-template-applied = { $count ->
    [one] { $count } key is now as the template says.
   *[other] { $count } keys are now as the template says.
}
refused-template = There is no such template any more: choose another one, or none.
refused-template-code = Take a code of letters A to Z and a to z, digits, - and _ that no other template has, nor one that keys still remember.
refused-about = The description may have 1000 characters at most.
template-courier = Courier service
template-call-centre = Call centre
template-messenger = Messenger transport
shelf-service = Payments and messengers
shelf-stripe-about = Payment links by Stripe, with the official module.
shelf-stripe-where = In the settings of the Stripe module paste the token as the API key, and as the address:
shelf-messenger-about = A module that carries messages of WhatsApp, Telegram and the like. It connects and stands in the list of modules; there is no message service here that would carry messages further.
shelf-messenger-where = In the settings of the module paste the token as the API key, and as the address:
shelf-courier-about = A delivery company that reads orders, changes their statuses and delivery data, and looks up couriers and statuses.
shelf-courier-where = Give the company the token and this address. Under “Only some orders” of the key choose the delivery's order types or statuses. The address:
shelf-call-centre-about = A team elsewhere that takes orders by phone: it reads, makes and changes orders and customers, and writes notes.
shelf-call-centre-where = Give the team's program the token and this address:
needs-addresses = Addresses it looks for:

bulk = Several keys at once
bulk-which = Which
bulk-ticked = Those that are ticked above
bulk-fitting = { $count ->
    [one] { $count } key that fits the filter
   *[other] All { $count } keys that fit the filter
}
bulk-all = { $count ->
    [one] { $count } key of the list
   *[other] All { $count } keys of the list
}
bulk-what = What is to be done
bulk-disable = Disable
bulk-enable = Enable
bulk-ends = Set an end
bulk-no-end = Take the end away
bulk-rate = Set calls a second
bulk-header-only = Accept the token in a header only
bulk-any-transport = Accept the token in addresses too
bulk-owner = Set whom to ask
bulk-delete = Delete
bulk-restore = Bring back
bulk-rate-hint = 0: no limit.
bulk-look = Show what would change
bulk-look-hint = Nothing is changed before you agree.
refused-none-chosen = Tick at least one key.
refused-deed = Choose what is to be done.
refused-leaked = It has leaked and stays off for good.
refused-too-late = It was deleted more than 30 days ago.
refused-deleted = It is deleted.
plan-title = What would change
plan-keys = { $count ->
    [0] No key would change.
    [one] { $count } key,
   *[other] { $count } keys,
}
plan-used = { $count ->
    [0] none used within the last hour
    [one] { $count } of them used within the last hour
   *[other] { $count } of them used within the last hour
}
plan-hour = Used within the last hour
plan-what = What changes
plan-pick = Choose
plan-pick-of = Choose “{ $name }”
plan-pick-all = Choose all of them
plan-off = is switched off
plan-on = is switched on
plan-deleted = is deleted; for 30 days it can be brought back
plan-back = is brought back
plan-back-off = is brought back, switched off as it was
plan-unchanged = { $count ->
    [one] { $count } key is so already
   *[other] { $count } keys are so already
}
plan-refused = { $count ->
    [one] It cannot be done to { $count } key, so nothing is done
   *[other] It cannot be done to { $count } keys, so nothing is done
}
plan-leave = Leave these out
plan-go = { $count ->
    [one] Do it to { $count } key
   *[other] Do it to { $count } keys
}
plan-changed = Nothing has been done: the keys have changed since you looked. This is what would be done now.
done-bulk-disable = { $count ->
    [one] { $count } key is switched off.
   *[other] { $count } keys are switched off.
}
done-bulk-enable = { $count ->
    [one] { $count } key is switched on.
   *[other] { $count } keys are switched on.
}
done-bulk-ends = { $count ->
    [one] { $count } key has the new end.
   *[other] { $count } keys have the new end.
}
done-bulk-no-end = { $count ->
    [one] { $count } key has no end any more.
   *[other] { $count } keys have no end any more.
}
done-bulk-rate = { $count ->
    [one] { $count } key has the new limit.
   *[other] { $count } keys have the new limit.
}
done-bulk-header-only = { $count ->
    [one] { $count } key takes its token in a header only.
   *[other] { $count } keys take their tokens in a header only.
}
done-bulk-any-transport = { $count ->
    [one] { $count } key takes its token in addresses too.
   *[other] { $count } keys take their tokens in addresses too.
}
done-bulk-owner = { $count ->
    [one] { $count } key has the new contact.
   *[other] { $count } keys have the new contact.
}
done-bulk-delete = { $count ->
    [one] { $count } key is deleted.
   *[other] { $count } keys are deleted.
}
done-bulk-restore = { $count ->
    [one] { $count } key is back.
   *[other] { $count } keys are back.
}
panic-link = Suspend third parties
panic-title = Suspend every third-party key
panic-lead = When something has gone wrong at a partner: every key of another company is switched off at once, and your own go on working. The keys, their tokens and settings stay, and can be brought back.
panic-whose = A key is another company's when its notes name the company that uses it, or when it was made from one of these templates:
panic-suspend = What would be suspended
panic-none = No key of another company is on.
panic-go = { $count ->
    [one] Suspend { $count } key
   *[other] Suspend { $count } keys
}
panic-resume = What is suspended
panic-resume-none = Nothing is suspended.
panic-resume-lead = Keys that were off before, that were deleted or leaked since, or that somebody has switched on again, are not among these.
panic-back = { $count ->
    [one] Bring { $count } key back
   *[other] Bring { $count } keys back
}
done-panic-suspended = { $count ->
    [one] { $count } key is suspended: its next call is refused.
   *[other] { $count } keys are suspended: their next calls are refused.
}
done-panic-resumed = { $count ->
    [one] { $count } key works again.
   *[other] { $count } keys work again.
}
did-template-any = Anything about templates
did-template-added = Template added
did-template-changed = Template changed
did-template-deleted = Template deleted
record-field-template = Template
refused-built-in = This template is built in: add one of your own that begins like it.
record-field-about = What it is for
record-field-partner = Another company's
record-field-stores = Kind of stores
