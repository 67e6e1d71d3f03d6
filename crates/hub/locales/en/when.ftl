# Moments and numbers.
when-now = just now
when-minutes-ago = { $count } min ago
when-in-minutes = in { $count } min
when-hours-ago = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
when-in-hours = { $count ->
    [one] in { $count } hour
   *[other] in { $count } hours
}
when-days-ago = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}
when-in-days = { $count ->
    [one] in { $count } day
   *[other] in { $count } days
}
when-yesterday = yesterday
when-tomorrow = tomorrow
when-never = never
when-day = { $day } { $month }
when-day-of-year = { $day } { $year }
when-at = { $day }, { $time }
when-exact = { $day }, { $time }, { $zone }
when-month-1 = Jan
when-month-2 = Feb
when-month-3 = Mar
when-month-4 = Apr
when-month-5 = May
when-month-6 = Jun
when-month-7 = Jul
when-month-8 = Aug
when-month-9 = Sept
when-month-10 = Oct
when-month-11 = Nov
when-month-12 = Dec
