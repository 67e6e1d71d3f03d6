# Webhooks for orders and customers.
did-order-created = Order created
did-order-changed = Order changed
did-order-status-changed = Order status changed
did-order-deleted = Order deleted or merged into another order
did-customer-created = Customer created
did-customer-changed = Customer changed
did-customer-deleted = Customer deleted
hook-events-all = All events of keys and of the server, including those added in future versions
hook-events-all-and = { $count ->
    [one] All events of keys and of the server, and { $count } of orders and customers
   *[other] All events of keys and of the server, and { $count } of orders and customers
}
hook-row-events = Events of orders and customers
hook-row-events-hint = Sent to https:// URLs only, not by email. They are never part of “All events”.
hook-stores = Stores whose orders and customers are sent
hook-content = Content of order and customer events
hook-with-rows = Include the whole order or customer, as the API returns it
hook-hidden = Data that is left out of these messages or masked in them. Phone numbers and emails are also masked inside comments.
hook-pseudonym = pseudonym (the same for equal values; different for each webhook)
refused-webhook-rows-by-email = Events of orders and customers are not sent by email. Deselect them, or enter an https:// URL as the target.
hook-customer-merged = Customer merged into another customer
