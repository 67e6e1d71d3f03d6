# Слова страниц по-русски.

language-name = Русский
skip = К содержанию
nav = Разделы
nav-stores = Магазины
nav-integration = Интеграция
nav-keys = Ключи доступа к API
role-administrator = Администратор
role-manager = Менеджер
role-read-only = Только чтение
sign-out = Выйти
to-first-page = На первую страницу

not-found-title = Такой страницы нет
not-found-text = В адресе может быть опечатка, или того, что здесь было, уже нет. API находится по адресу /api.
forbidden-title = Ваша роль этого не позволяет
forbidden-text = Попросите администратора сделать это или дать вам другую роль.
foreign-form-title = Эта форма отправлена с другого сайта
foreign-form-text = Ничего не изменено. Откройте страницу здесь и отправьте форму ещё раз.
failed-title = Произошла ошибка
failed-text = Ничего не изменено. Повторите чуть позже; если ошибка повторится, причина будет в журнале сервера.
unavailable-title = Временно недоступно
unavailable-text = База данных сейчас не отвечает. Повторите чуть позже; если вы что-то меняли, сначала проверьте, сохранилось ли изменение.
busy-title = Сервер сейчас перегружен
busy-text = Сервер занят другими списками и отчётами, либо этот запрос выполнялся слишком долго и был остановлен. Повторите чуть позже или запросите меньше: уточните фильтр или сократите период.
refused-title = Этого сделать нельзя

welcome-title = Latchkey работает
welcome-api = Магазины подключаются к API по адресу /api с ключом доступа.
welcome-link = Войти пока некому. Первый администратор создаётся по ссылке для настройки, которую показывает только консоль: Latchkey печатает её при запуске, а эта команда напечатает её ещё раз на машине, где работает Latchkey:

setup-title = Настройка Latchkey
setup-lead = Вы станете первым администратором. Затем добавьте магазины и ключи доступа к API.
setup-go = Начать
setup-over-title = Эта ссылка для настройки не действует
setup-over-text = Она действует один раз, и каждый запуск пустого Latchkey печатает новую. Если у вас уже есть учётная запись, войдите.

sign-in-title = Вход
sign-in-go = Войти
sign-in-wrong = E-mail и пароль не подходят.
sign-in-wait = { $count ->
    [one] Слишком много попыток. Повторите через { $count } минуту.
    [few] Слишком много попыток. Повторите через { $count } минуты.
   *[many] Слишком много попыток. Повторите через { $count } минут.
}
email = E-mail
your-name = Ваше имя
password = Пароль
password-hint = Не меньше 10 символов.
language = Язык

done-setup = Вы вошли. Добавьте первый магазин.
done-signed-out = Вы вышли.

account-title = Ваша учётная запись
account-password = Сменить пароль
account-password-why = Все ваши сеансы, кроме этого, завершатся.
password-old = Нынешний пароль
password-new = Новый пароль
account-password-go = Сменить пароль
done-password = Пароль изменён.
refused-old = Это не тот пароль.
refused-email = Укажите полный адрес e-mail, которого здесь ещё ни у кого нет.
refused-name = Укажите название или имя от 1 до 255 символов.
refused-password = В пароле должно быть не меньше 10 и не больше 1000 символов.
refused-url = Укажите адрес целиком, например https://shop.example.com.
refused-code = В коде могут быть латинские буквы, цифры, «_», «-» и «.»; код не должен быть занят и не может быть словом «all».
refused-currency = Укажите код ISO 4217 из трёх букв, например EUR.
refused-countryIso = Укажите код ISO 3166 из двух букв, например ES.
refused-ordering = Укажите целое число.
refused-description = В описании может быть не больше 2000 символов.
refused-token = Укажите от 32 до 100 символов: латинские буквы, цифры, «_» и «-», среди них не меньше 12 разных; такого токена ещё не должно было быть ни у одного ключа. То, что начинается с lky_, должно быть полным токеном Latchkey.
refused-token-in-text = В этом тексте есть токен, и им смог бы воспользоваться любой, кто прочтёт текст. Уберите его или напишите вместо него его последние четыре символа.
refused-sites = Выберите хотя бы один магазин или доступ ко всем магазинам.
refused-methods = Разрешите хотя бы один метод.

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
page-next = Дальше
nothing-fits = Ничего не подходит.
form-faults = Ничего не сохранено: проверьте отмеченные поля.
and-more = и ещё { $count }

