# Words about templates of keys, and about several keys at once.

template-list = Templates
template-lead = A template fills in the form of a new key. Neither a template nor a link to it gives access by itself:
template-own = Your templates
template-own-none = You have no templates yet.
template-own-next = Add a template, or open a key and save its settings as one.
template-built-in = Built-in
template-whose = Used by
template-whose-own = your company
template-whose-others = another company
template-keys = Keys
template-keys-of = Keys created from “{ $name }”
template-keys-none = No keys have been created from this template yet.
template-keys-lead = Keys don't follow template changes. Tick the ones to update. Stores, start and expiry dates and notes stay the same.
template-follow = Compare
template-apply = Update selected keys
template-leave = Leave unchanged
template-new = New template
template-edit = Edit template
template-save = Save as template
template-made-from = Created from
template-code = Code
template-code-hint = Used in links and commands: A to Z, a to z, digits, “-” and “_”. It cannot be changed later.
template-about = Description
template-stores-one = exactly one
template-stores-some = individual
template-stores-all = all
template-stores-hint = The stores are selected when a key is added.
template-partner = Keys from this template belong to another company
template-delete-ask = Delete this template?
template-delete-why = Keys created from it are not affected.
done-template-added = Template saved.
done-template-saved = Template saved. No keys were changed.
done-template-deleted = Template deleted. No keys were changed.
done-template-applied = { $count ->
    [one] { $count } key updated from the template.
   *[other] { $count } keys updated from the template.
}
refused-template = This template no longer exists. Choose another one, or none.
refused-template-code = Enter a code of A to Z, a to z, digits, “-” and “_” that no template has had before.
refused-about = Enter a description of at most 1,000 characters.
template-courier = Courier service
template-call-centre = Call centre
template-messenger = Messenger transport
shelf-service = Payments and messengers
shelf-stripe-about = Stripe payment links, with the official module.
shelf-stripe-where = In the settings of the Stripe module, paste the token as the API key and enter this URL:
shelf-messenger-about = A module for WhatsApp, Telegram and similar messengers. It connects and is listed as a module; Latchkey itself does not deliver messages.
shelf-messenger-where = In the settings of the module, paste the token as the API key and enter this URL:
shelf-courier-about = A delivery company that reads orders, couriers and statuses, and updates order statuses and delivery data.
shelf-courier-where = Give the company the token and this URL. In the key's order filter, select the order types or statuses for delivery. URL:
shelf-call-centre-about = An external team that takes orders by phone: it reads, creates and edits orders and customers, and writes notes.
shelf-call-centre-where = Enter the token and this URL in the team's program:
needs-addresses = URLs it calls:

