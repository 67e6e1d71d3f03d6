# Words about how keys are used.

key-last-used = Last used
key-use = Usage
key-contact = Contact
key-may-call = May call
use-never = Never used
use-stale = { $count ->
    [one] Unused for { $count } day
   *[other] Unused for { $count } days
}
use-url = Token sent in the URL
keys-export = Download CSV

usage = Usage
usage-last = Last call
usage-never = No calls yet. After the first call you see here when it was made, from which IP address and by which client.
usage-last-at = Time
usage-last-method = Method
usage-last-address = IP address
usage-last-agent = Client
usage-last-token = Token sent
usage-no-agent = not specified
usage-calls = Calls
usage-window = Period
usage-window-hours = 48 hours
usage-window-month = 30 days
usage-window-quarter = 90 days
usage-window-year = 56 weeks
usage-chart-empty = No calls in this period.
usage-chart-told = Allowed: { $admitted }. Refused: { $refused }. Peak: { $most } calls from { $when }.
usage-since = Calls are counted since { $name }.
usage-admitted = Allowed
usage-refused = Refused
usage-as-table = Show as table
usage-when = From
usage-in-url = { $count }% of calls send the token in the URL
usage-in-url-why = URLs are stored in proxies, logs and browser histories. Ask the operator of this client to send the token in the X-API-KEY header instead.
usage-by-method = By method
usage-method = Method
usage-outcomes = Errors
usage-mean = Average
usage-slowest = Slowest
usage-milliseconds = { $value } ms
usage-addresses = IP addresses
usage-address = IP address
usage-all-calls = Calls
usage-first-seen = First call
usage-last-seen = Last call
outcome-ok = OK
outcome-mistaken = error in the call
outcome-store = store not allowed
outcome-abandoned = cancelled by the client
outcome-failed = server error
outcome-method = method not allowed
outcome-wrong = key disabled or expired
outcome-retired = replaced token
outcome-transport = token not in a header
outcome-time = outside working hours
outcome-address = IP address not allowed
outcome-field = field not allowed
outcome-rate = too many calls
transport-header = in the X-API-KEY header
transport-bearer = in the Authorization header
transport-query = in the URL
transport-body = in the body
usage-off-since = Disabled on { $name } because it was unused. You can enable it again.

advice = Advice
advice-of = Unused permissions of { $name }
advice-window = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
advice-rests-on = Evidence
advice-evidence = Days observed: { $days }. Days with calls: { $active }. Allowed calls: { $calls }.
advice-month-end = This period includes a month end and its scheduled jobs.
advice-no-month-end = No month end in this period: jobs that run then may be missing. Wait for it, or try the change without enforcing it first.
strength-nothing = none
strength-weak = weak
strength-fair = moderate
strength-strong = strong
advice-methods = Methods
advice-proposal = { $count ->
    [one] In this period the key used { $count } method. You can remove the others.
   *[other] In this period the key used { $count } methods. You can remove the others.
}
advice-never = The key had no allowed calls in this period, so there is no advice. If it is not needed, disable it.
advice-nothing = All allowed methods were used in this period. There is nothing to remove.
advice-used = { $count ->
    [one] { $count } used method
   *[other] { $count } used methods
}
advice-unused = { $count ->
    [one] { $count } unused method
   *[other] { $count } unused methods
}
advice-apply = Remove unused methods…
advice-followed = Applied on { $name }
advice-followed-text = You can undo this within 30 days.
advice-revert = Undo
advice-stores = Stores named in calls
advice-store-never = never
advice-stores-hint = Calls without a store: { $count }. These calls, and calls by internal ID, apply to all stores of the key, so there is no advice to remove stores.
advice-addresses = { $count ->
    [one] Used from { $count } IP address
   *[other] Used from { $count } IP addresses
}
trial-begin = Try without enforcing
trial-hint = Nothing is refused yet. Latchkey counts the calls that would have been refused until you apply or discard the change.
trial-since = Trying since { $name }
trial-text = { $count ->
    [one] { $count } method would remain. Nothing is refused yet.
   *[other] { $count } methods would remain. Nothing is refused yet.
}
trial-nothing = No calls would have been refused so far.
trial-would-refuse = Calls that would have been refused
trial-real = Apply…
trial-drop = Discard
done-trial-begun = Trial started. Nothing is refused.
done-trial-dropped = Trial ended. The key is unchanged.
done-advice-applied = Unused methods removed. You can undo this within 30 days.
done-advice-reverted = Methods restored.

unused = Unused keys
unused-title = Unused keys
unused-lead = Get notified about unused keys and disable them automatically. A disabled key can be enabled again.
unused-notice = Notify after (days without calls)
unused-notice-hint = 0 = never. For keys that were never used, days count from the date they were added.
unused-disable = Disable after (further days)
unused-disable-hint = 0 = never
unused-next = Next
unused-next-nothing = Nothing: every enabled key is in use or you have already been notified about it.
unused-next-told = You will be notified within an hour about
unused-next-off = Will be disabled within an hour
unused-list = { $count ->
    [one] Keys unused for { $count } day
   *[other] Keys unused for { $count } days
}
refused-notice = Enter a whole number from 0 to 3,650.
refused-disable = Enter a whole number from 0 to 3,650.
done-unused-saved = Saved. The rule is applied every hour.
