# The form of a key, its review, conflicts with a change by another user, and refused calls.
starts-title = Start from a template
optional = (optional)
advanced = Advanced
whose-title = Who uses this key?
whose-ours = Our company
whose-ours-hint = Our own shops and programs
whose-theirs = Another company
whose-theirs-hint = Stopped by “Suspend third-party keys”
whose-company = Company
access-type = Access type
access-type-all = Access to all stores
access-type-all-hint = Including stores added later
access-type-some = Access to individual stores
access-type-some-hint = Only those you choose
stores-of = { $count } of { $total }
store-find = Find a store
methods-mode = Which methods
methods-mode-all = All methods, including methods added in future versions
methods-mode-some = Selected methods
methods-of = Methods of “{ $name }”
methods-of-total = of { $count } selected
methods-kinds = { $reads } read · { $writes } write
methods-read = read
methods-write = write
methods-find = Find a method
methods-find-hint = Find a method, for example statuses
methods-show = Show
methods-show-all = All
methods-show-chosen = Selected
methods-all-reads = Select all read-only
methods-clear = Clear
methods-hint = Click the title of a block to select or clear the whole block.
nothing-saved = Nothing was saved. What you entered is still here.
key-add = Add key
key-review-go = Review changes
summary-able = Will be able to: { $methods }. Stores: { $stores }.
summary-methods-all = call every method
summary-methods-none = do nothing yet; select a method
summary-methods = call { $count } methods ({ $reads } read, { $writes } write)
summary-stores-all = all, including those added later
summary-stores-none = none yet
summary-stores = { $count }
summary-none = None
summary-rows-none = All orders
summary-manage-none = Not allowed
summary-external-id = external ID: { $name }
summary-show-again = token can be shown again
summary-rate = { $count ->
    [one] 1 call per second
   *[other] { $count } calls per second
}
summary-addresses = { $count ->
    [one] 1 IP address or network
   *[other] { $count } IP addresses or networks
}
summary-days = { $count ->
    [one] last day
   *[other] last { $count } days
}
summary-starts = works from { $name }
summary-ends = expires { $name }
summary-hours = on certain days and hours
summary-header-only = token in header only
summary-review = next review { $name }
review-changes = Review changes
review-back = Edit settings
review-counts = methods added: { $added }, removed: { $removed }, unchanged: { $stay }.
review-settings = Settings changed: { $count }.
review-in-use = { $count ->
    [one] 1 method you are removing is in use
   *[other] { $count } methods you are removing are in use
}
review-called = { $count ->
    [one] was called once in 30 days,
   *[other] was called { $count } times in 30 days,
}
review-last = last { $name }. These calls would be refused.
review-keep = Keep this method
review-method = Method
review-setting = Setting
review-now = Now
review-after = After saving
review-calls = Calls, 30 days
review-last-call = Last call
review-removed = Removed ({ $count })
review-added = Added ({ $count })
review-allowed = Allowed
review-not-allowed = Not allowed
review-refused = { $count } refused
review-stay = { $count ->
    [one] 1 method stays
   *[other] { $count } methods stay
}
review-stay-calls = { $count ->
    [one] called once in 30 days
   *[other] called { $count } times in 30 days
}
review-never = not in 30 days
review-today = today
review-days-ago = { $count ->
    [one] yesterday
   *[other] { $count } days ago
}
review-rest = Everything else stays as it is.
review-effect = Takes effect with the next call. Recorded in the audit log.
review-return = Back to editing
review-save-changes = Save changes
conflict-title = Which values do you want to keep?
conflict-why = Another user changed this while your form was open. These fields are different. Nothing was saved yet.
conflict-field = Field
conflict-mine = Your version
conflict-theirs = Saved version
conflict-nothing = None
conflict-nothing-more = nothing more than the other version
conflict-nothing-saved = Nothing was saved yet.
conflict-drop = Discard my changes
conflict-go = Continue
kept-title = You are signed in again
kept-why = Your session had expired. What you entered was kept and is not saved yet.
kept-go = Back to the form
kept-sign-in = Your session has expired. Sign in and you get back to the form with what you entered.
refused-lead = { $count ->
    [one] 1 refused call, grouped by key and reason
   *[other] { $count } refused calls, grouped by key and reason
}
refusal-search = Request ID, method, IP address
refusal-reason = Reason
refusal-address = IP address
refusal-what = What was asked
refusal-calls = Calls
refusal-last = Last
refusal-fix = Fix
refusal-request = Request ID
refusal-period = Period
refusals-grouped = Grouped
refusals-every = Every call
refusals-clear = Clear filters
refusals-by-reason = By reason
refusals-by-group = Refused calls by key and reason
refusals-open = Show calls
refusals-open-of = Latest calls of { $name }
refusals-all-of = All these calls
refusals-newer = Newer
refusals-older = Older
partner = Partner
remedy-methods = { $count ->
    [one] Allow method…
   *[other] Allow { $count } methods…
}
remedy-stores = { $count ->
    [one] Add store…
   *[other] Add { $count } stores…
}
remedy-addresses = { $count ->
    [one] Add IP address…
   *[other] Add { $count } IP addresses…
}
remedy-time = Change hours…
remedy-transport = Change limits…
remedy-field = Change hidden data…
remedy-rate = Raise limit…
remedy-show = Show key
reason-short-wrong = Key disabled or expired
reason-short-retired = Token replaced
reason-short-transport = Token not in the header
reason-short-time = Outside its hours
reason-short-address = IP address not allowed
reason-short-address-trial = Unexpected IP address, allowed
reason-short-method = Method not allowed
reason-short-store = Store not allowed
reason-short-field = Hidden field
reason-short-rate = Too many calls
