# Words about people, settings and the marketplace.

nav-marketplace = Marketplace
marketplace-lead = Connect a shop, a program of your own or a partner. Each needs a key with only the permissions it uses.
shelf-shop = Shops
shelf-program = Programs
shelf-partner = Partners and landing pages
template-api = API client

shelf-woocommerce-about = Orders, customers and products of a WooCommerce shop, with the official WordPress module.
shelf-woocommerce-where = In WordPress, open WooCommerce → Settings → Integration. Paste the token as the API key and enter this URL:
shelf-opencart-about = Orders, customers and products of an OpenCart shop, with the official module.
shelf-opencart-where = In OpenCart, open Extensions → Modules and edit the module. Paste the token as the API key and enter this URL:
shelf-prestashop-about = Orders, customers and products of a PrestaShop shop, with the official module. It needs a token of exactly 32 characters; tokens created here have this length.
shelf-prestashop-where = In PrestaShop, open Modules → Module Manager and configure the module. Paste the token as the API key and enter this URL:
shelf-bitrix-about = Orders, customers and products of one or more 1C-Bitrix sites, with the official module.
shelf-bitrix-where = In 1C-Bitrix, open Settings → Modules and set up the module. Paste the token as the API key and enter this URL:
shelf-magento-about = Orders, customers and products of a Magento shop, with the official module.
shelf-magento-where = In Magento, open Stores → Configuration and find the module. Paste the token as the API key and enter this URL:
shelf-api-about = Your own program, or a client library for PHP, Python, Go or another language. Select the methods it calls.
shelf-api-where = Enter the token and this URL in your program:
shelf-cpa-about = A partner network that reads order statuses and nothing else.
shelf-cpa-where = Give the network the token and this URL; it calls /api/v5/orders/statuses:
shelf-landing-about = A page that sends orders and reads nothing. A new order is matched by phone number or email with the customers of all selected stores.
shelf-landing-where = Send orders to /api/v5/orders/create from the page's server, never from the browser: visitors could read the token. URL:

needs-stores = Stores
needs-one-store = exactly one
needs-some-stores = individual
needs-any-stores = all or individual
needs-token = Token
needs-token-any = 32 to 100 characters
needs-token-exact = { $count ->
    [one] exactly { $count } character
   *[other] exactly { $count } characters
}
needs-scopes = Scopes:
needs-lacking = Not in this version of Latchkey; these features of the module won't work yet:
needs-lacking-checked = Not in this version of Latchkey; the module checks for it when connecting:
make-key = Add key
make-key-for = Add key for { $name }

connected-title = Connected
module-name = Module
module-key = Key
module-seen = Last call
module-off = Disabled
module-frozen = Suspended
module-key-off = Key disabled
module-key-deleted = Key deleted
module-settings = Settings
module-settings-of = Settings of { $name }
module-forget = Remove
module-forget-of = Remove { $name }
module-forget-ask = Remove the module { $name }?
module-forget-why = The module is removed from this list; its key still works. To block the module, disable the key. If the module connects again, it reappears.
done-module-forgotten = Module removed.

nav-people = Users
nav-settings = Settings

person-new = New user
person-new-hint = The user sets a password with the link shown on the next page.
person-invite = Add user
person-name = First and last name
person-role = Role
role-administrator-may = Full access, including keys, users and settings.
role-manager-may = Stores, orders and customers; keys are read-only.
role-read-only-may = Read-only access to everything except users and settings.
person-active = Active
person-may-enter = Active
person-invited = Invited
person-shut-out = Deactivated
person-link-again = Create new link
person-link-for = Link for { $name }
person-link-hint = Send it over a secure channel: anyone who opens it can set the password. It works once, within 7 days, and is shown only now.
person-link-done = Done
person-reset = Reset password
person-reset-ask = Reset the password of { $name }?
person-reset-why = The user is signed out everywhere, two-step verification is disabled, and signing in is possible only after a new password is set with the link shown next.
person-reset-go = Reset password
done-person-saved = User saved.
done-person-step-off = Two-step verification disabled.
refused-role = Choose a role with no more permissions than your own.
refused-self = Change your own password on your account page.
refused-administrator = At least one active administrator must remain. Add another administrator first and have them sign in.

invitation-title = Set your password
invitation-hello = Welcome, { $name }
invitation-lead = Set a password to sign in.
invitation-go = Set password and sign in
invitation-over-title = This link is not valid
invitation-over-text = A link works once, within 7 days, and only until a newer one is created. Ask an administrator for a new link.
done-invited = Password set. You are signed in.

step-title = Two-step verification
step-on = On
step-off = Off
step-why = Signing in then also requires a code from an app on your phone, so a stolen password alone is not enough.
step-begin = Set up two-step verification
step-begin-why = You need your password and an authenticator app.
step-change = Change two-step verification
step-scan = Scan this with the app:
step-qr = QR code with the secret for the app
step-type = Or enter the secret:
step-first-code = Enter the code shown in the app
step-turn-on = Enable two-step verification
step-turn-off = Disable two-step verification
step-turn-off-why = You will then sign in with your password only.
done-step-on = Two-step verification enabled.
done-step-off = Two-step verification disabled.
code-title = Two-step verification
code-field = Code
code-hint = The six digits shown in your app, or a recovery code.
recovery-title = Recovery codes
recovery-left = { $count ->
    [one] { $count } code left.
   *[other] { $count } codes left.
}
recovery-why = Each code signs you in once without the app. Keep the codes where you can get them without your phone.
recovery-once = They are shown only now. Save or print them.
recovery-renew = Create new recovery codes
recovery-kept = I have saved them
refused-proof = Wrong password.
refused-otp = This code is wrong or has already been used. Wait for the next one.

settings-language-hint = Language of the pages and of the predefined names in reference data. Names you have changed stay as they are; codes never change.
settings-zone = Time zone
settings-reading = Phone numbers of customers and orders are being updated: { $count }% done. Reload this page to see the progress.
done-settings = Settings saved.
refused-language = Select one of the languages.
refused-timezone = Enter a time zone name, such as Europe/Madrid.
refused-country = Enter a two-letter ISO 3166 code, such as ES.

store-entity = Legal entity
store-entity-none = None
store-entity-hint = There are none yet. Add one under Data books.
store-sender-name = Sender name (email)
store-sender-hint = Used by modules that send emails to customers.
store-sender-email = Sender email
refused-contragentCode = Select one of the legal entities.
refused-senderName = Enter a name of at most 255 characters.
refused-senderEmail = Enter a valid email, such as shop@example.com.
