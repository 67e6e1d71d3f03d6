# Слова страниц по-русски.

language-name = Русский
skip = К основному содержанию
nav = Главное меню
nav-stores = Магазины
nav-integration = Интеграция
nav-keys = Ключи доступа к API
role-administrator = Администратор
role-manager = Менеджер
role-read-only = Только чтение
sign-out = Выйти
to-first-page = На начальную страницу

not-found-title = Страница не найдена
not-found-text = Проверьте адрес; возможно, страница удалена. API находится по адресу /api.
forbidden-title = Недостаточно прав
forbidden-text = Попросите администратора сделать это за вас или изменить вашу роль.
foreign-form-title = Форма отправлена с другого сайта
foreign-form-text = Ничего не изменено. Откройте страницу здесь и отправьте форму ещё раз.
failed-title = Произошла ошибка
failed-text = Ничего не изменено. Повторите попытку чуть позже. Если ошибка повторится, её причина записана в журнале сервера.
unavailable-title = Временно недоступно
unavailable-text = База данных не отвечает. Повторите попытку чуть позже. Если вы что-то сохраняли, сначала проверьте, сохранились ли изменения.
busy-title = Сервер перегружен
busy-text = Сервер занят другими большими списками и отчётами, или этот запрос выполнялся слишком долго и был остановлен. Повторите попытку чуть позже либо уточните фильтр или сократите период.
refused-title = Действие невозможно

welcome-title = Latchkey работает
welcome-api = Магазины подключаются к API по адресу /api с ключом доступа.
welcome-link = Пользователей пока нет. Создайте первого администратора по ссылке для настройки: Latchkey выводит её в консоль при запуске. Чтобы получить ссылку ещё раз, выполните на том же компьютере команду:

setup-title = Настройка Latchkey
setup-go = Создать учётную запись
setup-over-title = Ссылка для настройки недействительна
setup-over-text = Ссылка действует один раз. Пока пользователей нет, при каждом запуске Latchkey выводит новую. Если у вас уже есть учётная запись, войдите.

sign-in-title = Вход
sign-in-go = Войти
sign-in-wrong = Неверный адрес почты или пароль.
sign-in-wait = { $count ->
    [one] Слишком много попыток. Повторите через { $count } минуту.
    [few] Слишком много попыток. Повторите через { $count } минуты.
    [many] Слишком много попыток. Повторите через { $count } минут.
   *[other] Слишком много попыток. Повторите через { $count } минуты.
}
email = Электронная почта
your-name = Ваше имя
password = Пароль
password-hint = Не менее 10 символов.
language = Язык

done-signed-out = Вы вышли из системы.

account-title = Ваша учётная запись
account-password = Сменить пароль
account-password-why = На всех остальных устройствах сеансы будут завершены.
password-old = Текущий пароль
password-new = Новый пароль
account-password-go = Сменить пароль
done-password = Пароль изменён.
refused-old = Неверный пароль.
refused-email = Введите адрес электронной почты, не занятый другим пользователем, например name@example.com.
refused-name = Введите название или имя длиной от 1 до 255 символов.
refused-password = Введите пароль длиной от 10 до 1000 символов.
refused-url = Введите адрес полностью, например https://shop.example.com.
refused-code = Введите код из латинских букв, цифр и знаков «_», «-», «.», не занятый другим магазином. Код «all» использовать нельзя.
refused-currency = Введите трёхбуквенный код ISO 4217, например EUR.
refused-countryIso = Введите двухбуквенный код ISO 3166, например ES.
refused-ordering = Введите целое число, например 10.
refused-description = Введите описание длиной не более 2000 символов.
refused-token = Введите токен длиной от 32 до 100 символов (латинские буквы, цифры, «_» и «-»), из которых не менее 12 разных. Токен не должен совпадать с токеном другого ключа, в том числе прежним. Если он начинается с lky_, это должен быть полный токен Latchkey.
refused-token-in-text = В тексте есть токен: им сможет воспользоваться любой, кто увидит этот текст. Удалите токен или оставьте только последние четыре символа.
refused-sites = Выберите хотя бы один магазин или доступ ко всем магазинам.
refused-methods = Выберите хотя бы один метод.

add = Добавить
apply = Применить
reset = Сбросить
save = Сохранить
cancel = Отмена
copy = Копировать
copied = Скопировано
any = Любое значение
activity = Активность
state = Состояние
store = Магазин
doing = Действия
pages = Страницы
page-previous = Назад
page-next = Далее
nothing-fits = Ничего не найдено.
form-faults = Не сохранено. Исправьте отмеченные поля.
and-more = и ещё { $count }

