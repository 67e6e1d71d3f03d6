# Страница магазина и список магазинов.
store-overview = Обзор
store-settings = Настройки
store-tabs = Этот магазин
store-edit = Изменить настройки
store-state-alive = Подключён
store-state-silent = Нет запросов
store-state-quiet = Редкие запросы
store-state-new = Запросов ещё не было
store-state-off = Отключён
store-silent-title = Магазин перестал отправлять запросы
store-silent-rule = Магазин считается замолчавшим, если 3 дня нет ни запросов, ни заказов, а за 14 дней до этого они были хотя бы в 5 днях. Проверьте модуль, его ключ и сам сайт.
store-last-order = Последний заказ
store-order-number = № { $name }
store-last-call = Последний запрос
store-by-key = ключ
store-calls-day = Запросов за 24 ч
store-errors-day = Ошибок за 24 ч
store-errors-are = с ошибкой: { $failed } · отклонено: { $refused }
store-show = Показать
store-period = Период
store-period-day = 24 часа
store-period-week = 7 дней
store-period-month = 30 дней
store-calls-summary = Запросы за { $period }: разрешено { $answered }, отклонено или с ошибкой { $refused }
store-no-calls = За это время запросов не было. Учитываются запросы, в которых указан этот магазин, и запросы ключей, у которых других магазинов нет.
store-keys-here = Ключи с доступом к магазину
store-keys-none = Ни у одного ключа пока нет доступа к этому магазину.
store-key = Ключ
store-key-expires = Истекает { $when }
store-connect = Как подключить
store-connect-set = Адрес, ключ и шаги для подключения магазина или лендинга
store-connect-key = Добавьте ключ для этого магазина
store-connect-key-text = Для известных платформ маркетплейс сам отметит нужные методы. Для лендинга или своей программы выберите их сами.
store-connect-enter = Укажите адрес и токен в настройках магазина
store-connect-enter-text = Магазин отправляет запросы на этот адрес:
store-connect-see = Дождитесь первого запроса
store-connect-see-text = С первым запросом магазин станет «Подключён», обычно в течение минуты.
store-tab-keys = Ключи
connected-on = Подключён
connected-new = Запросов ещё не было
connected-quiet = { $count ->
    [one] Нет запросов { $count } день
    [few] Нет запросов { $count } дня
    [many] Нет запросов { $count } дней
   *[other] Нет запросов { $count } дня
}
connected-without-calls = Без запросов: { $count }
connected-stopped = Остановлено: { $count }
connected-none-title = Пока ничего не подключено
connected-none-text = Откройте карточку ниже, добавьте ключ и укажите его в настройках модуля. Модуль появится здесь с первым запросом.
connected-all-stores = Все магазины
connected-stores = { $count ->
    [one] { $count } магазин
    [few] { $count } магазина
    [many] { $count } магазинов
   *[other] { $count } магазина
}
module-actions-of = Действия: { $name }
card-connect = Подключить
card-missing = Чего не хватает
card-cannot = Пока не подключить.
card-partly = Часть функций пока не работает.
card-key = Добавьте ключ
card-enter = Укажите токен
card-save = Сохраните настройки модуля
card-save-text = С первым запросом он появится в разделе «Подключено», обычно в течение минуты.
card-works = Что работает, а что ещё нет
