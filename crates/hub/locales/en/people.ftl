# Words about people, settings and the marketplace.

nav-marketplace = Marketplace
marketplace-lead = What can be connected here: a shop, a program of your own, a partner. Each needs a key that allows what it does and no more.
shelf-shop = Shops
shelf-program = Programs
shelf-partner = Partners and single pages
template-api = API client

shelf-woocommerce-about = Orders, customers and goods of a WooCommerce shop, with the official module for WordPress.
shelf-woocommerce-where = In WordPress open WooCommerce → Settings → Integration, paste the token as the API key, and as the address:
shelf-opencart-about = Orders, customers and goods of an OpenCart shop, with the official module.
shelf-opencart-where = In OpenCart open Extensions → Modules, edit the module, paste the token as the API key, and as the address:
shelf-prestashop-about = Orders, customers and goods of a PrestaShop shop, with the official module. It wants a token of exactly 32 characters, as those made here are.
shelf-prestashop-where = In PrestaShop open Modules → Module manager, configure the module, paste the token as the API key, and as the address:
shelf-bitrix-about = Orders, customers and goods of one or several sites on 1C-Bitrix, with the official module.
shelf-bitrix-where = In 1C-Bitrix open Settings → Modules, set the module up, paste the token as the API key, and as the address:
shelf-magento-about = Orders, customers and goods of a Magento shop, with the official module.
shelf-magento-where = In Magento open Stores → Configuration, find the section of the module, paste the token as the API key, and as the address:
shelf-api-about = A program of your own, or a client library for PHP, Python, Go or another language. Tick the methods it calls.
shelf-api-where = Give your program the token and this address:
shelf-cpa-about = A partner network that looks up the statuses of orders and sees nothing else.
shelf-cpa-where = Give the network the token and this address; it calls /api/v5/orders/statuses at:
shelf-landing-about = A page that sends orders and reads nothing. Each order finds its customer by phone or e-mail among those of every store you tick beside its own.
shelf-landing-where = Let the page's server send orders to /api/v5/orders/create, never the browser: a token in a page is everybody's. The address:

needs-stores = Stores
needs-one-store = exactly one
needs-some-stores = those you choose
needs-any-stores = all, or those you choose
needs-methods = Allows
needs-token = Token
needs-token-any = 32 to 100 characters
needs-token-exact = { $count ->
    [one] exactly { $count } character
   *[other] exactly { $count } characters
}
needs-scopes = Scopes it works with:
needs-lacking = Not in this version of Latchkey yet; what the module does with it stays undone:
needs-lacking-checked = Not in this version of Latchkey yet, and the module asks for it before it connects:
how-to-connect = How to connect: { $name }
step-key = Make a key with the button below: the form opens with the methods ticked. Choose the store and copy the token before you save.
step-check = Save there. A module that tells about itself appears under “Connected” on this page.
make-key = Make a key
make-key-for = Make a key for { $name }

connected-title = Connected
connected-none = No module has told about itself yet.
connected-none-next = Make a key for one of those above and enter it in the module; it appears here by itself.
module-name = Module
module-kind = Kind
module-key = Key
module-seen = Last call
module-on = Works
module-off = Switched off
module-frozen = Suspended
module-key-off = Its key is off
module-key-deleted = Its key is deleted
module-settings = Settings
module-settings-of = Settings of { $name }
module-forget = Forget
module-forget-of = Forget { $name }
module-forget-ask = Forget the module { $name }?
module-forget-why = It disappears from this list. Its key stays as it is: disable the key to keep the module out. If it tells about itself again, it is back.
done-module-forgotten = The module is forgotten.

nav-people = People
nav-settings = Settings

person-new = New person
person-new-hint = They choose their password themselves, by a link that you are shown next.
person-invite = Add and make a link
person-name = First and last name
person-role = Role
role-administrator-may = Everything: also keys, people and settings.
role-manager-may = Stores, orders and customers; looks at keys.
role-read-only-may = Looks at everything but people and settings.
person-active = May sign in
person-may-enter = May sign in
person-invited = Has a link, no password yet
person-shut-out = Shut out
person-link-again = Make another link
person-link-for = Link for { $name }
person-link-hint = Hand it over safely: whoever opens it chooses the password. It works once, for 7 days, and is shown only now.
person-link-done = I have handed it over
person-reset = Reset the password
person-reset-ask = Reset the password of { $name }?
person-reset-why = They are signed out everywhere, their second step is turned off, and they cannot sign in until they have chosen a password by a new link, which you are shown next.
person-reset-go = Reset and make a link
done-person-saved = The person is saved.
done-person-step-off = The second step is off.
refused-role = Choose a role that is not more than your own.
refused-self = Change your own password on the page of your account.
refused-administrator = Somebody must stay who can do everything: make another administrator first, and let them sign in.

invitation-title = Choose your password
invitation-hello = Welcome, { $name }
invitation-lead = Choose a password. You are signed in with it at once.
invitation-go = Keep the password and go in
invitation-over-title = This link does not work
invitation-over-text = It works once and for 7 days, and a newer one replaces it. Ask an administrator for another.
done-invited = You are signed in with your new password.

step-title = Second step
step-on = On
step-off = Off
step-why = With it, signing in asks for a code of an app on your phone besides the password: a stolen password alone opens nothing.
step-begin = Set up the second step
step-begin-why = Have an authenticator app ready, and your password.
step-change = Change the second step
step-scan = Scan this with the app:
step-qr = QR code with the secret for the app
step-type = Or type the secret:
step-first-code = Enter the code that the app shows now
step-turn-on = Turn on
step-turn-off = Turn the second step off
step-turn-off-why = From then on the password alone is enough.
done-step-on = The second step is on.
done-step-off = The second step is off.
code-title = Second step
code-field = Code
code-hint = The six digits that your app shows now, or one of your recovery codes.
recovery-title = Recovery codes
recovery-left = { $count ->
    [one] { $count } code is left.
   *[other] { $count } codes are left.
}
recovery-why = Each lets you in once, without the app. Keep them where you find them without your phone.
recovery-once = They are shown only now: write them down or print them.
recovery-renew = Make new recovery codes
recovery-kept = I have kept them
refused-proof = This is not the password.
refused-otp = This code is wrong, or it was used already. Wait for the next one.

settings-language-hint = Of the pages, and of the names that reference data came with. Names you have changed stay; codes never change.
settings-zone = Time zone
settings-zone-hint = Times are shown and read in it. Type a city to find it, such as Madrid.
settings-currency-hint = The base currency of the account, and that of new stores.
settings-country-hint = National phone numbers are read by it where neither the order nor the store names a country. It is that of new stores.
settings-reading = Phone numbers of customers and orders are being read again: { $count } % done. Reload this page to see the progress.
done-settings = The settings are saved.
refused-language = Choose one of the languages.
refused-timezone = Write a time zone as its database names it, such as Europe/Madrid.
refused-country = Write an ISO 3166 code of two letters, such as ES.

store-entity = Legal entity
store-entity-none = None
store-entity-hint = There are none yet: programs add them by reference/legal-entities.
store-sender-name = Sender of letters, name
store-sender-hint = Modules that send letters to customers take it from here.
store-sender-email = Sender of letters, e-mail
refused-contragentCode = Choose one of the legal entities.
refused-senderName = The name may have 255 characters at most.
refused-senderEmail = Write a complete e-mail address.
