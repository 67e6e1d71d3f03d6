# Заказы и клиенты: списки, карточки, формы и доступ.
nav-orders = Заказы
nav-customers = Клиенты
more-actions = Другие действия
newer = Новее
older = Старее
forbidden-desk-title = Нет доступа к заказам и клиентам
forbidden-desk-text = Доступ может открыть администратор: «Пользователи», ваше имя, «Заказы и клиенты».
orders-view-all = Все заказы
orders-view-new = Новые
orders-view-pack = Комплектация
orders-view-way = В доставке
orders-view-late = Просроченные
orders-view-cancelled = Отменённые
orders-views = Представления
orders-search = Поиск заказов
orders-search-hint = Номер, телефон, имя, email
orders-add = Добавить заказ
orders-csv = Скачать CSV
orders-none = Заказов пока нет
orders-none-next = Заказы появятся здесь, как только их отправит подключённый магазин или лендинг.
orders-pick = Выбрать
orders-bulk = С выбранными заказами:
orders-bulk-status = Сменить статус…
orders-bulk-manager = Назначить менеджера…
orders-bulk-look = Предпросмотр
orders-bulk-title = Изменить несколько заказов
orders-bulk-why = Причина
orders-from = Создан с
orders-to = Создан по
orders-min = Сумма от
orders-max = Сумма до
order-number = Номер
order-status = Статус
order-status-first = Первый статус аккаунта
order-customer = Клиент
order-store = Магазин
order-sum = Сумма
order-payment = Оплата
order-created = Создан
order-late = Просрочен
order-paid = Оплачен
order-partly-paid = Оплачен частично
order-not-paid = Не оплачен
order-product = Товар
order-manager = Менеджер
order-manager-none = Без менеджера
order-type = Тип заказа
order-method = Способ оформления
order-source = Источник
order-this = Этот заказ
order-edit = Изменить заказ
order-tab-card = Заказ
order-tab-history = История
order-tab-key = Как видит ключ
order-items = Товары
order-items-none = Товаров нет.
order-item = Товар
order-quantity = Кол-во
order-price = Цена
order-discount = Скидка
order-goods = Товары
order-total = Итого
order-prepaid = Оплачено
order-to-pay = К оплате
order-delivery = Доставка
order-delivery-none = Данных о доставке нет.
order-delivery-type = Тип доставки
order-delivery-service = Служба
order-delivery-to = Куда
order-delivery-when = Когда
order-delivery-from = Со склада
order-delivery-cost = Стоимость доставки
order-delivery-day = Дата доставки
order-track = Трек-номер
order-payments = Платежи
order-payments-none = Платежей нет.
order-payment-type = Тип оплаты
order-paid-at = Дата оплаты
order-comments = Комментарии
order-comments-none = Комментариев нет.
order-customer-comment = Комментарий клиента
order-manager-comment = Комментарий менеджера
order-status-comment = Комментарий к статусу
order-others-all = Все заказы клиента
order-changes = Последние изменения
order-about = Сведения
order-id = ID
order-made-by = Создан ключом
order-line-remove = Удалить
order-line-new = Новый товар
order-buyer-hint = Заказ привяжется к клиенту с этим телефоном или email в доступных вам магазинах; если такого нет, будет добавлен новый.
buyer-first-name = Имя
buyer-last-name = Фамилия
buyer-patronymic = Отчество
buyer-phone = Телефон
address-index = Индекс
address-city = Город
address-text = Улица, дом, квартира
as-key-none = Активных ключей нет.
as-key-key = Ключ доступа к API
as-key-show = Показать
as-key-absent = Этот ключ не видит заказ
as-key-absent-text = API отвечает «Not found», как если бы заказа не было.
timeline-hub = Latchkey
timeline-key = Удалённый ключ
timeline-order-made = Заказ создан
timeline-customer-made = Клиент создан
timeline-now = стало
timeline-removed = удалено
customers-search = Поиск клиентов
customers-search-hint = Имя, телефон, email, внешний ID
customers-csv = Скачать CSV
customers-none = Клиентов пока нет
customers-none-next = Клиенты появятся здесь с первым заказом или после выгрузки из магазина.
customers-from = Добавлен с
customers-to = Добавлен по
customers-min-orders = Заказов не меньше
customers-min = Сумма заказов от
customer-name = Имя
customer-city = Город
customer-tag = Тег
customer-tags = Теги
customer-notes = Заметки
customer-notes-none = Заметок нет.
customer-vip = Важный
customer-bad = Плохой
customer-since = Клиент с
customer-orders = Заказы
customer-orders-none = Заказов нет.
customer-total = Сумма заказов
customer-average = Средний чек
customer-totals = Итоги
customer-edit = Изменить клиента
customer-contacts = Контакты
customer-contacts-none = Контактов нет.
customer-birthday = День рождения
customer-phones = Телефоны
customer-phones-hint = По одному телефону в строке.
customer-alike = Возможный дубль: тот же телефон или email
customer-compare = Сравнить
note-new = Новая заметка
note-add = Добавить заметку
note-remove = Удалить
merge-title = Объединить клиентов
merge-lead = Проверьте, что останется. Пустые поля остающегося клиента заполнятся из второго.
merge-swap = Поменять местами
merge-stays = остаётся
merge-goes = будет удалён
merge-after = После объединения
merge-happens = Что произойдёт
merge-undo = Объединение нельзя отменить.
merge-both = Объединить
desk-title = Заказы и клиенты
desk-lead = Что этот человек видит и может делать в списках, карточках, поиске, выгрузках и истории.
desk-may = Доступ
desk-change = Просмотр и изменение
desk-see = Только просмотр
desk-nothing = Нет доступа
desk-stores-all = Все магазины, включая будущие
desk-stores-some = Выбранные магазины
desk-masks = Скрытые данные не видны ни на страницах, ни в выгрузках; искать по ним нельзя.
done-order-saved = Заказ сохранён.
done-order-made = Заказ добавлен.
done-order-changed-meanwhile = Статус уже изменили. Проверьте его и выберите снова.
done-orders-none-chosen = Выберите заказы и новый статус или менеджера.
done-customer-saved = Клиент сохранён.
done-customers-merged = Клиенты объединены.
done-note-added = Заметка добавлена.
done-note-removed = Заметка удалена.
record-field-orders = Заказы и клиенты
field-status = Статус
field-manager = Менеджер
field-first-name = Имя
field-last-name = Фамилия
field-phone = Телефон
field-phones = Телефоны
field-email = Email
field-customer-comment = Комментарий клиента
field-manager-comment = Комментарий менеджера
field-delivery-type = Тип доставки
field-delivery-cost = Стоимость доставки
field-delivery-date = Дата доставки
field-order-product = Товар
field-payments-status = Статус оплаты
field-external-id = Внешний ID
orders-pick-one = Выбрать заказ { $name }
order-title = Заказ { $name }
order-edit-title = Изменить заказ { $name }
order-status-change = Статус: { $name }. Сменить статус
order-quantity-of = Количество: { $name }
order-price-of = Цена: { $name }
order-line-remove-of = Удалить { $name }
customer-edit-title = Изменить: { $name }
merge-orders = Заказы, заметки и адреса перейдут к клиенту { $name }.
merge-calls = На запросы с ID { $name } API ответит «Not found» и ID оставшегося клиента.
orders-shown = { $first }–{ $last } из { $count }
customers-shown = { $first }–{ $last } из { $count }
order-others = { $count ->
    [one] { $count } другой заказ
    [few] { $count } других заказа
    [many] { $count } других заказов
   *[other] { $count } других заказов
}
order-changes-all = { $count ->
    [one] { $count } изменение
    [few] { $count } изменения
    [many] { $count } изменений
   *[other] { $count } изменений
}
timeline-older = { $count ->
    [one] Не показано { $count } более раннее изменение.
    [few] Не показаны { $count } более ранних изменения.
    [many] Не показано { $count } более ранних изменений.
   *[other] Не показано { $count } более ранних изменений.
}
orders-bulk-change = { $count ->
    [one] Изменится { $count } заказ
    [few] Изменятся { $count } заказа
    [many] Изменятся { $count } заказов
   *[other] Изменятся { $count } заказов
}
orders-bulk-same = { $count ->
    [one] { $count } заказ уже такой
    [few] { $count } заказа уже такие
    [many] { $count } заказов уже такие
   *[other] { $count } заказов уже такие
}
orders-bulk-apply = { $count ->
    [one] Изменить { $count } заказ
    [few] Изменить { $count } заказа
    [many] Изменить { $count } заказов
   *[other] Изменить { $count } заказов
}
orders-bulk-failed = { $count ->
    [one] { $count } заказ не изменён
    [few] { $count } заказа не изменены
    [many] { $count } заказов не изменены
   *[other] { $count } заказов не изменены
}
orders-bulk-done = { $count ->
    [one] { $count } заказ изменён.
    [few] { $count } заказа изменены.
    [many] { $count } заказов изменены.
   *[other] { $count } заказов изменены.
}
done-orders-changed = { $count ->
    [one] { $count } заказ изменён.
    [few] { $count } заказа изменены.
    [many] { $count } заказов изменены.
   *[other] { $count } заказов изменены.
}
customer-orders-all = { $count ->
    [one] { $count } заказ
    [few] { $count } заказа
    [many] { $count } заказов
   *[other] { $count } заказов
}
edit = Изменить
start-orders = Заказы
start-today = Сегодня
start-month = 30 дней
start-by-store = Заказы по магазинам
start-newest = Последние заказы
start-by-status = По статусам за 30 дней
did-order-any = Все события заказов
did-customer-any = Все события клиентов
did-order-added = Заказ добавлен на странице
did-order-edited = Заказ изменён на странице
did-customer-edited = Клиент изменён на странице
did-customer-merged = Клиенты объединены на странице
record-field-fields = Поля
start-order-came = Последний — { $when }.
nav-books = Справочники
books-lead = Списки, из которых складываются заказы. Магазины и ключи используют коды; названия, порядок и активность задаёте вы.
books-add = Добавить запись
books-empty = Записей пока нет.
books-statuses = Статусы
books-order-types = Типы заказов
books-order-methods = Способы оформления
books-delivery-types = Типы доставки
books-delivery-services = Службы доставки
books-payment-types = Типы оплаты
books-payment-statuses = Статусы оплаты
books-product-statuses = Статусы товаров
books-price-types = Типы цен
books-units = Единицы измерения
books-stores = Склады
books-cost-groups = Группы расходов
books-cost-items = Статьи расходов
entry-code = Код
entry-code-hint = Его используют магазины и ключи. Изменить его нельзя.
entry-name = Название
entry-sym = Обозначение
entry-group = Группа
entry-type = Тип
entry-inventoryType = Остатки
entry-color = Цвет
entry-ordering = Порядок
entry-defaultCost = Стоимость
entry-defaultNetCost = Себестоимость
entry-currency = Валюта
entry-active = Активна
entry-defaultForCrm = По умолчанию на страницах
entry-defaultForApi = По умолчанию для API
entry-default = По умолчанию
entry-isFromPos = С кассы
entry-paymentComplete = Оплата завершена
entry-cancelStatus = Товар отменён
entry-sites = Магазины
entry-sites-hint = Ничего не выбрано: все магазины.
entry-on = Активна
entry-off = Неактивна
entry-is-default = По умолчанию
entry-word-const = Постоянные
entry-word-var = Переменные
entry-word-store-type-online = Интернет-магазин
entry-word-store-type-retail = Розничный магазин
entry-word-store-type-supplier = Поставщик
entry-word-store-type-warehouse = Склад
entry-word-available = Есть или нет
entry-word-integer = Количество
done-book-saved = Запись сохранена.
did-book-any = Все события справочников
did-book-changed = Запись справочника изменена
books-entries = { $count ->
    [one] { $count } запись
    [few] { $count } записи
    [many] { $count } записей
   *[other] { $count } записей
}
book-used-by = { $count ->
    [one] С этим статусом { $count } заказ.
    [few] С этим статусом { $count } заказа.
    [many] С этим статусом { $count } заказов.
   *[other] С этим статусом { $count } заказов.
}
field-customer = Клиент
