# Слова о том, как используются ключи.

key-last-used = Последний запрос
key-use = Использование
key-contact = Ответственный
key-may-call = Может обращаться к
use-never = Не использовался
use-stale = { $count ->
    [one] Не используется { $count } день
    [few] Не используется { $count } дня
    [many] Не используется { $count } дней
   *[other] Не используется { $count } дня
}
use-url = Токен передан в URL
keys-export = Скачать CSV

usage = Использование
usage-last = Последний запрос
usage-never = Запросов ещё не было. После первого запроса здесь будет видно, когда, с какого IP-адреса и каким клиентом он сделан.
usage-last-at = Время
usage-last-method = Метод
usage-last-address = IP-адрес
usage-last-agent = Клиент
usage-last-token = Токен передан
usage-no-agent = не указан
usage-calls = Запросы
usage-window = Период
usage-window-hours = 48 часов
usage-window-month = 30 дней
usage-window-quarter = 90 дней
usage-window-year = 56 недель
usage-chart-empty = За этот период запросов не было.
usage-chart-told = Разрешено: { $admitted }. Отклонено: { $refused }. Максимум: { $most }, с { $when }.
usage-since = Запросы считаются с { $name }.
usage-admitted = Разрешено
usage-refused = Отклонено
usage-as-table = Показать таблицей
usage-when = С
usage-in-url = { $count } % запросов передают токен в URL
usage-in-url-why = URL сохраняются в прокси, журналах и истории браузеров. Попросите владельца этого клиента передавать токен в заголовке X-API-KEY.
usage-by-method = По методам
usage-method = Метод
usage-outcomes = Ошибки
usage-mean = Среднее
usage-slowest = Максимум
usage-milliseconds = { $value } мс
usage-addresses = IP-адреса
usage-address = IP-адрес
usage-all-calls = Запросы
usage-first-seen = Первый запрос
usage-last-seen = Последний запрос
outcome-ok = успешно
outcome-mistaken = ошибка в запросе
outcome-store = магазин не разрешён
outcome-abandoned = отменён клиентом
outcome-failed = ошибка сервера
outcome-method = метод не разрешён
outcome-wrong = ключ отключён или истёк
outcome-retired = заменённый токен
outcome-transport = токен не в заголовке
outcome-time = вне разрешённых часов
outcome-address = IP-адрес не разрешён
outcome-field = поле не разрешено
outcome-rate = слишком много запросов
transport-header = в заголовке X-API-KEY
transport-bearer = в заголовке Authorization
transport-query = в URL
transport-body = в теле запроса
usage-off-since = Отключён { $name }, потому что не использовался. Его можно снова включить.

advice = Советы
advice-of = Неиспользуемые права ключа { $name }
advice-window = { $count ->
    [one] { $count } день
    [few] { $count } дня
    [many] { $count } дней
   *[other] { $count } дня
}
advice-rests-on = Основание
advice-evidence = Дней наблюдения: { $days }. Дней с запросами: { $active }. Разрешённых запросов: { $calls }.
advice-month-end = Этот период включает конец месяца и его регулярные задачи.
advice-no-month-end = В этом периоде не было конца месяца: его регулярные задачи могли не учесться. Дождитесь его или сначала попробуйте изменение без применения.
strength-nothing = нет
strength-weak = слабое
strength-fair = среднее
strength-strong = надёжное
advice-methods = Методы
advice-proposal = { $count ->
    [one] За этот период ключ использовал { $count } метод. Остальные можно убрать.
    [few] За этот период ключ использовал { $count } метода. Остальные можно убрать.
    [many] За этот период ключ использовал { $count } методов. Остальные можно убрать.
   *[other] За этот период ключ использовал { $count } метода. Остальные можно убрать.
}
advice-never = За этот период разрешённых запросов не было, поэтому советов нет. Если ключ не нужен, отключите его.
advice-nothing = За этот период использовались все разрешённые методы. Убирать нечего.
advice-used = { $count ->
    [one] Использован { $count } метод
    [few] Использованы { $count } метода
    [many] Использовано { $count } методов
   *[other] Использованы { $count } метода
}
advice-unused = { $count ->
    [one] Не использован { $count } метод
    [few] Не использованы { $count } метода
    [many] Не использовано { $count } методов
   *[other] Не использованы { $count } метода
}
advice-apply = Убрать неиспользуемые методы…
advice-followed = Применено { $name }
advice-followed-text = Это можно отменить в течение 30 дней.
advice-revert = Отменить
advice-stores = Магазины, указанные в запросах
advice-store-never = ни разу
advice-stores-hint = Запросов без магазина: { $count }. Они, как и запросы по внутреннему ID, относятся ко всем магазинам ключа, поэтому убирать магазины не предлагается.
advice-addresses = { $count ->
    [one] Использовался с { $count } IP-адреса
    [few] Использовался с { $count } IP-адресов
    [many] Использовался с { $count } IP-адресов
   *[other] Использовался с { $count } IP-адреса
}
trial-begin = Попробовать без применения
trial-hint = Пока ничего не отклоняется. Latchkey считает запросы, которые были бы отклонены, пока вы не примените или не отмените изменение.
trial-since = Проба идёт с { $name }
trial-text = { $count ->
    [one] Останется { $count } метод. Пока ничего не отклоняется.
    [few] Останутся { $count } метода. Пока ничего не отклоняется.
    [many] Останется { $count } методов. Пока ничего не отклоняется.
   *[other] Останутся { $count } метода. Пока ничего не отклоняется.
}
trial-nothing = Пока ни один запрос не был бы отклонён.
trial-would-refuse = Запросы, которые были бы отклонены
trial-real = Применить…
trial-drop = Отменить пробу
done-trial-begun = Проба началась. Ничего не отклоняется.
done-trial-dropped = Проба окончена. Ключ не изменён.
done-advice-applied = Неиспользуемые методы убраны. Это можно отменить в течение 30 дней.
done-advice-reverted = Методы возвращены.

unused = Неиспользуемые ключи
unused-title = Неиспользуемые ключи
unused-lead = Получайте уведомления о неиспользуемых ключах и отключайте их автоматически. Отключённый ключ можно снова включить.
unused-notice = Уведомить через (дней без запросов)
unused-notice-hint = 0 — никогда. Для неиспользованных ключей дни считаются с даты добавления.
unused-disable = Отключить ещё через (дней)
unused-disable-hint = 0 — никогда
unused-next = Что будет дальше
unused-next-nothing = Ничего: все включённые ключи используются, или вы уже получили уведомление о них.
unused-next-told = В течение часа вы получите уведомление о ключах
unused-next-off = В течение часа будут отключены
unused-list = { $count ->
    [one] Ключи, которые не используются { $count } день
    [few] Ключи, которые не используются { $count } дня
    [many] Ключи, которые не используются { $count } дней
   *[other] Ключи, которые не используются { $count } дня
}
refused-notice = Введите целое число от 0 до 3650.
refused-disable = Введите целое число от 0 до 3650.
done-unused-saved = Сохранено. Правило применяется каждый час.
