# Слова справочника методов.

nav-reference = Справочник API
book-title = Справочник методов API
book-intro = Все методы API: что делает метод, что ему передают, что он отвечает и когда отказывает.
book-key = В каждом обращении передаётся ключ доступа: в заголовке X-API-KEY либо параметром apiKey в адресе или в форме.
book-form = При GET параметры передаются в адресе. При POST они передаются в теле: формой, где объекты и списки записаны как JSON, или одним объектом JSON.
book-envelope = Ответ — это JSON с success: true и полями, описанными ниже. В отказе success: false, errorMsg и, если дело в полях, errors с путём каждого из них. Время указывается в часовом поясе аккаунта.
book-openapi = Заказы и клиенты всех магазинов и справочники аккаунта. Объекты и списки в формах записываются как JSON. Время указывается в часовом поясе аккаунта.
book-refused = Отказ: errorMsg называет причину, errors — поля.
book-success = Успех
book-method = Метод
book-what = Что делает
book-addresses = Адреса
book-scope = Область доступа
book-scope-none = нет
book-stores = Магазины
book-parameters = Параметры
book-no-parameters = Нет.
book-name = Название
book-place = Где
book-kind = Вид
book-meaning = Значение
book-required = Обязательный
book-answer = Ответ, статус { $count }
book-answer-empty = Только success: true.
book-errors = Ошибки
book-status = Статус
book-example = Пример
book-example-token = Вместо YOUR_TOKEN подставьте токен.
book-read-only = Только в ответе
book-shapes = Сущности и их части
book-shapes-intro = Из чего состоят параметры и ответы. Любое поле передаваемой сущности можно опустить: чего нет, то остаётся прежним, null удаляет значение.
book-try = Попробовать в браузере
book-try-hint = Обращения идут к этой же системе и действительно выполняются. Сначала укажите ключ кнопкой «Authorize».
book-try-scripts = Этой странице нужны скрипты. Статьям справочника они не нужны.
book-try-absent = Страницы для проб нет в этой сборке
book-try-absent-text = Swagger UI берётся из npm при сборке Latchkey. Установите Node.js с npm, выполните «cargo clean -p latchkey-assets» и соберите заново. Всё остальное работает и без этого.
book-download = Документ OpenAPI
book-about = В справочнике
place-path = адрес
place-query = запрос
place-form = тело
kind-text = текст
kind-text-most = { $count ->
    [one] текст, не более { $count } символа
    [few] текст, не более { $count } символов
    [many] текст, не более { $count } символов
   *[other] текст, не более { $count } символов
}
kind-moment = дата и время, ГГГГ-ММ-ДД чч:мм:сс
kind-day = дата, ГГГГ-ММ-ДД
kind-clock = время суток, чч:мм
kind-whole = целое число
kind-number = число
kind-flag = да или нет
kind-one-of = одно из: { $name }
kind-list = список
kind-list-most = { $count ->
    [one] список, не более { $count } элемента
    [few] список, не более { $count } элементов
    [many] список, не более { $count } элементов
   *[other] список, не более { $count } элементов
}
kind-by-code = объект по кодам
kind-any = любой JSON
stores-rule-account = Относится ко всему аккаунту; магазин не указывается.
stores-rule-within = Работает с магазинами ключа; строк других магазинов как будто нет.
stores-rule-external = Ключ с несколькими магазинами указывает один из них в «site», если строка названа внешним id.
stores-rule-required = Ключ с несколькими магазинами указывает один из них в «site»; ключу с одним магазином это не нужно.
why-missing-key = Ключ не передан.
why-wrong-key = Ключ неизвестен или отключён, либо передано два разных ключа.
why-denied = Ключу не разрешён этот метод или этот магазин.
why-missing = Этот параметр обязателен.
why-missing-site = У ключа несколько магазинов, а ни один не указан.
why-by = У параметра другое значение.
why-input = Параметр не читается или вне допустимых границ; errors называет его.
why-entity = Поле не читается или не может быть сохранено; errors называет его путь.
why-order = Кода не существует или нарушено правило заказов; errors называет поле.
why-not-found = Такой строки нет, или ключ не может её видеть.
why-partly = Правильное сохранено; errors называет отклонённое по месту в списке.
