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
shelf-landing-about = A page that sends orders and reads nothing. Each order finds its customer by phone or e-mail among those of its store.
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
module-seen = Told about itself
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
