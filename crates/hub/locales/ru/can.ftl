# Слова о том, что может ключ и кто что может.

can = Что он может
can-of = Что может { $name }
can-state-works = Сейчас работает.
can-state-off = Отключён: пока его не включат, ничего из написанного ниже не действует.
can-state-expired = Срок истёк: пока его не продлят, ничего из написанного ниже не действует.
can-state-not-yet = Его время ещё не пришло.
can-state-resting = Работает в другие часы, не сейчас.
can-state-unreadable = Его ограничения не читаются, поэтому он никого не пропускает: сохраните их заново в форме.
can-stores = { $count ->
    [one] Ему доступен { $count } магазин.
    [few] Ему доступны { $count } магазина.
   *[many] Ему доступно { $count } магазинов.
}
can-stores-all = { $count ->
    [one] Ему доступны все магазины: сегодня { $count }, а также добавленные потом.
    [few] Ему доступны все магазины: сегодня { $count }, а также добавленные потом.
   *[many] Ему доступны все магазины: сегодня { $count }, а также добавленные потом.
}
can-methods = Методов, которые он может вызывать: { $count } из { $total }. Только читают: { $reads }. Что-то меняют: { $writes }.
can-picture = Блоки методов по магазинам
can-block = Блок
can-account = весь аккаунт
can-out-of-reach = недоступен
can-more-stores = { $count ->
    [one] и ещё { $count } магазин
    [few] и ещё { $count } магазина
   *[many] и ещё { $count } магазинов
}
can-sight = Что он видит о людях и деньгах
can-every-method = Все методы
can-writes = что-то меняет
can-compare = Рядом с другим ключом
can-compare-none = Других ключей нет.
can-compare-with = Другой ключ
can-compare-go = Сравнить
can-same = Он может ровно то же, что и «{ $name }».
can-part = В чём разница
can-only = Только { $name }
level-none = ничего
level-all = всё
level-some = часть
level-reads = часть, только чтение
part-stores = Магазины
part-methods = Методы
part-masks = Чего он не видит
part-rows = Какие заказы видит
part-rows-none = Все заказы своих магазинов.
part-limits = Ограничения
part-limits-none = Нет: откуда угодно и сколько угодно.
part-dates = Сроки и часы
part-dates-none = Всегда, без срока.
fact-future-stores = А также магазины, добавленные потом
fact-future-methods = А также методы, которые появятся в следующих версиях
fact-days = { $count ->
    [one] Только заказы за последний { $count } день
    [few] Только заказы за последние { $count } дня
   *[many] Только заказы за последние { $count } дней
}
fact-rate = { $count ->
    [one] { $count } вызов в секунду
    [few] { $count } вызова в секунду
   *[many] { $count } вызовов в секунду
}
fact-burst = { $count ->
    [one] { $count } вызов подряд
    [few] { $count } вызова подряд
   *[many] { $count } вызовов подряд
}
fact-refuse-at-once = Вызовы сверх частоты отклоняются сразу
fact-modern-status = На слишком частые вызовы отвечает статусом 429
fact-address = С { $name }
fact-report-only = И с других адресов, но это отмечается
fact-header-only = Токен только в заголовке
fact-suspend = Отключается, если использован заменённый токен
fact-begins = Начиная с { $name }
fact-ends = До { $name }
sight-whole = как есть
sight-never = никогда: ни один доступный метод их не отвечает
who = Кто может…?
who-any-method = любой метод
who-sees-label = Видит без маски
who-any-class = всё равно
who-ask = Спросить
who-why = Выберите метод или то, что видно, и магазин: вы получите ключи, которые это могут, в том числе отключённые — их могут включить снова.
who-nobody = Ни один ключ не может.
who-calls = Может вызывать { $name }
who-sees = Видит без маски: { $name }
who-in = В магазине { $name }
