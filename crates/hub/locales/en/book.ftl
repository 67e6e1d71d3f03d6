# Words about the reference book.

nav-reference = API reference
book-title = API reference
book-intro = Every method of the API: what it does, its parameters, its response and possible errors.
book-key = Send an access key with every call: in the X-API-KEY header, or as the apiKey parameter of the query or the form.
book-form = GET calls have their parameters in the query. POST calls have them in the body: as a form, in which objects and lists are JSON text, or as one JSON object.
book-envelope = A response is JSON with success: true and the fields below. An error has success: false, errorMsg and, for invalid fields, errors with the path of each field. Times are in the account's time zone.
book-openapi = Orders and customers of all stores, and the account's reference data. Objects and lists in forms are JSON text. Times are in the account's time zone.
book-refused = Error: errorMsg gives the reason, errors names the fields.
book-success = Success
book-method = Method
book-what = What it does
book-addresses = URLs
book-scope = Scope
book-scope-none = none
book-stores = Stores
book-parameters = Parameters
book-no-parameters = None.
book-name = Name
book-place = In
book-kind = Type
book-meaning = Description
book-required = Required
book-answer = Response { $count }
book-answer-empty = Only success: true.
book-errors = Errors
book-status = Status
book-example = Example
book-example-token = Replace YOUR_TOKEN with your token.
book-read-only = Only in responses
book-shapes = Objects
book-shapes-intro = The objects that parameters and responses consist of. Every field of an object you send is optional: an absent field stays as it is, null clears it.
book-try = Try it in the browser
book-try-hint = Calls go to this server and take effect. First enter a key with “Authorize”.
book-try-scripts = This page needs JavaScript. The reference works without it.
book-try-absent = This build has no page for trying methods
book-try-absent-text = Swagger UI comes from npm when Latchkey is built. Install Node.js with npm, run “cargo clean -p latchkey-assets” and build again. Everything else works without it.
book-download = OpenAPI document
book-about = API reference
place-path = path
place-query = query
place-form = body
kind-text = string
kind-text-most = { $count ->
    [one] string, at most { $count } character
   *[other] string, at most { $count } characters
}
kind-moment = date and time, YYYY-MM-DD hh:mm:ss
kind-day = date, YYYY-MM-DD
kind-clock = time, hh:mm
kind-whole = integer
kind-number = number
kind-flag = boolean
kind-one-of = one of: { $name }
kind-list = list
kind-list-most = { $count ->
    [one] list, at most { $count } item
   *[other] list, at most { $count } items
}
kind-by-code = object by code
kind-any = any JSON
stores-rule-account = Applies to the whole account; no store is named.
stores-rule-within = Applies to the stores of the key. Data of other stores is treated as missing.
stores-rule-external = If the key has several stores, name one in “site” when you use an external ID.
stores-rule-required = If the key has several stores, name one in “site”. With one store, “site” is optional.
why-missing-key = The call has no key.
why-wrong-key = The key is unknown or disabled, or the call has two different keys.
why-denied = The key does not allow this method or this store.
why-rate = The key exceeded its limit; the Retry-After header says when to continue. Status 429 if the key is set to it, otherwise 503.
why-missing = This parameter is required.
why-missing-site = The key has several stores, and the call names none.
why-by = Invalid value of this parameter.
why-input = A parameter is invalid or out of range; errors names it.
why-entity = A field is invalid or cannot be stored; errors gives its path.
why-order = A code does not exist, or a rule for orders is violated; errors names the field.
why-not-found = There is no such object, or the key has no access to it.
why-partly = Valid items are saved; errors names the refused ones by their index in the list.

known-title = How to recognise a Latchkey token
known-intro = An API access key has a token of 32 characters: lky_ (lkt_ for test keys), 22 random characters and a checksum of 6.
known-pattern = Pattern
known-check = Checksum
known-check-rule = CRC-32 (IEEE) of the first 26 characters, written as 6 base-62 digits (0–9, A–Z, a–z), most significant first. A string that matches the pattern but not the checksum is not a token.
known-sample = Example (not a real key)
known-marked = In files (RFC 8959)
known-files = For scanners
known-files-why = The first two are rules for gitleaks and trufflehog. In a call, the prefix “secret-token:” is optional.
known-found = Found a token?
known-found-text = Notify the operator of this server. An administrator can disable the key under Integration → API access keys; its calls are then refused at once.

calls-link = From a list of calls
calls-title = Find the permissions for a list of calls
calls-text = Calls
calls-text-hint = One call per line, as in a log or documentation; or a complete OpenAPI document, Postman collection or HAR file. Tokens in it are not stored.
calls-file = Or upload a file
calls-file-hint = HAR, JSON, YAML or text, up to 32 MB.
calls-find = Find methods
calls-nothing = No calls were recognised. Enter one per line, such as GET /api/v5/orders.
calls-needed = { $count ->
    [one] { $count } method needed
   *[other] { $count } methods needed
}
calls-make = Add key with these methods
calls-unresolved = Not recognised
calls-no-method = no such method
calls-other-verb = this path has another HTTP method