stores-none = Магазинов пока нет
stores-none-next = Магазин — это интернет-магазин, сайт или лендинг. Каждый заказ и клиент принадлежит магазину, а ключи дают доступ к магазинам.
stores-first = Добавить магазин
store-new = Новый магазин
store-name = Название
store-name-or-code = Название или код
store-address = Сайт (URL)
store-order = Порядок сортировки
store-order-hint = Магазины идут от меньшего числа к большему. Если не заполнено, магазин будет последним.
store-code = Символьный код
store-code-hint = Используется в API. Если не заполнено, код создаётся из адреса сайта.
store-code-fixed = Код используется в API и не меняется.
store-currency = Валюта
store-country = Страна
store-description = Описание
store-in-use = Магазин активен
store-active = Активен
store-inactive = Неактивен
store-keys = Ключи
store-keys-all = { $count ->
    [one] Показать { $count } ключ в списке
    [few] Показать { $count } ключа в списке
    [many] Показать { $count } ключей в списке
   *[other] Показать { $count } ключа в списке
}
done-store-added = Магазин добавлен. Ключи с доступом ко всем магазинам уже могут с ним работать.
done-store-saved = Магазин сохранён.

keys-count = { $count ->
    [one] { $count } ключ
    [few] { $count } ключа
    [many] { $count } ключей
   *[other] { $count } ключа
}
methods-count = { $count ->
    [one] { $count } метод
    [few] { $count } метода
    [many] { $count } методов
   *[other] { $count } метода
}
keys-none = Ключей пока нет
keys-none-stores = Ключ даёт доступ к магазинам. Сначала добавьте магазин.
keys-none-next = С ключом интернет-магазин, лендинг или партнёр обращается к API: только к тем методам и магазинам, которые вы разрешили.
keys-first = Добавить ключ
key-new = Новый ключ API
key-search = Название или токен
key-name = Название
key-comment = Комментарий
key-token = Токен ключа
key-token-hint = Скопируйте токен сейчас: после сохранения он больше не показывается. Если у клиента уже есть токен, вставьте его сюда (от 32 до 100 символов).
key-stores = Магазины
key-methods = Методы
key-made = По дате создания
key-on = Включён
key-off = Отключён
key-allowed = Разрешённые методы API
key-copy = { $name } (копия)
access = Тип доступа
access-all = Все магазины
access-individual = Отдельные магазины
methods-all = Все
block-whole = Выбрать блок
block-out = Снять выбор
templates = Начать с шаблона
template-cpa = CPA-сеть
template-landing = Лендинг
template-cms = Интернет-магазин (CMS)
template-reports = Отчёты, только чтение

key-disable = Отключить
key-enable = Включить
key-duplicate = Дублировать
key-duplicate-of = Дублировать { $name }
key-delete = Удалить
key-delete-of = Удалить { $name }
done-key-saved = Сохранено. Действует со следующего запроса.
done-key-unchanged = Изменений нет.
done-key-disabled = Ключ отключён. Запросы с ним отклоняются.
done-key-enabled = Ключ включён. Запросы с ним разрешены.
done-key-deleted = Ключ удалён.

change-name = Новое название: «{ $name }»
change-comment = Новый комментарий: «{ $name }»
change-comment-gone = Комментарий удалён
change-access-all = Доступ ко всем магазинам, в том числе добавленным позже
change-access-individual = Доступ сокращён: вместо всех магазинов — отдельные
change-store-more = Добавлен магазин: { $name }
change-store-less = Убран магазин: { $name }
change-methods-all = Разрешены все методы, в том числе методы будущих версий
change-methods-individual = Права сокращены: вместо всех методов — выбранные
change-method-more = Добавлено — { $name }
change-method-less = Убрано — { $name }

block-api = Учётная запись и ключ
block-costs = Расходы
block-customers = Клиенты
block-customers-corporate = Корпоративные клиенты
block-delivery = Доставка
block-integration-modules = Интеграционные модули
block-loyalty = Программа лояльности
block-orders = Заказы
block-payment = Платёжные модули
block-payments = Оплаты
block-reference = Справочники
block-settings = Настройки
block-store = Товары и склады
block-tasks = Задачи
block-telephony = Телефония
block-users = Пользователи
block-web-analytics = Веб-аналитика

