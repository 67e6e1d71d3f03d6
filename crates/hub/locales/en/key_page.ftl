# The frame of all pages, and the pages of one key.

frame-menu = Menu
frame-account = Account
frame-more = More actions
frame-help = Help for this page
frame-faults = { $count ->
    [one] Not saved. Please correct { $count } field.
   *[other] Not saved. Please correct { $count } fields.
}
