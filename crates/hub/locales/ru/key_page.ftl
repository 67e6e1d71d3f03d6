# Рамка всех страниц и страницы одного ключа.

frame-menu = Меню
frame-account = Аккаунт
frame-more = Другие действия
frame-help = Справка к этой странице
frame-faults = { $count ->
    [one] Не сохранено. Исправьте { $count } поле.
    [few] Не сохранено. Исправьте { $count } поля.
    [many] Не сохранено. Исправьте { $count } полей.
   *[other] Не сохранено. Исправьте { $count } поля.
}

list-last-call = Последний запрос
list-search = Поиск ключей
list-search-hint = Название или токен
list-more-filters = Ещё фильтры
list-filters = Фильтры
list-clear = Сбросить фильтры
list-tag-remove = Убрать фильтр «{ $filter }: { $value }»
list-select = Выбрать
list-from-calls = Добавить по списку запросов…
list-panic = Приостановить ключи партнёров…
list-partner = Партнёр
list-stores-all = Все магазины
list-stores = { $count ->
    [one] { $count } магазин
    [few] { $count } магазина
    [many] { $count } магазинов
   *[other] { $count } магазинов
}
list-methods-all = Все методы
list-methods = { $count ->
    [one] { $count } метод
    [few] { $count } метода
    [many] { $count } методов
   *[other] { $count } методов
}
list-expires = { $count ->
    [0] Истекает сегодня
    [one] Истекает через { $count } день
    [few] Истекает через { $count } дня
    [many] Истекает через { $count } дней
   *[other] Истекает через { $count } дней
}
list-never = никогда
list-actions-of = Действия с ключом «{ $name }»
list-extend = Изменить срок…
list-rotate = Заменить токен…
list-disable = Отключить…
list-leaked = Сообщить об утечке…
list-delete = Удалить…
list-selected = Выбрано: #
list-selected-keys = Выбранные ключи
list-set-ends = Задать срок…
list-set-rate = Задать частоту…
list-set-owner = Задать контакт…
list-preview = Просмотреть
key-tab-overview = Обзор
key-tab-permissions = Права
key-tab-try = Проверить запрос
key-tab-changes = Внесённые изменения
key-tab-history = История
head-hint = Последние четыре символа токена
head-ends = Истекает
head-rotate = Заменить токен
head-edit = Изменить настройки
head-template = Сохранить как шаблон
head-reveal = Показать токен ещё раз
head-addresses = Ограничить IP-адреса
hits-none = Сегодня запросов не было.
hits-calls = { $count ->
    [one] Ключ используется: сегодня { $count } запрос.
    [few] Ключ используется: сегодня { $count } запроса.
    [many] Ключ используется: сегодня { $count } запросов.
   *[other] Ключ используется: сегодня { $count } запросов.
}
hits-today = { $count ->
    [one] Ключ используется: сегодня { $count } запрос, откуда: { $names }.
    [few] Ключ используется: сегодня { $count } запроса, откуда: { $names }.
    [many] Ключ используется: сегодня { $count } запросов, откуда: { $names }.
   *[other] Ключ используется: сегодня { $count } запросов, откуда: { $names }.
}
hits-contact = контакт: { $name }
hits-stores-all = { $count ->
    [one] все магазины (сейчас { $count })
    [few] все магазины (сейчас { $count })
    [many] все магазины (сейчас { $count })
   *[other] все магазины (сейчас { $count })
}
hits-from = Откуда
hits-used-by = Кто использует
ask-disable = Отключить «{ $name }»?
ask-delete = Удалить «{ $name }»?
ask-leaked = Сообщить об утечке ключа «{ $name }»?
ask-finish = Прекратить действие прежних токенов ключа «{ $name }»?
ask-disable-go = Отключить ключ
ask-delete-go = Удалить ключ
ask-leaked-go = Сообщить об утечке
ask-finish-go = Прекратить действие
ask-disable-instead = Лучше отключить
ask-rotate-instead = Лучше заменить токен
ask-refused = Следующий запрос будет отклонён.
ask-enable-again = Ключ можно включить в любое время, токен останется прежним.
ask-undo = Ключ с тем же токеном можно восстановить до { $date } ({ $days } дней).
ask-for-good = Это нельзя отменить: ключ нельзя будет включить или восстановить.
ask-new-key = Новый ключ с теми же правами добавляется через «Создать копию».
ask-finish-stops = Запросы с прежним токеном с этого момента отклоняются.
ask-finish-keeps = Запросы с текущим токеном выполняются как прежде.
overview-can = Что разрешено
overview-permissions = Все права
overview-month = Запросы за 30 дней
overview-calls = Разрешено: { $admitted }, отклонено: { $refused }. Больше всего: { $most }, { $when }.
overview-refused = Показать отклонённые запросы
overview-when = Когда
overview-no-call = Запросов ещё не было.
overview-about = О ключе
overview-edit = Изменить
overview-created = Создан
overview-expires = Истекает
overview-never = никогда
overview-none = Нет
overview-review = Следующая проверка
overview-limits = Ограничения и скрытые данные
overview-limits-none = Нет. Ключ работает с любого адреса, в любое время, без ограничения частоты.
stop-title = Остановить ключ
stop-stores = Магазины:
stop-disable = Отключить ключ
stop-disable-why = Запросы отклоняются, пока вы не включите ключ.
stop-leaked = Сообщить об утечке
stop-leaked-why = Ключ отключается сразу и навсегда. Понадобится новый ключ.
stop-delete = Удалить ключ
stop-delete-why = { $count ->
    [one] Запросы отклоняются. Ключ можно восстановить в течение { $count } дня.
    [few] Запросы отклоняются. Ключ можно восстановить в течение { $count } дней.
    [many] Запросы отклоняются. Ключ можно восстановить в течение { $count } дней.
   *[other] Запросы отклоняются. Ключ можно восстановить в течение { $count } дней.
}
sentence-everything = Вызывать все методы, в том числе будущие
sentence-block = { $block }: методов { $count } из { $total } (чтение: { $reads }, запись: { $writes })
sentence-stores-all = { $count ->
    [one] Во всех магазинах, включая будущие (сейчас { $count })
    [few] Во всех магазинах, включая будущие (сейчас { $count })
    [many] Во всех магазинах, включая будущие (сейчас { $count })
   *[other] Во всех магазинах, включая будущие (сейчас { $count })
}
sentence-stores = { $count ->
    [one] В { $count } магазине: { $names }
    [few] В { $count } магазинах: { $names }
    [many] В { $count } магазинах: { $names }
   *[other] В { $count } магазинах: { $names }
}
sentence-nothing = Нет доступа ни к одному методу.
sentence-no-writes = Изменять данные нельзя.
sentence-no-access = Нет доступа: { $names }
history-all = Все изменения в журнале действий
added-added = Ключ добавлен.
added-rotated = Токен заменён.
added-copy-now = Скопируйте токен ключа сейчас
added-once = Он показывается только один раз. Если вы его потеряете, замените токен: настройки ключа сохранятся.
added-copy = Скопировать токен
added-channel = Передавайте его через менеджер паролей или другой безопасный канал, а не по почте или в чате.
added-try = Попробуйте
added-copy-command = Скопировать команду
added-command-hint = Скопированная команда содержит токен целиком.
added-next = Что дальше
added-find = Найти в списке
added-place = Номер { $place } из { $total } в списке по названию.
added-show = Показать в списке
added-follow = Следить за первыми запросами
added-follow-why = Запросы по методам и адресам и причины отказов.
added-usage = Открыть использование
added-another = Добавить ещё ключ
added-open = Готово, открыть ключ
refused-hidden-in-name = В названии есть невидимый символ или символ, меняющий направление текста. Уберите его.
panic-left = Что продолжит работать
panic-left-why = { $count ->
    [one] { $count } ключ вашей компании продолжит работать. Если он принадлежит другой компании, сначала укажите это в его настройках.
    [few] { $count } ключа вашей компании продолжат работать. Если какой-то из них принадлежит другой компании, сначала укажите это в его настройках.
    [many] { $count } ключей вашей компании продолжат работать. Если какой-то из них принадлежит другой компании, сначала укажите это в его настройках.
   *[other] { $count } ключей вашей компании продолжат работать. Если какой-то из них принадлежит другой компании, сначала укажите это в его настройках.
}
panic-left-show = Показать эти ключи
