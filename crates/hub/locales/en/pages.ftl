# Words of the pages in English. A text is named after where it stands.

language-name = English
skip = Skip to main content
nav = Main menu
nav-stores = Stores
nav-integration = Integration
nav-keys = API access keys
role-administrator = Administrator
role-manager = Manager
role-read-only = Read-only
sign-out = Sign out
to-first-page = Go to the start page

not-found-title = Page not found
not-found-text = Check the URL; the page may have been removed. The API is under /api.
forbidden-title = You don't have permission
forbidden-text = Ask an administrator to do this for you or to change your role.
foreign-form-title = This form was sent from another site
foreign-form-text = Nothing was changed. Open the page here and submit the form again.
failed-title = Something went wrong
failed-text = Nothing was changed. Try again in a moment. If the error persists, see the server log.
unavailable-title = Temporarily unavailable
unavailable-text = The database is not responding. Try again shortly. If you were saving something, check first whether it was saved.
busy-title = The server is busy
busy-text = Too many large lists and reports are being read, or this one took too long and was stopped. Try again shortly, or narrow the filter or the period.
refused-title = This action isn't possible

welcome-title = Latchkey is running
welcome-api = To connect a store, call the API under /api with an access key.
welcome-link = There are no users yet. Create the first administrator with the set-up link. Latchkey prints it to the console when it starts; to print it again, run this command on the same machine:

setup-title = Set up Latchkey
setup-go = Create account
setup-over-title = This set-up link is not valid
setup-over-text = A set-up link works once. While there are no users, Latchkey prints a new one each time it starts. If you already have an account, sign in.

sign-in-title = Sign in
sign-in-go = Sign in
sign-in-wrong = Wrong email or password.
sign-in-wait = { $count ->
    [one] Too many attempts. Try again in { $count } minute.
   *[other] Too many attempts. Try again in { $count } minutes.
}
email = Email
your-name = Your name
password = Password
password-hint = At least 10 characters.
language = Language

done-signed-out = You have signed out.

account-title = Your account
account-password = Change password
account-password-why = This signs you out everywhere else.
password-old = Current password
password-new = New password
account-password-go = Change password
done-password = Password changed.
refused-old = Wrong password.
refused-email = Enter a valid email that no other user has, such as name@example.com.
refused-name = Enter a name of 1 to 255 characters.
refused-password = Enter a password of 10 to 1,000 characters.
refused-url = Enter a complete URL, such as https://shop.example.com.
refused-code = Enter a code of letters A to Z, digits, "_", "-" and "." that no other store has. The code "all" is reserved.
refused-currency = Enter a three-letter ISO 4217 code, such as EUR.
refused-countryIso = Enter a two-letter ISO 3166 code, such as ES.
refused-ordering = Enter a whole number, such as 10.
refused-description = Enter a description of at most 2,000 characters.
refused-token = Enter a token of 32 to 100 characters (A to Z, a to z, 0 to 9, "_" and "-"), at least 12 of them different, that no key has ever had. A token that starts with lky_ must be a complete Latchkey token.
refused-token-in-text = This text contains a token, which anyone who can read the text could use. Remove it, or keep only its last four characters.
refused-sites = Select at least one store, or access to all stores.
refused-methods = Select at least one method.

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
nothing-fits = No results.
form-faults = Not saved. Please correct the fields below.
and-more = and { $count } more

stores-none = No stores yet
stores-none-next = A store is a shop, a site or a landing page. Each order and customer belongs to a store; keys give access to stores.
stores-first = Add store
store-new = New store
store-name = Name
store-name-or-code = Name or code
store-address = Website (URL)
store-order = Sort order
store-order-hint = Stores are listed from the lowest number. Leave empty to put it last.
store-code = Code
store-code-hint = Used in the API. Leave empty to derive it from the URL.
store-code-fixed = The code is used in the API and cannot be changed.
store-currency = Currency
store-country = Country
store-description = Description
store-in-use = The store is active
store-active = Active
store-inactive = Inactive
store-keys = Keys
store-keys-all = { $count ->
    [one] Show { $count } key in the list
   *[other] Show { $count } keys in the list
}
done-store-added = Store added. Keys with access to all stores can already use it.
done-store-saved = Store saved.

keys-count = { $count ->
    [one] { $count } key
   *[other] { $count } keys
}
methods-count = { $count ->
    [one] { $count } method
   *[other] { $count } methods
}
keys-none = No keys yet
keys-none-stores = A key gives access to stores. Add a store first.
keys-none-next = With a key, a shop, a landing page or a partner can call the API: only the methods and stores that you allow.
keys-first = Add key
key-new = New API key
key-search = Name or token
key-name = Name
key-comment = Comment
key-token = Key token
key-token-hint = Copy the token now: it is not shown again after saving. If the client already has a token, paste it here (32 to 100 characters).
key-stores = Stores
key-methods = Methods
key-made = Sort by date created
key-on = Enabled
key-off = Disabled
key-allowed = Allowed API methods
key-copy = { $name } (copy)
access = Access type
access-all = All stores
access-individual = Individual stores
methods-all = All
block-whole = Select block
block-out = Clear block
templates = Start from template
template-cpa = CPA network
template-landing = Landing page
template-cms = Online shop (CMS)
template-reports = Read-only reports

key-disable = Disable
key-enable = Enable
key-duplicate = Duplicate
key-duplicate-of = Duplicate { $name }
key-delete = Delete
key-delete-of = Delete { $name }
done-key-saved = Saved. Takes effect with the next call.
done-key-unchanged = No changes.
done-key-disabled = Key disabled. Calls with it are refused.
done-key-enabled = Key enabled. Calls with it are allowed.
done-key-deleted = Key deleted.

change-name = Name changed to “{ $name }”
change-comment = Comment changed to “{ $name }”
change-comment-gone = Comment removed
change-access-all = Access to all stores, including stores added later
change-access-individual = Access reduced from all stores to individual stores
change-store-more = Store added: { $name }
change-store-less = Store removed: { $name }
change-methods-all = All methods allowed, including methods added in future versions
change-methods-individual = Access reduced from all methods to the selected ones
change-method-more = Added — { $name }
change-method-less = Removed — { $name }

block-api = Account and key
block-costs = Costs
block-customers = Customers
block-customers-corporate = Corporate customers
block-delivery = Delivery
block-integration-modules = Integration modules
block-loyalty = Loyalty programme
block-orders = Orders
block-payment = Payment modules
block-payments = Payments
block-reference = Reference data
block-settings = Settings
block-store = Goods and warehouses
block-tasks = Tasks
block-telephony = Telephony
block-users = Users
block-web-analytics = Web analytics
