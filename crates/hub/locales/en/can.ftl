# Words about what a key can do, and who can do something.

can = What it can do
can-of = What { $name } can do
can-state-works = It works now.
can-state-off = It is switched off: nothing below holds until somebody switches it on.
can-state-expired = It has expired: nothing below holds until its end is moved.
can-state-not-yet = Its time has not come yet.
can-state-resting = It works at other hours, not now.
can-state-unreadable = Its limits cannot be read, so it lets nobody in: save them anew in its form.
can-stores = { $count ->
    [one] It reaches { $count } store.
   *[other] It reaches { $count } stores.
}
can-stores-all = { $count ->
    [one] It reaches every store: { $count } today, and those that are added later.
   *[other] It reaches every store: { $count } today, and those that are added later.
}
can-methods = Methods it may call: { $count } of { $total }. Only read: { $reads }. Change something: { $writes }.
can-picture = Blocks of methods, store by store
can-block = Block
can-account = whole account
can-out-of-reach = out of reach
can-more-stores = { $count ->
    [one] and { $count } more store
   *[other] and { $count } more stores
}
can-sight = What it sees of people and money
can-every-method = Every method
can-writes = changes something
can-compare = Beside another key
can-compare-none = There is no other key.
can-compare-with = The other key
can-compare-go = Compare
can-same = It can do exactly what “{ $name }” can.
can-part = What differs
can-only = Only { $name }
level-none = nothing
level-all = everything
level-some = a part
level-reads = a part, only reading
part-stores = Stores
part-methods = Methods
part-masks = What it does not see
part-rows = Orders it sees
part-rows-none = Every order of its stores.
part-limits = Limits
part-limits-none = None: from everywhere, as often as it likes.
part-dates = Dates and hours
part-dates-none = Always, without an end.
fact-future-stores = Also stores that are added later
fact-future-methods = Also methods that later versions add
fact-days = { $count ->
    [one] Only orders made in the last { $count } day
   *[other] Only orders made in the last { $count } days
}
fact-rate = { $count ->
    [one] { $count } call a second
   *[other] { $count } calls a second
}
fact-burst = { $count ->
    [one] { $count } call at once
   *[other] { $count } calls at once
}
fact-refuse-at-once = Calls above the rate are refused at once
fact-modern-status = Too many calls are answered with status 429
fact-address = From { $name }
fact-report-only = From elsewhere too, but that is noted
fact-header-only = With its token in a header only
fact-suspend = Switched off when a token that was replaced is used
fact-begins = From { $name } on
fact-ends = Until { $name }
sight-whole = as they are
sight-never = never: no method it may call answers any
who = Who can…?
who-any-method = any method
who-sees-label = Sees, unmasked
who-any-class = nothing in particular
who-ask = Ask
who-why = Choose a method, or what is seen, and a store: you get the keys that can, also those that are off and could be switched on again.
who-nobody = No key can.
who-calls = May call { $name }
who-sees = Sees unmasked: { $name }
who-in = In { $name }