# What methods do; a method without a text here is told in English, by its own summary.
method-api-versions = Список версий API
method-credentials = Права ключа: области доступа, методы, магазины
method-system-info = Версия и адреса системы
method-orders = Список заказов, сначала новые
method-orders-externalId = Получить один заказ
method-orders-create = Создать заказ; клиент находится по правилам сопоставления или создаётся
method-orders-externalId-edit = Изменить заказ; поля, которых нет в запросе, не меняются
method-orders-upload = Создать до 50 заказов сразу; верные сохраняются, даже если другие отклонены
method-orders-statuses = Статусы заказов по внутреннему или внешнему ID
method-orders-history = История изменений заказов, сначала старые
method-orders-fix-external-ids = Задать заказам внешние ID
method-orders-combine = Объединить два заказа
method-orders-links-create = Связать заказы между собой
method-orders-payments-create = Добавить оплату к заказу
method-orders-payments-externalId-edit = Изменить оплату
method-orders-payments-id-delete = Удалить оплату
method-customers = Список клиентов, сначала новые
method-customers-externalId = Получить одного клиента
method-customers-create = Создать клиента
method-customers-externalId-edit = Изменить клиента; поля, которых нет в запросе, не меняются
method-customers-upload = Создать до 50 клиентов сразу; верные сохраняются, даже если другие отклонены
method-customers-fix-external-ids = Задать клиентам внешние ID
method-customers-history = История изменений клиентов, сначала старые
method-customers-combine = Объединить клиентов в одного
method-customers-externalId-subscriptions = Включить или отключить подписки клиента на рассылки
method-customers-notes = Список заметок о клиентах, сначала новые
method-customers-notes-create = Добавить заметку о клиенте
method-customers-notes-id-delete = Удалить заметку
method-tasks = Список задач, сначала новые
method-tasks-id = Получить задачу
method-tasks-create = Создать задачу
method-tasks-id-edit = Изменить задачу
method-tasks-history = История изменений задач, сначала старые
method-costs = Список расходов, сначала новые
method-costs-id = Получить расход
method-costs-create = Добавить расход
method-costs-id-edit = Изменить расход
method-costs-upload = Добавить до 50 расходов
method-costs-id-delete = Удалить расход
method-costs-delete = Удалить несколько расходов
method-reference-cost-groups = Список групп расходов
method-reference-cost-groups-code-edit = Создать или изменить группу расходов
method-reference-cost-items = Список статей расходов
method-reference-cost-items-code-edit = Создать или изменить статью расходов
method-reference-countries = Список стран
method-reference-couriers = Список курьеров
method-reference-couriers-create = Добавить курьера
method-reference-couriers-id-edit = Изменить курьера
method-reference-currencies = Список валют
method-reference-currencies-create = Добавить валюту
method-reference-currencies-id-edit = Изменить валюту
method-reference-delivery-services = Список служб доставки
method-reference-delivery-services-code-edit = Создать или изменить службу доставки
method-reference-delivery-types = Список типов доставки
method-reference-delivery-types-code-edit = Создать или изменить тип доставки
method-reference-legal-entities = Список юридических лиц
method-reference-legal-entities-code-edit = Создать или изменить юридическое лицо
method-reference-mg-channels = Список каналов мессенджеров
method-reference-mg-channels-templates = Список шаблонов сообщений в мессенджерах
method-reference-mg-channels-templates-edit = Создать, изменить и удалить шаблоны сообщений
method-reference-order-methods = Список способов оформления заказа
method-reference-order-methods-code-edit = Создать или изменить способ оформления
method-reference-order-types = Список типов заказа
method-reference-order-types-code-edit = Создать или изменить тип заказа
method-reference-payment-statuses = Список статусов оплаты
method-reference-payment-statuses-code-edit = Создать или изменить статус оплаты
method-reference-payment-types = Список типов оплаты
method-reference-payment-types-code-edit = Создать или изменить тип оплаты
method-reference-price-types = Список типов цен
method-reference-price-types-code-edit = Создать или изменить тип цены
method-reference-product-statuses = Список статусов товаров в заказе
method-reference-product-statuses-code-edit = Создать или изменить статус товара в заказе
method-reference-sites = Список магазинов, доступных ключу
method-reference-sites-code-edit = Изменить магазин
method-reference-status-groups = Список групп статусов заказа
method-reference-statuses = Список статусов заказа
method-reference-statuses-code-edit = Создать или изменить статус заказа
method-reference-stores = Список складов
method-reference-stores-code-edit = Создать или изменить склад
method-reference-units = Список единиц измерения
method-reference-units-code-edit = Создать или изменить единицу измерения
method-settings = Настройки аккаунта
method-users = Список пользователей
method-users-id = Получить одного пользователя
method-user-groups = Список групп пользователей
method-users-id-status = Задать рабочий статус пользователя
