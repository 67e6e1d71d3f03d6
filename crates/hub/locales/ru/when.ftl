# Моменты времени и числа.
when-now = только что
when-minutes-ago = { $count } мин назад
when-in-minutes = через { $count } мин
when-hours-ago = { $count ->
    [one] { $count } час назад
    [few] { $count } часа назад
    [many] { $count } часов назад
   *[other] { $count } часа назад
}
when-in-hours = { $count ->
    [one] через { $count } час
    [few] через { $count } часа
    [many] через { $count } часов
   *[other] через { $count } часа
}
when-days-ago = { $count ->
    [one] { $count } день назад
    [few] { $count } дня назад
    [many] { $count } дней назад
   *[other] { $count } дня назад
}
when-in-days = { $count ->
    [one] через { $count } день
    [few] через { $count } дня
    [many] через { $count } дней
   *[other] через { $count } дня
}
when-yesterday = вчера
when-tomorrow = завтра
when-never = никогда
when-day = { $day } { $month }
when-day-of-year = { $day } { $year }
when-at = { $day }, { $time }
when-exact = { $day }, { $time }, { $zone }
when-month-1 = января
when-month-2 = февраля
when-month-3 = марта
when-month-4 = апреля
when-month-5 = мая
when-month-6 = июня
when-month-7 = июля
when-month-8 = августа
when-month-9 = сентября
when-month-10 = октября
when-month-11 = ноября
when-month-12 = декабря
