# Momentos y números.
when-now = ahora mismo
when-minutes-ago = hace { $count } min
when-in-minutes = en { $count } min
when-hours-ago = { $count ->
    [one] hace { $count } hora
   *[other] hace { $count } horas
}
when-in-hours = { $count ->
    [one] en { $count } hora
   *[other] en { $count } horas
}
when-days-ago = { $count ->
    [one] hace { $count } día
   *[other] hace { $count } días
}
when-in-days = { $count ->
    [one] en { $count } día
   *[other] en { $count } días
}
when-yesterday = ayer
when-tomorrow = mañana
when-never = nunca
when-day = { $day } { $month }
when-day-of-year = { $day } { $year }
when-at = { $day }, { $time }
when-exact = { $day }, { $time }, { $zone }
when-month-1 = ene
when-month-2 = feb
when-month-3 = mar
when-month-4 = abr
when-month-5 = may
when-month-6 = jun
when-month-7 = jul
when-month-8 = ago
when-month-9 = sept
when-month-10 = oct
when-month-11 = nov
when-month-12 = dic
