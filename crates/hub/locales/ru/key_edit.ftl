# The form of a key, its review, conflicts with a change by another user, and refused calls.
starts-title = Начать с шаблона
optional = (необязательно)
advanced = Дополнительно
whose-title = Кто пользуется ключом?
whose-ours = Наша компания
whose-ours-hint = Свои магазины и программы
whose-theirs = Другая компания
whose-theirs-hint = Останавливается вместе с ключами сторонних компаний
whose-company = Компания
access-type = Тип доступа
access-type-all = Доступ ко всем магазинам
access-type-all-hint = Включая добавленные позже
access-type-some = Доступ к отдельным магазинам
access-type-some-hint = Только к выбранным
stores-of = { $count } из { $total }
store-find = Найти магазин
methods-mode = Какие методы
methods-mode-all = Все методы, включая методы будущих версий
methods-mode-some = Выбранные методы
methods-of = Методы группы «{ $name }»
methods-of-total = из { $count } выбрано
methods-kinds = чтение: { $reads } · запись: { $writes }
methods-read = чтение
methods-write = запись
methods-find = Найти метод
methods-find-hint = Найти метод, например statuses
methods-show = Показать
methods-show-all = Все
methods-show-chosen = Выбранные
methods-all-reads = Выбрать всё только для чтения
methods-clear = Снять выбор
methods-hint = Нажмите на название блока, чтобы выбрать или снять весь блок.
nothing-saved = Ничего не сохранено. Введённые данные остались в форме.
key-add = Добавить ключ
key-review-go = Проверить изменения
summary-able = Ключ сможет: { $methods }. Магазины: { $stores }.
summary-methods-all = вызывать все методы
summary-methods-none = пока ничего; выберите метод
summary-methods = вызывать методы: { $count } (чтение: { $reads }, запись: { $writes })
summary-stores-all = все, включая добавленные позже
summary-stores-none = пока нет
summary-stores = { $count }
summary-none = Нет
summary-rows-none = Все заказы
summary-manage-none = Не разрешено
summary-external-id = внешний ID: { $name }
summary-show-again = токен можно показать ещё раз
summary-rate = { $count ->
    [one] { $count } запрос в секунду
    [few] { $count } запроса в секунду
    [many] { $count } запросов в секунду
   *[other] { $count } запроса в секунду
}
summary-addresses = { $count ->
    [one] { $count } IP-адрес или сеть
    [few] { $count } IP-адреса или сети
    [many] { $count } IP-адресов или сетей
   *[other] { $count } IP-адреса или сети
}
summary-days = { $count ->
    [one] за последний { $count } день
    [few] за последние { $count } дня
    [many] за последние { $count } дней
   *[other] за последние { $count } дня
}
summary-starts = работает с { $name }
summary-ends = действует до { $name }
summary-hours = в определённые дни и часы
summary-header-only = токен только в заголовке
summary-review = следующая проверка { $name }
review-changes = Проверка изменений
review-back = Изменить настройки
review-counts = методов добавлено: { $added }, убрано: { $removed }, без изменений: { $stay }.
review-settings = Настроек изменено: { $count }.
review-in-use = { $count ->
    [one] Убираемый метод используется: { $count }
    [few] Убираемые методы используются: { $count }
    [many] Убираемые методы используются: { $count }
   *[other] Убираемые методы используются: { $count }
}
review-called = { $count ->
    [one] вызван { $count } раз за 30 дней,
    [few] вызван { $count } раза за 30 дней,
    [many] вызван { $count } раз за 30 дней,
   *[other] вызван { $count } раза за 30 дней,
}
review-last = последний запрос: { $name }. Такие запросы будут отклоняться.
review-keep = Оставить метод
review-method = Метод
review-setting = Настройка
review-now = Сейчас
review-after = После сохранения
review-calls = Запросы за 30 дней
review-last-call = Последний запрос
review-removed = Убрано ({ $count })
review-added = Добавлено ({ $count })
review-allowed = Разрешён
review-not-allowed = Не разрешён
review-refused = отклонено: { $count }
review-stay = { $count ->
    [one] Остаётся { $count } метод
    [few] Остаются { $count } метода
    [many] Остаются { $count } методов
   *[other] Остаются { $count } метода
}
review-stay-calls = { $count ->
    [one] { $count } запрос за 30 дней
    [few] { $count } запроса за 30 дней
    [many] { $count } запросов за 30 дней
   *[other] { $count } запроса за 30 дней
}
review-never = не было за 30 дней
review-today = сегодня
review-days-ago = { $count ->
    [one] { $count } день назад
    [few] { $count } дня назад
    [many] { $count } дней назад
   *[other] { $count } дня назад
}
review-rest = Всё остальное останется без изменений.
review-effect = Подействует со следующего запроса. Будет записано в журнал аудита.
review-return = Вернуться к форме
review-save-changes = Сохранить изменения
conflict-title = Какие значения оставить?
conflict-why = Пока форма была открыта, данные изменил другой пользователь. Эти поля отличаются. Пока ничего не сохранено.
conflict-field = Поле
conflict-mine = Ваша версия
conflict-theirs = Сохранённая версия
conflict-nothing = Нет
conflict-nothing-more = ничего сверх другой версии
conflict-nothing-saved = Пока ничего не сохранено.
conflict-drop = Отменить мои изменения
conflict-go = Продолжить
kept-title = Вы снова вошли
kept-why = Сеанс истёк. Введённые данные сохранились в форме, но ещё не записаны.
kept-go = Вернуться к форме
kept-sign-in = Сеанс истёк. Войдите, и вы вернётесь к форме с введёнными данными.
refused-lead = { $count ->
    [one] { $count } отклонённый запрос, по ключам и причинам
    [few] { $count } отклонённых запроса, по ключам и причинам
    [many] { $count } отклонённых запросов, по ключам и причинам
   *[other] { $count } отклонённых запроса, по ключам и причинам
}
refusal-search = ID запроса, метод, IP-адрес
refusal-reason = Причина
refusal-address = IP-адрес
refusal-what = Что запрашивалось
refusal-calls = Запросы
refusal-last = Последний
refusal-fix = Исправить
refusal-request = ID запроса
refusal-period = Период
refusals-grouped = По группам
refusals-every = Все запросы
refusals-clear = Сбросить фильтры
refusals-by-reason = По причинам
refusals-by-group = Отклонённые запросы по ключам и причинам
refusals-open = Показать запросы
refusals-open-of = Последние запросы: { $name }
refusals-all-of = Все эти запросы
refusals-newer = Более новые
refusals-older = Более старые
partner = Партнёр
remedy-methods = { $count ->
    [one] Разрешить метод…
    [few] Разрешить { $count } метода…
    [many] Разрешить { $count } методов…
   *[other] Разрешить { $count } метода…
}
remedy-stores = { $count ->
    [one] Добавить магазин…
    [few] Добавить { $count } магазина…
    [many] Добавить { $count } магазинов…
   *[other] Добавить { $count } магазина…
}
remedy-addresses = { $count ->
    [one] Добавить IP-адрес…
    [few] Добавить { $count } IP-адреса…
    [many] Добавить { $count } IP-адресов…
   *[other] Добавить { $count } IP-адреса…
}
remedy-time = Изменить часы…
remedy-transport = Изменить ограничения…
remedy-field = Изменить скрытые данные…
remedy-rate = Поднять лимит…
remedy-show = Открыть ключ
reason-short-wrong = Ключ отключён или истёк
reason-short-retired = Токен заменён
reason-short-transport = Токен не в заголовке
reason-short-time = Вне разрешённого времени
reason-short-address = IP-адрес не разрешён
reason-short-address-trial = Неожиданный IP-адрес, пропущен
reason-short-method = Метод не разрешён
reason-short-store = Магазин не разрешён
reason-short-field = Скрытое поле
reason-short-rate = Слишком много запросов
