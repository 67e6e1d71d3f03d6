# The catalogue of a store: goods, prices and stock.

catalogue = Catalogue
store-tab-catalogue = Catalogue
catalogue-load-now = Load now
catalogue-last = Last load
catalogue-running = Loading
catalogue-done = Loaded
catalogue-failed = Failed
catalogue-waits = The load will start in a few seconds.
catalogue-kept = The store keeps the catalogue it had before.
catalogue-when = Time
catalogue-source = Source
catalogue-result = Result
catalogue-counts = Offers: { $offers }; new or changed: { $changed }; gone: { $gone }; refused: { $refused }
catalogue-next = Next load
catalogue-never = The catalogue has not been loaded yet.
catalogue-refused = Refused offers
catalogue-line = Line
catalogue-offer = Offer
catalogue-reason = Reason
catalogue-feed = Feed
catalogue-url = URL of the ICML file
catalogue-url-hint = The shop module writes this file. URLs in private networks are refused unless the server allows them.
catalogue-every = Schedule
catalogue-every-off = Do not load
catalogue-every-hourly = Every hour
catalogue-every-daily = Every day
catalogue-file = ICML file
catalogue-file-hint = Offers that are not in the file become inactive.
catalogue-upload = Upload and load
catalogue-products = Products
catalogue-search = Name, article number or barcode
catalogue-none = No products yet
catalogue-none-next = Enter the URL of the feed above, or upload a file.
catalogue-upload-title = Upload a file
catalogue-price = Price
catalogue-stock = In stock
catalogue-inactive = Inactive
catalogue-no-group = No group
catalogue-no-offers = No offers
catalogue-at-line = Line { $line }: { $text }
catalogue-why-no-id = the offer has no id
catalogue-why-repeated = the feed has another offer with this id
catalogue-why-missing = { $about } is missing
catalogue-why-too-long = { $about } is too long
catalogue-why-no-number = { $about } must be a number of 0 or more
catalogue-why-no-dimensions = dimensions must be three numbers: length/width/height
catalogue-why-no-vat = vatRate must be “none” or a percentage
catalogue-why-no-flag = { $about } must be Y or N
catalogue-why-entity = the entity &{ $about }; is unknown
catalogue-why-no-catalogue = This is not a catalogue: its root element must be yml_catalog.
catalogue-why-cut-off = The file breaks off before its end.
catalogue-why-too-deep = Elements are nested too deeply.
catalogue-why-too-large = An element is larger than 1 MiB.
catalogue-why-too-many-groups = The file has more than { $about } categories.
catalogue-why-encoding = The file must be in UTF-8.
catalogue-why-unreadable = The file cannot be read: { $about }
catalogue-why-unreachable = The file cannot be fetched: { $about }
catalogue-why-no-offers = The file has no valid offers.
catalogue-why-aborted = The load was interrupted.
catalogue-why-failed = The database failed. The server’s log says more.
catalogue-why-xml = The file is not well-formed XML: { $about }
done-catalogue-saved = Feed settings saved.
done-catalogue-asked = The load has been requested.
done-catalogue-busy = The catalogue is being loaded already. Try again when that load has ended.
block-customer-interaction = Carts and favourites
block-statistic = Statistics
catalogue-products-count = { $count ->
    [one] { $count } product
   *[other] { $count } products
}
catalogue-refused-count = { $count ->
    [one] { $count } offer
   *[other] { $count } offers
}
catalogue-refused-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
refused-file = Choose a file.