bulk = Bulk actions
bulk-which = Keys
bulk-fitting = { $count ->
    [one] { $count } key that matches the filter
   *[other] All { $count } keys that match the filter
}
bulk-all = { $count ->
    [one] { $count } key in the list
   *[other] All { $count } keys in the list
}
bulk-what = Action
bulk-disable = Disable
bulk-enable = Enable
bulk-ends = Set expiry
bulk-no-end = Remove expiry
bulk-rate = Set calls per second
bulk-header-only = Accept the token in a header only
bulk-any-transport = Accept the token in the URL too
bulk-owner = Set contact
bulk-delete = Delete
bulk-restore = Restore
bulk-rate-hint = 0 = no limit
refused-none-chosen = Tick at least one key.
refused-deed = Select an action.
refused-leaked = Its token has leaked; it cannot be enabled again.
refused-too-late = Deleted more than 30 days ago.
refused-deleted = Deleted.
plan-title = Preview
plan-keys = { $count ->
    [0] No keys would change.
    [one] { $count } key,
   *[other] { $count } keys,
}
plan-used = { $count ->
    [0] none used in the last hour
    [one] { $count } of them used in the last hour
   *[other] { $count } of them used in the last hour
}
plan-hour = Used in the last hour
plan-what = Change
plan-pick = Select
plan-pick-of = Select “{ $name }”
plan-pick-all = Select all
plan-off = will be disabled
plan-on = will be enabled
plan-deleted = will be deleted; can be restored within 30 days
plan-back = will be restored
plan-back-off = will be restored (disabled, as before)
plan-unchanged = { $count ->
    [one] { $count } key is not affected
   *[other] { $count } keys are not affected
}
plan-refused = { $count ->
    [one] Not possible for { $count } key, so nothing will be changed
   *[other] Not possible for { $count } keys, so nothing will be changed
}
plan-leave = Exclude these
plan-go = { $count ->
    [one] Change { $count } key
   *[other] Change { $count } keys
}
plan-go-disable = { $count ->
    [one] Disable { $count } key
   *[other] Disable { $count } keys
}
plan-go-enable = { $count ->
    [one] Enable { $count } key
   *[other] Enable { $count } keys
}
plan-go-delete = { $count ->
    [one] Delete { $count } key
   *[other] Delete { $count } keys
}
plan-go-restore = { $count ->
    [one] Restore { $count } key
   *[other] Restore { $count } keys
}
plan-changed = Nothing was changed: the keys have changed in the meantime. Check the new preview.
done-bulk-disable = { $count ->
    [one] { $count } key disabled.
   *[other] { $count } keys disabled.
}
done-bulk-enable = { $count ->
    [one] { $count } key enabled.
   *[other] { $count } keys enabled.
}
done-bulk-ends = { $count ->
    [one] Expiry set for { $count } key.
   *[other] Expiry set for { $count } keys.
}
done-bulk-no-end = { $count ->
    [one] Expiry removed from { $count } key.
   *[other] Expiry removed from { $count } keys.
}
done-bulk-rate = { $count ->
    [one] Limit set for { $count } key.
   *[other] Limit set for { $count } keys.
}
done-bulk-header-only = { $count ->
    [one] { $count } key now accepts its token in a header only.
   *[other] { $count } keys now accept their tokens in a header only.
}
done-bulk-any-transport = { $count ->
    [one] { $count } key now accepts its token in the URL too.
   *[other] { $count } keys now accept their tokens in the URL too.
}
done-bulk-owner = { $count ->
    [one] Contact set for { $count } key.
   *[other] Contact set for { $count } keys.
}
done-bulk-delete = { $count ->
    [one] { $count } key deleted.
   *[other] { $count } keys deleted.
}
done-bulk-restore = { $count ->
    [one] { $count } key restored.
   *[other] { $count } keys restored.
}
panic-title = Suspend all third-party keys
panic-lead = Use this if a partner has had a security incident. Every key of another company is disabled at once; your own keys keep working. Nothing is deleted, and you can resume the keys later.
panic-whose = A key belongs to another company if its notes name that company, or if it was created from one of these templates:
panic-suspend = Keys to suspend
panic-none = No enabled keys belong to another company.
panic-go = { $count ->
    [one] Suspend { $count } key
   *[other] Suspend { $count } keys
}
panic-resume = Suspended keys
panic-resume-none = No keys are suspended.
panic-resume-lead = Not listed: keys that were already disabled, have since been deleted or reported as leaked, or have been enabled again.
panic-back = { $count ->
    [one] Resume { $count } key
   *[other] Resume { $count } keys
}
done-panic-suspended = { $count ->
    [one] { $count } key suspended. Its calls are refused.
   *[other] { $count } keys suspended. Their calls are refused.
}
done-panic-resumed = { $count ->
    [one] { $count } key works again.
   *[other] { $count } keys work again.
}
did-template-any = All template events
did-template-added = Template added
did-template-changed = Template changed
did-template-deleted = Template deleted
record-field-template = Template
refused-built-in = This template is built-in: duplicate it and edit the copy.
record-field-about = Description
record-field-partner = Another company's
record-field-stores = Access type
