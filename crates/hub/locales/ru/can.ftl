# Слова о том, что может ключ и кто что может.

can = Права
can-of = Права ключа { $name }
can-state-works = Сейчас работает.
can-state-off = Отключён. Перечисленное ниже не действует, пока вы его не включите.
can-state-expired = Срок истёк. Перечисленное ниже не действует, пока вы его не продлите.
can-state-not-yet = Срок действия ещё не начался. Перечисленное ниже пока не действует.
can-state-resting = Сейчас вне разрешённых часов.
can-state-unreadable = Ограничения не удаётся прочитать, поэтому все запросы отклоняются. Откройте форму ключа и сохраните их заново.
can-stores = { $count ->
    [one] Доступ к { $count } магазину.
    [few] Доступ к { $count } магазинам.
    [many] Доступ к { $count } магазинам.
   *[other] Доступ к { $count } магазина.
}
can-stores-all = { $count ->
    [one] Доступ ко всем магазинам (сейчас { $count }), в том числе добавленным позже.
    [few] Доступ ко всем магазинам (сейчас { $count }), в том числе добавленным позже.
    [many] Доступ ко всем магазинам (сейчас { $count }), в том числе добавленным позже.
   *[other] Доступ ко всем магазинам (сейчас { $count }), в том числе добавленным позже.
}
can-methods = Разрешено методов: { $count } из { $total }. Только чтение: { $reads }. Изменение данных: { $writes }.
can-picture = Права по блокам и магазинам
can-block = Блок
can-account = Весь аккаунт
can-out-of-reach = Нет доступа
can-more-stores = { $count ->
    [one] и ещё { $count } магазин
    [few] и ещё { $count } магазина
    [many] и ещё { $count } магазинов
   *[other] и ещё { $count } магазина
}
can-sight = Данные клиентов и цены
can-every-method = Все методы
can-writes = меняет данные
can-compare = Сравнение с другим ключом
can-compare-none = Других ключей нет.
can-compare-with = Другой ключ
can-compare-go = Сравнить
can-same = Те же права, что у ключа «{ $name }».
can-part = Отличие
can-only = Только { $name }
level-none = Ничего
level-all = Всё
level-some = Часть
level-reads = Часть, только чтение
part-stores = Магазины
part-methods = Методы
part-masks = Скрытые данные
part-rows = Фильтр заказов
part-rows-none = Все заказы своих магазинов.
part-limits = Ограничения
part-limits-none = Ограничений нет.
part-dates = Сроки и часы
part-dates-none = Всегда, без срока действия.
fact-future-stores = Магазины, добавленные позже
fact-future-methods = Методы будущих версий
fact-days = { $count ->
    [one] Только заказы за последний { $count } день
    [few] Только заказы за последние { $count } дня
    [many] Только заказы за последние { $count } дней
   *[other] Только заказы за последние { $count } дня
}
fact-rate = { $count ->
    [one] { $count } запрос в секунду
    [few] { $count } запроса в секунду
    [many] { $count } запросов в секунду
   *[other] { $count } запроса в секунду
}
fact-burst = { $count ->
    [one] { $count } запрос одновременно
    [few] { $count } запроса одновременно
    [many] { $count } запросов одновременно
   *[other] { $count } запроса одновременно
}
fact-refuse-at-once = Лишние запросы отклоняются сразу
fact-modern-status = На лишние запросы отвечает статус 429
fact-address = С { $name }
fact-report-only = И с других IP-адресов, но такие запросы отмечаются
fact-header-only = Токен только в заголовке
fact-suspend = Отключается при использовании заменённого токена
fact-begins = С { $name }
fact-ends = До { $name }
sight-whole = видны
sight-never = недоступны
who = Кто может…?
who-any-method = Любой метод
who-sees-label = Видит без скрытия
who-any-class = Любые данные
who-ask = Найти ключи
who-why = Выберите метод или вид данных и магазин. В результате — все ключи с таким правом, в том числе отключённые.
who-nobody = Ключей с таким правом нет.
who-calls = Может обращаться к { $name }
who-sees = Видит без скрытия: { $name }
who-in = В магазине { $name }
