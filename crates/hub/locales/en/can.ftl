# Words about what a key can do, and who can do something.

can = Permissions
can-of = Permissions of { $name }
can-state-works = Works now.
can-state-off = Disabled. Nothing below applies until you enable it.
can-state-expired = Expired. Nothing below applies until you extend it.
can-state-not-yet = Not valid yet. Nothing below applies until its start date.
can-state-resting = Outside its working hours.
can-state-unreadable = The limits cannot be read, so all calls are refused. Open the key's form and save them again.
can-stores = { $count ->
    [one] Access to { $count } store.
   *[other] Access to { $count } stores.
}
can-stores-all = { $count ->
    [one] Access to all stores ({ $count } now), including stores added later.
   *[other] Access to all stores ({ $count } now), including stores added later.
}
can-methods = Allowed methods: { $count } of { $total }. Read-only: { $reads }. Make changes: { $writes }.
can-picture = Permissions by block and store
can-block = Block
can-account = Whole account
can-out-of-reach = No access
can-more-stores = { $count ->
    [one] and { $count } more store
   *[other] and { $count } more stores
}
can-sight = Customer data and prices
can-every-method = All methods
can-writes = makes changes
can-compare = Compare with another key
can-compare-none = There is no other key.
can-compare-with = The other key
can-compare-go = Compare
can-same = The same permissions as “{ $name }”.
can-part = Difference
can-only = Only { $name }
level-none = None
level-all = All
level-some = Some
level-reads = Some, read-only
part-stores = Stores
part-methods = Methods
part-masks = Hidden data
part-rows = Order filter
part-rows-none = All orders of its stores.
part-limits = Limits
part-limits-none = No limits.
part-dates = Dates and hours
part-dates-none = Always, no expiry date.
fact-future-stores = Stores added later
fact-future-methods = Methods added in future versions
fact-days = { $count ->
    [one] Only orders created in the last { $count } day
   *[other] Only orders created in the last { $count } days
}
fact-rate = { $count ->
    [one] { $count } call per second
   *[other] { $count } calls per second
}
fact-burst = { $count ->
    [one] { $count } call at once
   *[other] { $count } calls at once
}
fact-refuse-at-once = Calls above the limit are refused at once
fact-modern-status = Calls above the limit are answered with status 429
fact-address = From { $name }
fact-report-only = From other IP addresses too, but these calls are reported
fact-header-only = Token in a header only
fact-suspend = Disabled if a replaced token is used
fact-begins = From { $name }
fact-ends = Until { $name }
sight-whole = shown
sight-never = not reachable
who = Who can…?
who-any-method = Any method
who-sees-label = Sees unmasked
who-any-class = Any data
who-ask = Find keys
who-why = Select a method or a kind of data, and a store. The result lists all keys with this permission, including disabled keys.
who-nobody = No key has this permission.
who-calls = May call { $name }
who-sees = Sees unmasked: { $name }
who-in = In { $name }
