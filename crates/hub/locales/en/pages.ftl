# Words of the pages in English. A text is named after where it stands.

language-name = English
skip = Skip to the content
nav = Sections
nav-stores = Stores
nav-integration = Integration
nav-keys = API access keys
role-administrator = Administrator
role-manager = Manager
role-read-only = Read only
sign-out = Sign out
to-first-page = Go to the first page

not-found-title = There is no such page
not-found-text = The address may have a slip in it, or what was here is gone. The API is under /api.
forbidden-title = Your role does not allow this
forbidden-text = Ask an administrator to do it, or to give you another role.
foreign-form-title = This form came from another site
foreign-form-text = Nothing was changed. Open the page here and send the form again.
failed-title = Something went wrong here
failed-text = Nothing was changed. Try again in a moment; if it happens again, the log of the server says why.
unavailable-title = Not available right now
unavailable-text = The database does not answer at the moment. Try again shortly; if you were changing something, check first whether it was saved.
busy-title = Too much is being read at the moment
busy-text = The server is busy with other lists and reports, or this one took too long and was stopped. Try again shortly, or ask for less: a narrower filter or a shorter period.
refused-title = That cannot be done

welcome-title = Latchkey is running
welcome-api = Stores connect to the API under /api with an access key.
welcome-link = Nobody can sign in yet. The first administrator is made by a set-up link, which only the console shows: Latchkey prints it when it starts, and this command prints it again on the machine that Latchkey runs on:

setup-title = Set up Latchkey
setup-lead = You become the first administrator. Stores and API access keys come next.
setup-go = Begin
setup-over-title = This set-up link does not work
setup-over-text = It works once, and each start of an empty Latchkey prints a new one. If you have an account already, sign in.

sign-in-title = Sign in
sign-in-go = Sign in
sign-in-wrong = E-mail and password do not fit.
sign-in-wait = { $count ->
    [one] Too many attempts. Try again in { $count } minute.
   *[other] Too many attempts. Try again in { $count } minutes.
}
email = E-mail
your-name = Your name
password = Password
password-hint = At least 10 characters.
language = Language

done-setup = You are signed in. Add your first store.
done-signed-out = You are signed out.

account-title = Your account
account-password = Another password
account-password-why = Every session of yours ends by it, but this one.
password-old = Password so far
password-new = New password
account-password-go = Change the password
done-password = The password is changed.
refused-old = This is not the password.
refused-email = Write a complete e-mail address that nobody here has yet.
refused-name = Write a name of 1 to 255 characters.
refused-password = The password needs at least 10 characters, 1000 at most.
refused-url = Write the whole address, such as https://shop.example.com.
refused-code = The code may have letters A to Z, digits, "_", "-" and "."; it must not be taken yet, and it cannot be "all".
refused-currency = Write an ISO 4217 code of three letters, such as EUR.
refused-countryIso = Write an ISO 3166 code of two letters, such as ES.
refused-ordering = Write a whole number.
refused-description = The description may have 2000 characters at most.
refused-token = Write 32 to 100 characters A to Z, 0 to 9, "_" and "-", at least 12 of them different; no other key may have had it. What begins with lky_ must be a whole token of Latchkey.
refused-token-in-text = There is a token in this text, and everyone who reads the text could use it. Take it out, or write its last four characters instead.
refused-sites = Choose at least one store, or access to all stores.
refused-methods = Allow at least one method.

add = Add
apply = Apply
reset = Reset
save = Save
cancel = Cancel
copy = Copy
copied = Copied
any = Any
activity = Activity
state = State
store = Store
doing = Actions
pages = Pages
page-previous = Previous
page-next = Next
nothing-fits = Nothing fits.
form-faults = Nothing was saved: some fields need another look.
and-more = and { $count } more

