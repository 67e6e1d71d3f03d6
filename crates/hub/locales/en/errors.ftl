# What is wrong with a form, where several rules stand behind one field.
faults-here = { $count ->
    [one] 1 field to correct
   *[other] { $count } fields to correct
}
refused-other = The hub refused this. Check what you entered and try again.
refused-whose = Say whether your company uses this key or another one.
refused-party = Enter at most 255 characters, and no token.
refused-comment = Enter at most 1,000 characters, and no token.
refused-purpose = Enter at most 500 characters, and no token.
refused-rate = Enter a whole number from 0 to 1,000,000, or leave the field empty.
refused-burst = Enter a whole number from 0 to 1,000,000, or leave the field empty.
refused-addresses = Enter IP addresses, networks or ranges, one per line, such as 203.0.113.7, 203.0.113.0/24 or 203.0.113.7-203.0.113.20. If calls from elsewhere are only noted, the list cannot be empty.
refused-addresses-none = Choose at least one IP address. An empty list would allow calls from everywhere.
refused-starts = Enter a date and time, such as 2027-01-31 18:00.
refused-ends = Enter a date and time, such as 2027-01-31 18:00.
refused-endsAt = Enter a date and time in the future.
refused-end-passed = This date has passed. Choose a later one. To stop the key now, disable it.
refused-end-before-start = The key would expire before it starts to work. Choose a later date.
refused-hours = Enter times from 00:00 to 24:00, the first before the second, and a time zone such as Europe/Madrid.
refused-masks = One of these fields cannot be hidden in this way. Choose another one.
refused-rows = One of the chosen values no longer exists. Choose again.
refused-review = Enter a date, such as 2027-01-31.
refused-retrieval = This account does not allow tokens to be shown again.
refused-seal = Secrets of this account were encrypted under another key. Copy the file “seal” from the data folder in which they were made.
refused-pepper = The keys of this account were made under another hashing secret. Copy the hashing secret from the data folder in which they were made.
refused-key-expired = The key has expired, so a new token would not work. Extend the key first.
refused-no-end = The key never expires, so there is nothing to extend.
refused-not-deleted = The key is not deleted.
refused-token-not-kept = The token of this key was shown once and is not stored. Replace it to get a new one.
refused-no-advice = No advice was applied to this key in the last 30 days.
refused-advice-more = The key no longer has one of these methods. Advice only removes methods.
refused-advice-nothing-left = No method would be left. Disable the key instead.
refused-template-managing = A template cannot allow methods that manage keys. Allow them in each key that needs them.
refused-second-step-on = Sign-in with a code is already on.
refused-second-step-begin = There is nothing to confirm. Start again.
refused-webhooks-most = There are as many webhooks as there can be. Delete one first.
refused-overlap = Choose for how long the old token keeps working.
refused-id = The key cannot be changed in this way.
refused-key = Nothing was changed, because one of the keys refuses it.
refused-bulk-key = Nothing was changed. Key { $value }:
refused-active = The key has leaked and stays disabled.
refused-text = Enter a text, and no token.
