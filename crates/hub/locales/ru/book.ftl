# Слова справочника методов.

nav-reference = Справочник API
book-title = Справочник API
book-intro = Все методы API: назначение, параметры, ответ и возможные ошибки.
book-key = Передавайте ключ доступа в каждом запросе: в заголовке X-API-KEY или в параметре apiKey строки запроса либо формы.
book-form = В запросах GET параметры передаются в строке запроса. В запросах POST — в теле: формой, где объекты и списки записаны как JSON, или одним объектом JSON.
book-envelope = Ответ — JSON с success: true и полями, описанными ниже. Ошибка содержит success: false, errorMsg и, если неверны поля, errors с путём каждого поля. Время указывается в часовом поясе аккаунта.
book-openapi = Заказы и клиенты всех магазинов и справочники аккаунта. Объекты и списки в формах записываются как JSON. Время указывается в часовом поясе аккаунта.
book-refused = Ошибка: errorMsg содержит причину, errors — поля.
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
book-kind = Тип
book-meaning = Описание
book-required = Обязательный
book-answer = Ответ { $count }
book-answer-empty = Только success: true.
book-errors = Ошибки
book-status = Статус
book-example = Пример
book-example-token = Замените YOUR_TOKEN своим токеном.
book-read-only = Только в ответе
book-shapes = Объекты
book-shapes-intro = Объекты, из которых состоят параметры и ответы. Любое поле передаваемого объекта необязательно: отсутствующее поле не меняется, null очищает его.
book-try = Попробовать в браузере
book-try-hint = Запросы идут к этому серверу и действительно выполняются. Сначала укажите ключ кнопкой «Authorize».
book-try-scripts = Этой странице нужен JavaScript. Справочник работает и без него.
book-try-absent = В этой сборке нет страницы для пробы методов
book-try-absent-text = Swagger UI берётся из npm при сборке Latchkey. Установите Node.js с npm, выполните «cargo clean -p latchkey-assets» и соберите заново. Всё остальное работает и без этого.
book-download = Документ OpenAPI
book-about = Справочник API
place-path = адрес
place-query = строка запроса
place-form = тело
kind-text = строка
kind-text-most = { $count ->
    [one] строка, не более { $count } символа
    [few] строка, не более { $count } символов
    [many] строка, не более { $count } символов
   *[other] строка, не более { $count } символа
}
kind-moment = дата и время, ГГГГ-ММ-ДД чч:мм:сс
kind-day = дата, ГГГГ-ММ-ДД
kind-clock = время, чч:мм
kind-whole = целое число
kind-number = число
kind-flag = логическое значение
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
stores-rule-within = Относится к магазинам ключа. Данные других магазинов считаются отсутствующими.
stores-rule-external = Если у ключа несколько магазинов, при внешнем ID укажите один из них в «site».
stores-rule-required = Если у ключа несколько магазинов, укажите один из них в «site». Если магазин один, «site» необязателен.
why-missing-key = В запросе нет ключа.
why-wrong-key = Ключ неизвестен или отключён, либо в запросе два разных ключа.
why-denied = Ключу не разрешён этот метод или этот магазин.
why-rate = Ключ превысил ограничение; когда продолжать, указано в заголовке Retry-After. Статус 429, если он включён у ключа, иначе 503.
why-missing = Этот параметр обязателен.
why-missing-site = У ключа несколько магазинов, а в запросе не указан ни один.
why-by = Недопустимое значение этого параметра.
why-input = Параметр неверен или вне допустимых границ; он указан в errors.
why-entity = Поле неверно или не может быть сохранено; его путь указан в errors.
why-order = Кода не существует, или нарушено правило заказов; поле указано в errors.
why-not-found = Такого объекта нет, или у ключа нет к нему доступа.
why-partly = Верные элементы сохранены; отклонённые указаны в errors по номеру в списке.

known-title = Как узнать токен Latchkey
known-intro = Токен ключа доступа к API состоит из 32 символов: lky_ (lkt_ у тестовых ключей), 22 случайных символа и контрольная сумма из 6 символов.
known-pattern = Шаблон
known-check = Контрольная сумма
known-check-rule = CRC-32 (IEEE) первых 26 символов, записанная 6 цифрами по основанию 62 (0–9, A–Z, a–z), старшая первой. Строка, которая подходит под шаблон, но не под контрольную сумму, — не токен.
known-sample = Пример (не настоящий ключ)
known-marked = В файлах (RFC 8959)
known-files = Для сканеров
known-files-why = Первые два файла — правила для gitleaks и trufflehog. В запросе префикс «secret-token:» необязателен.
known-found = Нашли токен?
known-found-text = Сообщите владельцу этого сервера. Администратор отключает ключ в разделе «Интеграция» → «Ключи доступа к API», после чего запросы с ним отклоняются.

calls-link = По списку запросов
calls-title = Права по списку запросов
calls-text = Запросы
calls-text-hint = По одному запросу в строке, как в журнале или документации, либо целиком документ OpenAPI, коллекция Postman или файл HAR. Токены не сохраняются.
calls-file = Или загрузите файл
calls-file-hint = HAR, JSON, YAML или текст, до 32 МБ.
calls-find = Найти методы
calls-nothing = Запросы не распознаны. Введите их по одному в строке, например GET /api/v5/orders.
calls-needed = { $count ->
    [one] Нужен { $count } метод
    [few] Нужно { $count } метода
    [many] Нужно { $count } методов
   *[other] Нужно { $count } метода
}
calls-make = Добавить ключ с этими методами
calls-unresolved = Не распознано
calls-no-method = такого метода нет
calls-other-verb = по этому адресу другой HTTP-метод