stores-none = There are no stores yet
stores-none-next = A store is a site, a landing page or a whole shop. Orders and customers belong to stores, and keys open them.
stores-first = Add a store
store-new = New store
store-name = Name
store-name-or-code = Name or code
store-address = Address
store-order = Place in lists
store-order-hint = Lower numbers come first. Empty: after all others.
store-code = Code
store-code-hint = Programs name the store by it. Empty: it is made from the address.
store-code-fixed = The code never changes: programs rely on it.
store-currency = Currency
store-country = Country
store-description = Description
store-in-use = The store is in use
store-active = In use
store-inactive = Not in use
store-keys = Reached by
store-reached = Keys that reach this store
store-unreached = No key reaches this store yet.
store-keys-all = { $count ->
    [one] Show { $count } key in the list
   *[other] Show { $count } keys in the list
}
done-store-added = The store is added. Keys for all stores reach it already.
done-store-saved = The store is saved.

keys-count = { $count ->
    [one] { $count } key
   *[other] { $count } keys
}
methods-count = { $count ->
    [one] { $count } method
   *[other] { $count } methods
}
keys-none = There are no keys yet
keys-none-stores = A key opens stores: add a store first.
keys-none-next = A key lets a shop, a landing page or a partner call the API, and nothing beyond what you allow.
keys-first = Add a key
key-new = New API key
key-search = Name or token
key-name = Name
key-comment = Comment
key-token = Token
key-token-hint = Copy it now: after saving, nobody can see it again. To keep a token that a client has already, paste it here (32 to 100 characters).
key-stores = Stores
key-methods = Methods
key-made = Sort by age
key-on = On
key-off = Off
key-make = Add the key
key-review = Save
key-allowed = Allowed API methods
key-copy = { $name } (copy)
access = Access
access-all = All stores
access-individual = Individual stores
access-all-long = Access to all stores, also those added later
access-individual-long = Access to individual stores, chosen below
stores-every = every store
methods-all = All
methods-all-long = Everything, also methods that later versions add
methods-chosen = Allowed:
method-search = Search the methods
only-reads = Only reads
none-at-all = None
block-whole = all of this block
block-out = none of this block
templates = Start from
template-cpa = CPA network
template-landing = Landing page
template-cms = Shop module (CMS)
template-reports = Read-only reports

key-disable = Disable
key-disable-of = Disable { $name }
key-disable-ask = Disable the key { $name }?
key-disable-why = The very next call with it is refused. You can enable it again at any time.
key-enable = Enable
key-enable-of = Enable { $name }
key-duplicate = Duplicate
key-duplicate-of = Duplicate { $name }
key-delete = Delete
key-delete-of = Delete { $name }
key-delete-ask = Delete the key { $name }?
key-delete-why = The very next call with it is refused, and it can never be used again. To stop it for a while, disable it instead.
done-key-added = The key is added and works at once.
done-key-saved = The key is saved; its next call is judged by it.
done-key-unchanged = Nothing was different, so nothing was saved.
done-key-disabled = The key is disabled: calls with it are refused.
done-key-enabled = The key is enabled: calls with it are let in.
done-key-deleted = The key is deleted.

review-title = What changes
review-hint = It holds from the next call on.
review-save = Save the changes
review-again = Back to the form
change-name = The name becomes “{ $name }”.
change-comment = The comment becomes “{ $name }”.
change-comment-gone = The comment is removed.
change-access-all = Access to all stores, also those added later.
change-access-individual = No longer all stores, only individual ones.
change-store-more = Added store: { $name }
change-store-less = Removed store: { $name }
change-methods-all = Everything is allowed, also methods that later versions add.
change-methods-individual = No longer everything, only the methods that are ticked.
change-method-more = Added — { $name }
change-method-less = Removed — { $name }

block-api = Account and key
block-costs = Expenses
block-custom-fields = Custom fields
block-customer-interaction = Favourites and carts
block-customers = Customers
block-customers-corporate = Corporate customers
block-delivery = Delivery
block-features = Features
block-files = Files
block-integration-modules = Integration modules
block-legacy-settings = Settings of modules (older versions)
block-loyalty = Loyalty programme
block-notifications = Notifications
block-orders = Orders
block-orders-packs = Packing of orders
block-payment = Payment modules
block-payments = Payments
block-reference = Reference data
block-segments = Segments
block-settings = Settings
block-statistic = Statistics
block-store = Goods and warehouses
block-tasks = Tasks
block-telephony = Telephony
block-users = Users
block-verification = Verification
block-web-analytics = Web analytics