stores-none = Магазинов пока нет
stores-none-next = Магазин — это сайт, лендинг или полноценный интернет-магазин. Заказы и клиенты принадлежат магазинам, а ключи открывают к ним доступ.
stores-first = Добавить магазин
store-new = Новый магазин
store-name = Название
store-name-or-code = Название или код
store-address = Адрес
store-order = Место в списках
store-order-hint = Меньшие числа идут первыми. Пусто: после всех остальных.
store-code = Символьный код
store-code-hint = По нему магазин называют программы. Пусто: код будет создан из адреса.
store-code-fixed = Код не меняется: на него рассчитывают программы.
store-currency = Валюта
store-country = Страна
store-description = Описание
store-in-use = Магазин используется
store-active = Используется
store-inactive = Не используется
store-keys = Доступ есть у
store-reached = Ключи с доступом к этому магазину
store-unreached = Ни у одного ключа пока нет доступа к этому магазину.
store-keys-all = { $count ->
    [one] Показать { $count } ключ в списке
    [few] Показать { $count } ключа в списке
   *[many] Показать { $count } ключей в списке
}
done-store-added = Магазин добавлен. Ключи ко всем магазинам уже имеют к нему доступ.
done-store-saved = Магазин сохранён.

keys-count = { $count ->
    [one] { $count } ключ
    [few] { $count } ключа
   *[many] { $count } ключей
}
methods-count = { $count ->
    [one] { $count } метод
    [few] { $count } метода
   *[many] { $count } методов
}
keys-none = Ключей пока нет
keys-none-stores = Ключ открывает доступ к магазинам: сначала добавьте магазин.
keys-none-next = С ключом интернет-магазин, лендинг или партнёр может обращаться к API — и только к тому, что вы разрешили.
keys-first = Добавить ключ
key-new = Новый ключ API
key-search = Название или токен
key-name = Название
key-comment = Комментарий
key-token = Токен
key-token-hint = Скопируйте его сейчас: после сохранения его никто больше не увидит. Чтобы оставить клиенту его прежний токен, вставьте его сюда (от 32 до 100 символов).
key-stores = Магазины
key-methods = Методы
key-made = По времени создания
key-on = Включён
key-off = Отключён
key-make = Добавить ключ
key-review = Сохранить
key-allowed = Разрешённые методы API
key-copy = { $name } (копия)
access = Тип доступа
access-all = Все магазины
access-individual = Отдельные магазины
access-all-long = Доступ ко всем магазинам, в том числе добавленным позже
access-individual-long = Доступ к отдельным магазинам, выбранным ниже
stores-every = каждый магазин
methods-all = Все
methods-all-long = Всё, в том числе методы следующих версий
methods-chosen = Разрешено:
method-search = Поиск по методам
only-reads = Только чтение
none-at-all = Ничего
block-whole = весь блок
block-out = ничего из блока
templates = Начать с шаблона
template-cpa = CPA-сеть
template-landing = Лендинг
template-cms = Модуль магазина (CMS)
template-reports = Отчёты, только чтение

key-disable = Отключить
key-disable-of = Отключить { $name }
key-disable-ask = Отключить ключ { $name }?
key-disable-why = Уже следующее обращение с ним будет отклонено. Включить ключ снова можно в любой момент.
key-enable = Включить
key-enable-of = Включить { $name }
key-duplicate = Дублировать
key-duplicate-of = Дублировать { $name }
key-delete = Удалить
key-delete-of = Удалить { $name }
key-delete-ask = Удалить ключ { $name }?
key-delete-why = Уже следующее обращение с ним будет отклонено, и использовать его больше нельзя будет никогда. Чтобы остановить ключ на время, отключите его.
done-key-added = Ключ добавлен и уже работает.
done-key-saved = Ключ сохранён: следующее обращение проверяется по-новому.
done-key-unchanged = Изменений не было, сохранять нечего.
done-key-disabled = Ключ отключён: обращения с ним отклоняются.
done-key-enabled = Ключ включён: обращения с ним принимаются.
done-key-deleted = Ключ удалён.

