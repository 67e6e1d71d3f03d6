# Импорт и экспорт заказов и клиентов.
did-import-any = Все события импорта
did-import-started = Импорт запущен
did-import-finished = Импорт завершён
did-import-undone = Импорт отменён
did-site-exported = Заказы или клиенты магазина экспортированы
on-import = Импорт
done-import-deleted = Импорт удалён.
imports = Импорт
imports-none = Импортов пока нет
imports-none-next = Заказы и клиенты из другой системы загружаются файлом CSV. Файл проверяется до любых изменений, а импорт можно отменить в течение 30 дней.
import-new = Импорт из CSV
import-title-orders = Импорт заказов
import-title-customers = Импорт клиентов
import-kind-orders = Заказы
import-kind-customers = Клиенты
import-what = Что импортируется
import-file = Файл
import-file-hint = CSV, в первой строке названия столбцов, не больше 50 МБ и 200 000 строк. Кодировка и разделитель определяются сами.
import-upload = Загрузить файл
import-step-file = Файл
import-step-columns = Столбцы
import-step-check = Проверка
import-step-import = Импорт
import-format = Кодировка и разделитель
import-format-hint = измените, если текст ниже выглядит неправильно
import-encoding = Кодировка
import-separator = Разделитель
import-by-comma = Запятая ( , )
import-by-semicolon = Точка с запятой ( ; )
import-by-tab = Табуляция
import-reread = Прочитать файл заново
import-columns = Столбцы файла
import-column = Столбец
import-first = Первые значения
import-becomes = Становится
import-recognised = Распознано
import-matched = Сопоставлен
import-left-out = Не импортируется
import-column-none = Не импортировать
import-existing = Существующие записи
import-existing-update = Обновить; пустые ячейки ничего не меняют
import-existing-fill = Заполнить только пустые поля
import-existing-skip = Не менять
import-found-orders = Существующий заказ ищется по ID, иначе по внешнему ID, иначе по номеру. Строки одного заказа должны идти подряд.
import-found-customers = Существующий клиент ищется по ID, иначе по внешнему ID.
import-contacts = Без ID искать существующих клиентов по телефону или почте
import-preview = Первые строки
import-line = Строка
import-cell = Ячейка
import-reason = Причина
import-check-hint = Проверка ничего не меняет.
import-delete = Удалить этот импорт
import-stop = Остановить
import-result = Результат
import-when = Когда
import-added = Новые
import-changed = Изменённые
import-same = Без изменений
import-refused = С ошибками
import-no-faults = Ошибок не найдено
import-nothing-yet = Пока ничего не изменено. Строки с ошибками пропускаются.
import-faults = Ошибки
import-kept = Не отменено
import-back = Назад к столбцам
import-continue = Продолжить импорт
import-continue-hint = Импортированные строки повторно не импортируются.
import-failed-how = Импортированное остаётся, его можно отменить.
import-undo = Отменить импорт
import-undo-ask = Отменить импорт…
import-undo-question = Отменить этот импорт?
import-undo-how = Отмена удаляет добавленное импортом и возвращает изменённое. Всё, что правили после импорта, остаётся и перечисляется.
import-until = Можно отменить до { $name }.
import-becomes-of = { $name } становится
import-state-uploaded = Ещё не проверен
import-state-checking = Проверяется…
import-state-checked = Проверен: новых { $added }, изменённых { $changed }, с ошибками { $refused }
import-state-running = Импортируется…
import-state-stopped = Остановлен: добавлено { $added }, изменено { $changed }
import-state-done = Добавлено { $added }, изменено { $changed }, без изменений { $same }, пропущено { $refused }
import-state-failed = Прерван
import-state-undoing = Отменяется…
import-state-undone = Отменён; оставлено из-за правок после импорта: { $refused }
import-fault-repeated = Этот заказ или клиент уже есть в более ранней строке. Строки одного заказа должны идти подряд.
import-fault-width = В строке больше ячеек, чем в заголовке.
import-fault-other-store = Строка относится к другому магазину.
import-fault-empty = Ни в одном импортируемом столбце нет значения.
import-fault-absent = Такой записи больше нет.
import-fault-number = Не число.
import-fault-date = Не дата. Примеры: 2026-03-14, 14.03.2026 15:00.
import-fault-two-dates = Сначала день или месяц? Используйте вид 2026-03-14.
import-fault-flag = Не «да» и не «нет».
import-fault-code = Такой записи нет в справочнике. Укажите её код или название.
import-fault-edited-since = Изменено после импорта: оставлено.
import-fault-has-orders = У клиента есть заказы или заметки: оставлен.
import-fault-no-access = Пользователь, запустивший импорт, больше не может менять заказы и клиентов этого магазина.
refused-import-store = Выберите магазин.
refused-import-no-file = Выберите файл.
refused-import-unreadable = Файл не читается. Сохраните его как CSV и загрузите ещё раз.
refused-import-too-large = Файл больше 50 МБ. Разделите его.
refused-import-too-long = В файле больше 200 000 строк. Разделите его.
refused-import-too-wide = В файле больше 200 столбцов.
refused-import-empty = В файле нет строк под заголовком.
refused-import-unknown-column = Такого столбца нет. Выберите столбец из списка.
refused-import-column-twice = Два столбца становятся одним полем. Исключите один из них.
refused-import-no-columns = Выберите, чем становится хотя бы один столбец.
refused-import-no-order-name = Для товаров нужен столбец с номером, внешним ID или ID заказа.
record-field-added = Добавлено
record-field-changed = Изменено
record-field-refused = Пропущено
record-field-kept = Оставлено
record-field-kind = Что
export = Экспорт магазина
export-lead = Все заказы магазина с товарами или все клиенты файлом CSV в UTF-8 с запятыми. Файл открывается в таблицах и импортируется обратно без изменений. Скрытые от вас данные скрыты и в файле.
export-none = Нет магазинов, заказы которых вам видны.
export-orders = Заказы в CSV
export-customers = Клиенты в CSV
import-rows = { $count ->
    [one] { $count } строка
    [few] { $count } строки
    [many] { $count } строк
   *[other] { $count } строки
}
import-check = { $count ->
    [one] Проверить { $count } строку
    [few] Проверить { $count } строки
    [many] Проверить { $count } строк
   *[other] Проверить { $count } строки
}
import-run = { $count ->
    [one] Импортировать { $count } запись
    [few] Импортировать { $count } записи
    [many] Импортировать { $count } записей
   *[other] Импортировать { $count } записи
}
import-would-refuse = { $count ->
    [one] { $count } строка с ошибками будет пропущена
    [few] { $count } строки с ошибками будут пропущены
    [many] { $count } строк с ошибками будут пропущены
   *[other] { $count } строки с ошибками будут пропущены
}
import-more = { $count ->
    [one] и ещё { $count }
    [few] и ещё { $count }
    [many] и ещё { $count }
   *[other] и ещё { $count }
}
column-id = ID
column-number = Номер
column-externalId = Внешний ID
column-store = Магазин
column-status = Статус
column-createdAt = Создан
column-orderType = Тип заказа
column-orderMethod = Способ оформления
column-lastName = Фамилия
column-firstName = Имя
column-patronymic = Отчество
column-phone = Телефон
column-additionalPhone = Второй телефон
column-phone2 = Второй телефон
column-phone3 = Третий телефон
column-email = Эл. почта
column-countryIso = Страна (код ISO)
column-managerId = Менеджер (ID)
column-customerComment = Комментарий клиента
column-managerComment = Комментарий для коллег
column-discountManualAmount = Скидка на заказ
column-discountManualPercent = Скидка на заказ, %
column-deliveryType = Доставка: тип
column-deliveryCost = Доставка: стоимость
column-deliveryDate = Доставка: дата
column-deliveryIndex = Доставка: индекс
column-deliveryCountry = Доставка: страна (код ISO)
column-deliveryRegion = Доставка: регион
column-deliveryCity = Доставка: город
column-deliveryStreet = Доставка: улица
column-deliveryBuilding = Доставка: дом
column-deliveryFlat = Доставка: квартира
column-deliveryAddress = Доставка: адрес целиком
column-paymentType = Оплата: тип (новые заказы)
column-paymentStatus = Оплата: статус (новые заказы)
column-paymentAmount = Оплата: сумма (новые заказы)
column-itemExternalId = Товар: внешний ID
column-itemName = Товар: название
column-itemQuantity = Товар: количество
column-itemPrice = Товар: цена
column-itemDiscount = Товар: скидка на единицу
column-itemComment = Товар: комментарий
column-sum = Сумма (не импортируется)
column-paid = Оплачено (не импортируется)
column-currency = Валюта (не импортируется)
column-orders = Число заказов (не импортируется)
column-birthday = День рождения
column-sex = Пол
column-vip = Важный
column-bad = Плохой
column-personalDiscount = Персональная скидка, %
column-discountCardNumber = Номер карты
column-tags = Теги
column-addressIndex = Адрес: индекс
column-addressCountry = Адрес: страна (код ISO)
column-addressRegion = Адрес: регион
column-addressCity = Адрес: город
column-addressStreet = Адрес: улица
column-addressBuilding = Адрес: дом
column-addressFlat = Адрес: квартира
column-addressText = Адрес целиком
timeline-import = Импорт { $count }
import-used = Используется столбцов: { $used } из { $all }.
