# Words about how keys are used.

key-last-used = Last used
key-use = Use
key-contact = Contact
key-may-call = May call
use-never = Never used
use-stale = { $count ->
    [one] Not used for { $count } day
   *[other] Not used for { $count } days
}
use-url = Token in the address of calls
usage-of = How { $name } is used
keys-export = Download as CSV

usage = Use
usage-last = Last call
usage-never = This key has not been used yet. When its first call comes, you see here when, from where and how.
usage-last-at = When
usage-last-method = Method
usage-last-address = From address
usage-last-agent = Client
usage-last-token = The token came
usage-no-agent = did not say its name
usage-calls = Calls
usage-window = Time
usage-window-hours = 48 hours
usage-window-month = 30 days
usage-window-quarter = 90 days
usage-window-year = 56 weeks
usage-chart-empty = There were no calls in this time.
usage-chart-told = Let in: { $admitted }. Refused: { $refused }. The highest bar stands for { $most }, from { $when }.
usage-since = Calls are counted since { $name }.
usage-admitted = Let in
usage-refused = Refused
usage-as-table = The same as a table
usage-when = From
usage-in-url = { $count } % of calls put the token in the address
usage-in-url-why = Addresses are kept by proxies, logs and browser histories. Ask whoever runs this client to send the token in the header X-API-KEY instead.
usage-by-method = By method
usage-method = Method
usage-outcomes = Besides plain answers
usage-mean = On average
usage-slowest = Slowest
usage-milliseconds = { $value } ms
usage-addresses = Addresses
usage-address = Address
usage-all-calls = Calls
usage-first-seen = First seen
usage-last-seen = Last seen
outcome-ok = answered
outcome-mistaken = mistake in the call
outcome-store = store out of reach
outcome-abandoned = given up by the client
outcome-failed = failed here
outcome-method = method not allowed
outcome-wrong = key was off or its time was over
outcome-retired = token that was replaced
outcome-transport = token not in a header
outcome-time = not at this time
outcome-address = not from this address
outcome-field = field out of reach
outcome-rate = too many calls
transport-header = in the header X-API-KEY
transport-bearer = in the header Authorization
transport-query = in the address of the call
transport-body = in the body of the call
usage-off-since = This key was switched off on { $name }, because nobody had used it. Enable it and it works again as before.

advice = Advice
advice-of = What { $name } could do without
advice-window = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
advice-rests-on = Evidence
advice-evidence = Days observed: { $days }. Days with calls: { $active }. Calls that were let in: { $calls }.
advice-month-end = The turn of a month was among them, with the jobs that run then.
advice-no-month-end = No turn of a month was among them: jobs that run then may be missing. Wait for it, or put the change on trial first.
strength-nothing = none
strength-weak = weak
strength-fair = fair
strength-strong = strong
advice-methods = Methods
advice-proposal = { $count ->
    [one] Everything this key did in this time needs { $count } method. The others could be taken away.
   *[other] Everything this key did in this time needs { $count } methods. The others could be taken away.
}
advice-never = The key was not let in during this time, so there is nothing to learn from. If nobody needs it, disable it.
advice-nothing = Every method this key may call was used in this time. There is nothing to take away.
advice-used = { $count ->
    [one] { $count } method was used
   *[other] { $count } methods were used
}
advice-unused = { $count ->
    [one] { $count } method was not used
   *[other] { $count } methods were not used
}
advice-apply = Take the others away…
advice-followed = Followed on { $name }
advice-followed-text = For 30 days you can give back what was taken, with one click.
advice-revert = Give it back
advice-stores = Stores that calls named
advice-store-never = never named
advice-stores-hint = Calls that named no store: { $count }. Such calls, and calls by internal ids, concern every store of the key; so no store is proposed to be taken away.
advice-addresses = { $count ->
    [one] Used from { $count } address
   *[other] Used from { $count } addresses
}
trial-begin = Put it on trial
trial-hint = A trial refuses nothing. It counts what the change would have refused, until you make it real or drop it.
trial-since = On trial since { $name }
trial-text = { $count ->
    [one] { $count } method would be left. Nothing is refused meanwhile.
   *[other] { $count } methods would be left. Nothing is refused meanwhile.
}
trial-nothing = It would have refused nothing so far.
trial-would-refuse = It would have refused these calls
trial-real = Make it real…
trial-drop = Drop the trial
done-trial-begun = The trial has begun. Nothing is refused by it.
done-trial-dropped = The trial is over; the key is as it was.
done-advice-applied = The key may do less from now on. For 30 days you can give it back here.
done-advice-reverted = The key may do again what was taken from it.

unused = Unused keys
unused-title = Keys that nobody uses
unused-lead = A key nobody uses is a door nobody watches. Have yourself told of it, and have it switched off after a while: whoever misses it can have it enabled again as it was.
unused-notice = Tell after days without use
unused-notice-hint = 0: never. Keys that were never used count from the day they were made.
unused-disable = Switch off after further days
unused-disable-hint = 0: never, only tell.
unused-next = What happens next
unused-next-nothing = Nothing: every key that is on is in use, or has been told of.
unused-next-told = Within the hour you are told of
unused-next-off = Within the hour are switched off
unused-list = { $count ->
    [one] Keys not used for { $count } day
   *[other] Keys not used for { $count } days
}
refused-notice = Write a number of days from 0 to 3650.
refused-disable = Write a number of days from 0 to 3650.
done-unused-saved = The rule is saved. It is applied every hour.
