# A store's page and the list of stores.
store-overview = Overview
store-settings = Settings
store-tabs = This store
store-edit = Edit settings
store-state-alive = Connected
store-state-silent = Silent
store-state-quiet = Quiet
store-state-new = No calls yet
store-state-off = Disabled
store-silent-title = This store fell silent
store-silent-rule = A store is silent when it has had neither calls nor orders for 3 days, but had some on at least 5 of the 14 days before. Check the module, its key and the shop itself.
store-last-order = Last order
store-order-number = No. { $name }
store-last-call = Last call
store-by-key = by
store-calls-day = Calls in 24 h
store-errors-day = Errors in 24 h
store-errors-are = { $failed } failed · { $refused } refused
store-show = Show
store-period = Period
store-period-day = 24 hours
store-period-week = 7 days
store-period-month = 30 days
store-calls-summary = Calls in { $period }: { $answered } allowed, { $refused } refused or failed
store-no-calls = No calls in this time. Calls count here if they name this store, or if their key has no other.
store-keys-here = Keys with access to this store
store-keys-none = No key has access to this store yet.
store-key = Key
store-key-expires = Expires { $when }
store-connect = How to connect
store-connect-set = URL, key and steps to connect a shop or a landing page
store-connect-key = Add a key for this store
store-connect-key-text = The marketplace fills in the methods a known shop needs. For a landing page or your own program, choose them yourself.
store-connect-enter = Enter the URL and the token in the shop
store-connect-enter-text = The shop calls this URL:
store-connect-see = See the first call here
store-connect-see-text = The store becomes “Connected” with its first call, usually within a minute.
store-tab-keys = Keys
connected-on = Connected
connected-new = No calls yet
connected-quiet = { $count ->
    [one] No calls for { $count } day
   *[other] No calls for { $count } days
}
connected-without-calls = { $count } without calls
connected-stopped = { $count } stopped
connected-none-title = Nothing is connected yet
connected-none-text = Open a card below, add its key and enter it in the module. The module appears here with its first call.
connected-all-stores = All stores
connected-stores = { $count ->
    [one] { $count } store
   *[other] { $count } stores
}
module-actions-of = Actions for { $name }
card-connect = Connect
card-missing = See what is missing
card-cannot = Cannot connect yet.
card-partly = Some functions do not work yet.
card-key = Add the key
card-enter = Enter the token
card-save = Save there
card-save-text = It appears under “Connected” with its first call, usually within a minute.
card-works = What works, and what not yet
