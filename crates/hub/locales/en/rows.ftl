# Orders, customers and data books: the order of a book, counts of views, columns on a phone, forms that were refused.
book-move = Move
book-move-up = Move “{ $name }” up
book-move-down = Move “{ $name }” down
book-drag = Drag to move
book-moved = “{ $name }” is now number { $place } of { $count }.
view-more-than = { $name }+
lists-sort = Sort
key-orders = Orders created with this key
bulk-choose = Choose a status or a manager
bulk-choose-text = Nothing was changed. The orders below are still chosen.
delivery-hidden = This message is about an order or a customer of a store that you may not see.
record-field-position = Position
