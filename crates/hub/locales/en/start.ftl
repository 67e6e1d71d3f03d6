# The start page.
nav-start = Start
start-hello = Welcome, { $name }
start-steps-left = { $count ->
    [one] One step remains until the first order arrives. Steps are ticked off automatically.
   *[other] { $count } steps remain until the first order arrives. Steps are ticked off automatically.
}
start-list = Get started
start-progress = { $done } of { $total } done
start-done = Done
start-account = Set up the account
start-account-do = Choose the country, the currency and the time zone.
start-account-is = Country { $country }, currency { $currency }, time zone { $zone }.
start-change = Change
start-store = Add a store
start-store-do = A store is one shop or website that sends orders. Each key can be limited to some stores.
start-store-done = { $count ->
    [one] { $count } store:
   *[other] { $count } stores, for example
}
start-store-add = Add store
start-key = Add an API access key
start-key-do = A key lets one shop, program or partner call the API, and nothing beyond what you allow. Connecting a shop? The marketplace fills in the right methods.
start-key-done = The newest key is
start-key-add = Add key
start-marketplace = Open marketplace
start-call = See the first call
start-call-do = Connect the shop, or try the key at once with this command. It shows what the key may do.
start-call-done = The last one came { $when }.
start-your-token = YOUR_TOKEN
start-try = Try it in the browser
start-order = Receive the first order
start-order-do = It arrives from your shop as soon as a customer orders. Or send a test order from the API reference.
start-order-done = The newest is number { $number }, { $when }.
start-attention = Needs attention
start-attention-none = Nothing needs attention.
start-soon = Look soon
start-keys-expire = { $count ->
    [one] { $count } key expires within 7 days
   *[other] { $count } keys expire within 7 days
}
start-stores-silent = { $count ->
    [one] { $count } store fell silent
   *[other] { $count } stores fell silent
}
start-webhooks-fail = { $count ->
    [one] { $count } webhook fails or was stopped
   *[other] { $count } webhooks fail or were stopped
}
start-refused = { $count ->
    [one] { $count } call was refused in the last 24 hours
   *[other] { $count } calls were refused in the last 24 hours
}
start-keys-orphaned = { $count ->
    [one] { $count } key has a contact who can no longer sign in
   *[other] { $count } keys have a contact who can no longer sign in
}
start-keys-review = { $count ->
    [one] { $count } key is due for review
   *[other] { $count } keys are due for review
}
start-calls = Calls
start-last-call = Last call
start-calls-summary = Calls in the last { $days } days: { $answered } allowed, { $refused } refused
start-hide = Hide this list
start-hide-then = Calls and what needs attention stay.
start-show = Show the first steps again
calls-bar = { $answered } allowed, { $refused } refused or failed
calls-answered = Allowed
calls-not-answered = Refused or failed
calls-as-table = Show as table
calls-when = When
setup-next = This takes a minute. Your first store and key come next.
setup-region = Your region
setup-region-hint = Filled in from your browser. Decides how phone numbers, dates and sums are read.
setup-password-hint = At least 10 characters; a few words are easier to remember than symbols.
setup-once = This link works once.
place-choose = Choose…
password-weak = Too easy to guess.
password-fair = Fair.
password-good = Good.
password-strong = Strong.
