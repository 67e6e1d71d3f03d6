# Orders and customers: lists, cards, forms, and who sees them.
nav-orders = Orders
nav-customers = Customers
more-actions = More actions
newer = Newer
older = Older
forbidden-desk-title = No access to orders and customers
forbidden-desk-text = An administrator can give you access: Users, your name, “Orders and customers”.
orders-view-all = All orders
orders-view-new = New
orders-view-pack = To pack
orders-view-way = On the way
orders-view-late = Late
orders-view-cancelled = Cancelled
orders-views = Views
orders-search = Search orders
orders-search-hint = Number, phone, name, email
orders-add = Add order
orders-csv = Export as CSV
orders-none = No orders yet
orders-none-next = Orders appear here as soon as a connected store or landing page sends one.
orders-pick = Select
orders-bulk = With the selected orders:
orders-bulk-status = Change status…
orders-bulk-manager = Set manager…
orders-bulk-look = Preview
orders-bulk-title = Change several orders
orders-bulk-why = Reason
orders-from = Created from
orders-to = Created until
orders-min = Sum from
orders-max = Sum up to
order-number = Number
order-status = Status
order-status-first = First status of the account
order-customer = Customer
order-store = Store
order-sum = Sum
order-payment = Payment
order-created = Created
order-late = Late
order-paid = Paid
order-partly-paid = Partly paid
order-not-paid = Not paid
order-product = Product
order-manager = Manager
order-manager-none = No manager
order-type = Order type
order-method = Order method
order-source = Source
order-this = This order
order-edit = Edit order
order-tab-card = Order
order-tab-history = History
order-tab-key = As a key sees it
order-items = Items
order-items-none = No items.
order-item = Item
order-quantity = Qty
order-price = Price
order-discount = Discount
order-goods = Items
order-total = Total
order-prepaid = Paid
order-to-pay = To pay
order-delivery = Delivery
order-delivery-none = Nothing is known about delivery.
order-delivery-type = Delivery type
order-delivery-service = Service
order-delivery-to = To
order-delivery-when = When
order-delivery-from = From
order-delivery-cost = Delivery cost
order-delivery-day = Delivery date
order-track = Tracking number
order-payments = Payments
order-payments-none = No payments.
order-payment-type = Payment type
order-paid-at = Paid on
order-comments = Comments
order-comments-none = No comments.
order-customer-comment = Comment of the customer
order-manager-comment = Comment for colleagues
order-status-comment = Comment on the status
order-others-all = All orders of this customer
order-changes = Last changes
order-about = About
order-id = ID
order-made-by = Added by
order-line-remove = Remove
order-line-new = New item
order-buyer-hint = The order attaches to the customer with this phone or email in the stores you see; otherwise a new customer is added.
buyer-first-name = First name
buyer-last-name = Last name
buyer-patronymic = Middle name
buyer-phone = Phone
address-index = Postcode
address-city = City
address-text = Street, building, flat
as-key-none = There are no active keys.
as-key-key = API access key
as-key-show = Show
as-key-absent = This key does not see the order
as-key-absent-text = The API answers “Not found”, as it does for an order that does not exist.
timeline-hub = Latchkey
timeline-key = Deleted key
timeline-order-made = Order created
timeline-customer-made = Customer created
timeline-now = is now
timeline-removed = removed
customers-search = Search customers
customers-search-hint = Name, phone, email, external ID
customers-csv = Export as CSV
customers-none = No customers yet
customers-none-next = Customers appear here with the first order or when a store exports them.
customers-from = Added from
customers-to = Added until
customers-min-orders = Orders, at least
customers-min = Total, at least
customer-name = Name
customer-city = City
customer-tag = Tag
customer-tags = Tags
customer-notes = Notes
customer-notes-none = No notes.
customer-vip = Important
customer-bad = Bad
customer-since = Customer since
customer-orders = Orders
customer-orders-none = No orders.
customer-total = Total
customer-average = Average order
customer-totals = Totals
customer-edit = Edit customer
customer-contacts = Contacts
customer-contacts-none = No contacts.
customer-birthday = Birthday
customer-phones = Phones
customer-phones-hint = One phone per line.
customer-alike = Possible duplicate: the same phone or email
customer-compare = Compare
note-new = New note
note-add = Add note
note-remove = Remove
merge-title = Merge customers
merge-lead = Check what remains before you merge. A blank field of the customer that stays is filled from the other one.
merge-swap = Swap
merge-stays = stays
merge-goes = is removed
merge-after = After the merge
merge-happens = What happens
merge-undo = A merge cannot be undone.
merge-both = Merge
desk-title = Orders and customers
desk-lead = What this user sees and may do in lists, cards, search, exports and history.
desk-may = Access
desk-change = View and edit
desk-see = View only
desk-nothing = No access
desk-stores-all = All stores, including future ones
desk-stores-some = Selected stores
desk-masks = Hidden data is not shown on any page or in any export, and searches do not use it.
done-order-saved = The order is saved.
done-order-made = The order is added.
done-order-changed-meanwhile = The status was changed in the meantime. Check it and choose again.
done-orders-none-chosen = Select orders and a new status or manager.
done-customer-saved = The customer is saved.
done-customers-merged = The customers are merged.
done-note-added = The note is added.
done-note-removed = The note is removed.
record-field-orders = Orders and customers
field-status = Status
field-manager = Manager
field-first-name = First name
field-last-name = Last name
field-phone = Phone
field-phones = Phones
field-email = Email
field-customer-comment = Comment of the customer
field-manager-comment = Comment for colleagues
field-delivery-type = Delivery type
field-delivery-cost = Delivery cost
field-delivery-date = Delivery date
field-order-product = Item
field-payments-status = Payment status
field-external-id = External ID
orders-pick-one = Select order { $name }
order-title = Order { $name }
order-edit-title = Edit order { $name }
order-status-change = Status: { $name }. Change status
order-quantity-of = Quantity: { $name }
order-price-of = Price: { $name }
order-line-remove-of = Remove { $name }
customer-edit-title = Edit { $name }
merge-orders = Orders, notes and addresses move to { $name }.
merge-calls = Calls for ID { $name } are answered with “Not found” and the ID of the customer that stays.
orders-shown = { $first }–{ $last } of { $count }
customers-shown = { $first }–{ $last } of { $count }
order-others = { $count ->
    [one] { $count } other order
   *[other] { $count } other orders
}
order-changes-all = { $count ->
    [one] { $count } change
   *[other] { $count } changes
}
timeline-older = { $count ->
    [one] { $count } older change is not shown.
   *[other] { $count } older changes are not shown.
}
orders-bulk-change = { $count ->
    [one] { $count } order changes
   *[other] { $count } orders change
}
orders-bulk-same = { $count ->
    [one] { $count } order already has this
   *[other] { $count } orders already have this
}
orders-bulk-apply = { $count ->
    [one] Change { $count } order
   *[other] Change { $count } orders
}
orders-bulk-failed = { $count ->
    [one] { $count } order was not changed
   *[other] { $count } orders were not changed
}
orders-bulk-done = { $count ->
    [one] { $count } order was changed.
   *[other] { $count } orders were changed.
}
done-orders-changed = { $count ->
    [one] { $count } order is changed.
   *[other] { $count } orders are changed.
}
customer-orders-all = { $count ->
    [one] { $count } order
   *[other] { $count } orders
}
edit = Edit
start-orders = Orders
start-today = Today
start-month = 30 days
start-by-store = Orders by store
start-newest = Newest orders
start-by-status = By status, 30 days
did-order-any = All order events
did-customer-any = All customer events
did-order-added = Order added on a page
did-order-edited = Order edited on a page
did-customer-edited = Customer edited on a page
did-customer-merged = Customers merged on a page
record-field-fields = Fields
start-order-came = The newest came { $when }.
nav-books = Data books
books-lead = The lists that orders draw on. Shops and keys use the codes; names, order and activity are yours.
books-add = Add entry
books-empty = No entries yet.
books-statuses = Statuses
books-order-types = Order types
books-order-methods = Order methods
books-delivery-types = Delivery types
books-delivery-services = Delivery services
books-payment-types = Payment types
books-payment-statuses = Payment statuses
books-product-statuses = Product statuses
books-price-types = Price types
books-units = Units
books-stores = Warehouses
books-cost-groups = Cost groups
books-cost-items = Cost items
entry-code = Code
entry-code-hint = Shops and keys use it. It never changes.
entry-name = Name
entry-sym = Symbol
entry-group = Group
entry-type = Type
entry-inventoryType = Stock
entry-color = Colour
entry-ordering = Sort order
entry-defaultCost = Cost
entry-defaultNetCost = Own cost
entry-currency = Currency
entry-active = Active
entry-defaultForCrm = Default on pages
entry-defaultForApi = Default over the API
entry-default = Default
entry-isFromPos = From a till
entry-paymentComplete = Payment is complete
entry-cancelStatus = The item is cancelled
entry-sites = Stores
entry-sites-hint = Nothing selected: all stores.
entry-on = Active
entry-off = Inactive
entry-is-default = Default
entry-word-const = Fixed
entry-word-var = Variable
entry-word-store-type-online = Online store
entry-word-store-type-retail = Shop
entry-word-store-type-supplier = Supplier
entry-word-store-type-warehouse = Warehouse
entry-word-available = Available or not
entry-word-integer = Number of pieces
done-book-saved = The entry is saved.
did-book-any = All data book events
did-book-changed = Data book entry changed
books-entries = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
book-used-by = { $count ->
    [one] { $count } order has this status.
   *[other] { $count } orders have this status.
}
field-customer = Customer