review-title = Что изменится
review-hint = Изменения действуют со следующего обращения.
review-save = Сохранить изменения
review-again = Вернуться к форме
change-name = Новое название: «{ $name }».
change-comment = Новый комментарий: «{ $name }».
change-comment-gone = Комментарий будет убран.
change-access-all = Доступ ко всем магазинам, в том числе добавленным позже.
change-access-individual = Больше не все магазины, а только отдельные.
change-store-more = Добавлен магазин: { $name }
change-store-less = Убран магазин: { $name }
change-methods-all = Разрешено всё, в том числе методы следующих версий.
change-methods-individual = Разрешено больше не всё, а только отмеченные методы.
change-method-more = Добавлено — { $name }
change-method-less = Убрано — { $name }

block-api = Учётная запись и ключ
block-costs = Расходы
block-custom-fields = Пользовательские поля
block-customer-interaction = Избранное и корзины
block-customers = Клиенты
block-customers-corporate = Корпоративные клиенты
block-delivery = Доставка
block-features = Возможности
block-files = Файлы
block-integration-modules = Интеграционные модули
block-legacy-settings = Настройки модулей (прежние версии)
block-loyalty = Программа лояльности
block-notifications = Уведомления
block-orders = Заказы
block-orders-packs = Сборка заказов
block-payment = Платёжные модули
block-payments = Оплаты
block-reference = Справочники
block-segments = Сегменты
block-settings = Настройки
block-statistic = Статистика
block-store = Товары и склады
block-tasks = Задачи
block-telephony = Телефония
block-users = Пользователи
block-verification = Проверка
block-web-analytics = Веб-аналитика

# What methods do; a method without a text here is told in English, by its own summary.
method-api-versions = Список версий API
method-credentials = Что разрешено ключу: области, методы, магазины
method-system-info = Версия и адреса системы
method-orders = Список заказов, сначала новые
method-orders-externalId = Получить один заказ
method-orders-create = Создать заказ; клиент находится по правилу сопоставления или создаётся
method-orders-externalId-edit = Изменить заказ; что не передано, остаётся
method-orders-upload = Создать до 50 заказов сразу; правильные сохраняются, даже если другие отклонены
method-orders-statuses = Статусы заказов по id или внешнему id
method-orders-history = История заказов, сначала старые изменения
method-orders-fix-external-ids = Задать заказам внешние id
method-orders-combine = Объединить два заказа
method-orders-links-create = Связать заказы между собой
method-orders-payments-create = Добавить оплату к заказу
method-orders-payments-externalId-edit = Изменить оплату
method-orders-payments-id-delete = Удалить оплату
method-customers = Список клиентов, сначала новые
method-customers-externalId = Получить одного клиента
method-customers-create = Создать клиента
method-customers-externalId-edit = Изменить клиента; что не передано, остаётся
method-customers-upload = Создать до 50 клиентов сразу; правильные сохраняются, даже если другие отклонены
method-customers-fix-external-ids = Задать клиентам внешние id
method-customers-history = История клиентов, сначала старые изменения
method-customers-combine = Объединить клиентов в одного
method-customers-externalId-subscriptions = Включить или отключить подписки клиента на рассылки
method-customers-notes = Список заметок о клиентах, сначала новые
method-customers-notes-create = Добавить заметку о клиенте
method-customers-notes-id-delete = Удалить заметку
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
method-settings = Настройки учётной записи
method-users = Список пользователей
method-users-id = Получить одного пользователя
method-user-groups = Список групп пользователей
method-users-id-status = Задать рабочий статус пользователя
