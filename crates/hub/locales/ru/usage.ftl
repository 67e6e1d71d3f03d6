# Слова о том, как используются ключи.

key-last-used = Последний вызов
key-use = Использование
key-contact = Ответственный
key-may-call = Может вызывать
use-never = Не использовался
use-stale = { $count ->
    [one] Не использовался { $count } день
    [few] Не использовался { $count } дня
   *[many] Не использовался { $count } дней
}
use-url = Токен в адресе вызовов
usage-of = Как используется { $name }
keys-export = Скачать CSV

usage = Использование
usage-last = Последний вызов
usage-never = Этим ключом ещё не пользовались. После первого вызова здесь будет видно, когда, откуда и как.
usage-last-at = Когда
usage-last-method = Метод
usage-last-address = С адреса
usage-last-agent = Клиент
usage-last-token = Токен пришёл
usage-no-agent = не назвал себя
usage-calls = Вызовы
usage-window = Период
usage-window-hours = 48 часов
usage-window-month = 30 дней
usage-window-quarter = 90 дней
usage-window-year = 56 недель
usage-chart-empty = За это время вызовов не было.
usage-chart-told = Пропущено: { $admitted }. Отклонено: { $refused }. Самый высокий столбец — { $most }, с { $when }.
usage-since = Вызовы считаются с { $name }.
usage-admitted = Пропущено
usage-refused = Отклонено
usage-as-table = То же таблицей
usage-when = С
usage-in-url = { $count } % вызовов передают токен в адресе
usage-in-url-why = Адреса остаются в журналах, прокси и истории браузеров. Попросите владельца этого клиента передавать токен в заголовке X-API-KEY.
usage-by-method = По методам
usage-method = Метод
usage-outcomes = Кроме обычных ответов
usage-mean = В среднем
usage-slowest = Самый долгий
usage-milliseconds = { $value } мс
usage-addresses = Адреса
usage-address = Адрес
usage-all-calls = Вызовы
usage-first-seen = Впервые
usage-last-seen = В последний раз
outcome-ok = отвечено
outcome-mistaken = ошибка в вызове
outcome-store = магазин недоступен ключу
outcome-abandoned = клиент не дождался
outcome-failed = сбой на сервере
outcome-method = метод не разрешён
outcome-wrong = ключ был отключён или истёк
outcome-retired = заменённый токен
outcome-transport = токен не в заголовке
outcome-time = не в это время
outcome-address = не с этого адреса
outcome-field = поле недоступно
outcome-rate = слишком много вызовов
transport-header = в заголовке X-API-KEY
transport-bearer = в заголовке Authorization
transport-query = в адресе вызова
transport-body = в теле вызова
usage-off-since = Этот ключ отключён { $name }, потому что им никто не пользовался. Включите его, и он заработает как прежде.

advice = Советы
advice-of = Без чего может обойтись { $name }
advice-window = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
}
advice-rests-on = Основания
advice-evidence = Дней наблюдения: { $days }. Дней с вызовами: { $active }. Пропущено вызовов: { $calls }.
advice-month-end = Среди них был конец месяца — со всеми задачами, которые тогда запускаются.
advice-no-month-end = Конца месяца среди них не было: задачи, которые тогда запускаются, могли не попасть. Дождитесь его или сначала испытайте изменение.
strength-nothing = нет
strength-weak = слабые
strength-fair = неплохие
strength-strong = прочные
advice-methods = Методы
advice-proposal = { $count ->
    [one] Для всего, что ключ делал за это время, нужен { $count } метод. Остальные можно убрать.
    [few] Для всего, что ключ делал за это время, нужны { $count } метода. Остальные можно убрать.
   *[many] Для всего, что ключ делал за это время, нужны { $count } методов. Остальные можно убрать.
}
advice-never = За это время ключ ни разу не пропустили, судить не по чему. Если он никому не нужен, отключите его.
advice-nothing = Все методы, разрешённые ключу, за это время использовались. Убирать нечего.
advice-used = { $count ->
    [one] Использован { $count } метод
    [few] Использованы { $count } метода
   *[many] Использовано { $count } методов
}
advice-unused = { $count ->
    [one] Не использован { $count } метод
    [few] Не использованы { $count } метода
   *[many] Не использовано { $count } методов
}
advice-apply = Убрать остальные…
advice-followed = Совет выполнен { $name }
advice-followed-text = В течение 30 дней убранное можно вернуть одним щелчком.
advice-revert = Вернуть
advice-stores = Магазины, названные в вызовах
advice-store-never = ни разу
advice-stores-hint = Вызовов без названия магазина: { $count }. Такие вызовы и вызовы по внутренним номерам касаются всех магазинов ключа, поэтому убирать магазины не предлагается.
advice-addresses = { $count ->
    [one] Использовался с { $count } адреса
    [few] Использовался с { $count } адресов
   *[many] Использовался с { $count } адресов
}
trial-begin = Испытать
trial-hint = Испытание ничего не отклоняет. Оно считает, что отклонило бы изменение, пока вы его не примете или не отмените.
trial-since = Испытывается с { $name }
trial-text = { $count ->
    [one] Останется { $count } метод. Пока ничего не отклоняется.
    [few] Останутся { $count } метода. Пока ничего не отклоняется.
   *[many] Останется { $count } методов. Пока ничего не отклоняется.
}
trial-nothing = Пока ничего не было бы отклонено.
trial-would-refuse = Были бы отклонены эти вызовы
trial-real = Принять…
trial-drop = Отменить испытание
done-trial-begun = Испытание началось. Оно ничего не отклоняет.
done-trial-dropped = Испытание окончено, ключ остался каким был.
done-advice-applied = Теперь ключ может меньше. В течение 30 дней это можно вернуть здесь.
done-advice-reverted = Ключ снова может то, что у него убрали.

unused = Неиспользуемые ключи
unused-title = Ключи, которыми никто не пользуется
unused-lead = Ключ, которым никто не пользуется, — дверь, за которой никто не следит. Узнавайте о таких и отключайте их спустя время: кому ключ понадобится, тому его включат таким же.
unused-notice = Сообщать после дней без вызовов
unused-notice-hint = 0 — никогда. Для ключей без единого вызова дни считаются с создания.
unused-disable = Отключать ещё через столько дней
unused-disable-hint = 0 — никогда, только сообщать.
unused-next = Что будет дальше
unused-next-nothing = Ничего: все включённые ключи используются, или о них уже сообщено.
unused-next-told = В течение часа вам сообщат о
unused-next-off = В течение часа будут отключены
unused-list = { $count ->
    [one] Ключи без вызовов { $count } день
    [few] Ключи без вызовов { $count } дня
   *[many] Ключи без вызовов { $count } дней
}
refused-notice = Напишите число дней от 0 до 3650.
refused-disable = Напишите число дней от 0 до 3650.
done-unused-saved = Правило сохранено. Оно применяется каждый час.
