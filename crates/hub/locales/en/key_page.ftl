# The frame of all pages, and the pages of one key.

frame-menu = Menu
frame-account = Account
frame-more = More actions
frame-help = Help for this page
frame-faults = { $count ->
    [one] Not saved. Please correct { $count } field.
   *[other] Not saved. Please correct { $count } fields.
}

list-last-call = Last call
list-search = Search keys
list-search-hint = Name or token
list-more-filters = More filters
list-filters = Filters
list-clear = Clear filters
list-tag-remove = Remove filter { $filter }: { $value }
list-select = Select
list-from-calls = Add from a list of calls…
list-panic = Suspend third-party keys…
list-partner = Partner
list-stores-all = All stores
list-stores = { $count ->
    [one] { $count } store
   *[other] { $count } stores
}
list-methods-all = All methods
list-methods = { $count ->
    [one] { $count } method
   *[other] { $count } methods
}
list-expires = { $count ->
    [0] Expires today
    [one] Expires in { $count } day
   *[other] Expires in { $count } days
}
list-never = never
list-actions-of = Actions for { $name }
list-extend = Change expiry…
list-rotate = Replace token…
list-disable = Disable…
list-leaked = Report as leaked…
list-delete = Delete…
list-selected = Selected: #
list-selected-keys = Selected keys
list-set-ends = Set expiry…
list-set-rate = Set rate…
list-set-owner = Set contact…
list-preview = Preview
key-tab-overview = Overview
key-tab-permissions = Permissions
key-tab-try = Test a call
key-tab-changes = Changes made
key-tab-history = History
head-hint = The last four characters of the token
head-ends = Expires
head-rotate = Replace token
head-edit = Edit settings
head-template = Save as template
head-reveal = Show token again
head-addresses = Limit IP addresses
hits-none = No calls today.
hits-calls = { $count ->
    [one] This key is in use: { $count } call today.
   *[other] This key is in use: { $count } calls today.
}
hits-today = { $count ->
    [one] This key is in use: { $count } call today, from { $names }.
   *[other] This key is in use: { $count } calls today, from { $names }.
}
hits-contact = contact { $name }
hits-stores-all = { $count ->
    [one] all stores ({ $count } today)
   *[other] all stores ({ $count } today)
}
hits-from = From
hits-used-by = Used by
ask-disable = Disable “{ $name }”?
ask-delete = Delete “{ $name }”?
ask-leaked = Report “{ $name }” as leaked?
ask-finish = End the older tokens of “{ $name }”?
ask-disable-go = Disable key
ask-delete-go = Delete key
ask-leaked-go = Report as leaked
ask-finish-go = End older tokens
ask-disable-instead = Disable instead
ask-rotate-instead = Replace token instead
ask-refused = The next call is refused.
ask-enable-again = You can enable the key again at any time, with the same token.
ask-undo = You can restore the key with the same token until { $date } ({ $days } days).
ask-for-good = This cannot be undone: the key cannot be enabled or restored.
ask-new-key = Add a new key with the same permissions by “Duplicate”.
ask-finish-stops = Calls with an older token are refused from now on.
ask-finish-keeps = Calls with the current token go on.
overview-can = What it may do
overview-permissions = All permissions
overview-month = Calls in 30 days
overview-calls = { $admitted } allowed, { $refused } refused. Peak: { $most } on { $when }.
overview-refused = Show refused calls
overview-when = When
overview-no-call = No call yet.
overview-about = About
overview-edit = Edit
overview-created = Created
overview-expires = Expires
overview-never = never
overview-none = None
overview-review = Next review
overview-limits = Limits and hidden data
overview-limits-none = None. The key works from every address, at any time, at any rate.
stop-title = Stop this key
stop-stores = Stores:
stop-disable = Disable key
stop-disable-why = Calls are refused until you enable it again.
stop-leaked = Report as leaked
stop-leaked-why = Disabled at once and for good. A new key is needed.
stop-delete = Delete key
stop-delete-why = { $count ->
    [one] Calls are refused. You can restore the key for { $count } day.
   *[other] Calls are refused. You can restore the key for { $count } days.
}
sentence-everything = Call every method, including methods of later versions
sentence-block = { $block }: { $count } of { $total } methods ({ $reads } read, { $writes } write)
sentence-stores-all = { $count ->
    [one] In all stores, including stores added later ({ $count } today)
   *[other] In all stores, including stores added later ({ $count } today)
}
sentence-stores = { $count ->
    [one] In { $count } store: { $names }
   *[other] In { $count } stores: { $names }
}
sentence-nothing = It cannot call any method.
sentence-no-writes = It cannot change any data.
sentence-no-access = No access to: { $names }
history-all = All changes in the audit log
added-added = Key added.
added-rotated = Token replaced.
added-copy-now = Copy the key token now
added-once = It is shown only this once. If you lose it, replace the token; the key keeps its settings.
added-copy = Copy token
added-channel = Send it through a password manager or another safe channel, not by email or chat.
added-try = Try it
added-copy-command = Copy command
added-command-hint = The copied command contains the whole token.
added-next = Next steps
added-find = Find it in the list
added-place = Number { $place } of { $total } keys, sorted by name.
added-show = Show in list
added-follow = Follow the first calls
added-follow-why = See each call by method and address, and why a call was refused.
added-usage = Open usage
added-another = Add another key
added-open = Done, open the key
refused-hidden-in-name = The name holds a character that is invisible or changes the direction of text. Write the name without it.
panic-left = What stays on
panic-left-why = { $count ->
    [one] { $count } key of your own company goes on working. If it belongs to another company, say so in its settings first.
   *[other] { $count } keys of your own company go on working. If one of them belongs to another company, say so in its settings first.
}
panic-left-show = Show these keys
