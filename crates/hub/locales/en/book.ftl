# Words about the reference book.

nav-reference = API reference
book-title = Reference book of the API methods
book-intro = Every method of the API: what it does, what it is sent, what it answers and how it goes wrong.
book-key = Every call carries an access key: in the header X-API-KEY, or as the parameter apiKey of the query or the form.
book-form = Calls by GET have their parameters in the query. Calls by POST have them in the body: as a form, in which objects and lists are JSON text, or as one JSON object.
book-envelope = An answer is JSON with success: true and the fields below it; a refusal has success: false, errorMsg and, where fields are to blame, errors with the path of each. Times are in the time zone of the account.
book-openapi = Orders and customers of every store, and the dictionaries of the account. Objects and lists in forms are JSON text. Times are in the time zone of the account.
book-refused = Refused: errorMsg says why, errors name the fields.
book-success = Success
book-method = Method
book-what = What it does
book-addresses = Addresses
book-scope = Scope
book-scope-none = none
book-stores = Stores
book-parameters = Parameters
book-no-parameters = None.
book-name = Name
book-place = Where
book-kind = Kind
book-meaning = Meaning
book-required = Required
book-answer = Answer, status { $count }
book-answer-empty = Nothing more than success: true.
book-errors = Errors
book-status = Status
book-example = Example
book-example-token = Put a token in the place of YOUR_TOKEN.
book-read-only = Only answered
book-shapes = Entities and their parts
book-shapes-intro = What parameters and answers consist of. Every field of an entity that is sent may be left out: what is absent stays as it is, null removes it.
book-try = Try it in the browser
book-try-hint = Calls go to this very hub and do what they say. Choose a key with “Authorize” first.
book-try-scripts = This page needs scripts. The articles of the reference book do not.
book-try-absent = The page to try methods out is not in this build
book-try-absent-text = Swagger UI comes from npm when Latchkey is built. Install Node.js with npm, run “cargo clean -p latchkey-assets” and build again. Everything else works without it.
book-download = OpenAPI document
book-about = In the reference book
place-path = address
place-query = query
place-form = body
kind-text = text
kind-text-most = { $count ->
    [one] text, at most { $count } character
   *[other] text, at most { $count } characters
}
kind-moment = date and time, YYYY-MM-DD hh:mm:ss
kind-day = date, YYYY-MM-DD
kind-clock = time of day, hh:mm
kind-whole = whole number
kind-number = number
kind-flag = yes or no
kind-one-of = one of: { $name }
kind-list = list
kind-list-most = { $count ->
    [one] list, { $count } at most
   *[other] list, { $count } at most
}
kind-by-code = object by code
kind-any = any JSON
stores-rule-account = It concerns the account as a whole; no store is named.
stores-rule-within = It reaches the stores of the key; rows of other stores are as good as absent.
stores-rule-external = A key with several stores names one in “site” when a row is named by its external id.
stores-rule-required = A key with several stores names one in “site”; a key with one store need not.
why-missing-key = No key came with the call.
why-wrong-key = The key is unknown or switched off, or two different keys came at once.
why-denied = The key does not grant this method, or not this store.
why-rate = The key made more calls than it may in a time; the header Retry-After says when to go on. Keys set to modern statuses are answered 429, others 503.
why-missing = This parameter is required.
why-missing-site = The key reaches several stores, and none is named.
why-by = The parameter has another value.
why-input = A parameter cannot be read, or is out of range; errors names it.
why-entity = A field cannot be read or stored; errors names its path.
why-order = A code that does not exist, or a rule of orders; errors names the field.
why-not-found = There is no such row, or none that the key may see.
why-partly = What was good is kept; errors names what was refused, by its place in the list.

known-title = How to recognise a Latchkey token
known-intro = An API access key is a token of 32 characters: lky_ (or lkt_ for keys to test with), 22 random ones, and 6 that check the rest.
known-pattern = Pattern
known-check = Checksum
known-check-rule = CRC-32 (IEEE) over the first 26 characters, written as 6 digits of base 62 (0–9, A–Z, a–z), most significant first. What fits the pattern and not the checksum is no token.
known-sample = Sample, no key’s
known-marked = In files (RFC 8959)
known-files = For scanners
known-files-why = The first two are rules for gitleaks and trufflehog. Calls may carry a token with or without “secret-token:” before it.
known-found = Found one?
known-found-text = Tell whoever runs this hub. An administrator disables the key under Integration → API access keys, and its very next call is refused.

calls-link = From a list of calls
calls-title = The smallest key for a list of calls
calls-text = Calls
calls-text-hint = One call a line, as in a log or a documentation; or a whole OpenAPI document, Postman collection or HAR recording. Tokens in it are not kept.
calls-file = Or a file
calls-file-hint = HAR, JSON, YAML or text, up to 32 MB.
calls-find = Find the methods
calls-nothing = No call was recognised. Write addresses such as GET /api/v5/orders, one a line.
calls-needed = { $count ->
    [one] { $count } method is needed
   *[other] { $count } methods are needed
}
calls-make = Make a key with these
calls-unresolved = No method answers these
calls-no-method = there is no such method
calls-other-verb = the method there has another verb
