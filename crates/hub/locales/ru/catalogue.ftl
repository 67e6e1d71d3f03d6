# Каталог магазина: товары, цены и остатки.

method-store-products = Список товаров с торговыми предложениями
method-store-offers = Список торговых предложений с товарами
method-store-products-properties = Список свойств товаров
method-store-products-properties-values = Список значений свойств товаров
method-store-product-groups = Список товарных групп
method-store-product-groups-create = Добавить товарную группу
method-store-product-groups-externalId-edit = Изменить товарную группу
method-store-products-batch-create = Добавить до 50 товаров
method-store-products-batch-edit = Изменить до 50 товаров
method-store-inventories = Остатки и закупочные цены торговых предложений
method-store-inventories-upload = Задать остатки до 250 торговых предложений
method-store-prices-upload = Задать цены до 250 торговых предложений

catalogue = Каталог
store-tab-catalogue = Каталог
catalogue-load-now = Загрузить сейчас
catalogue-last = Последняя загрузка
catalogue-running = Загружается
catalogue-done = Загружен
catalogue-failed = Ошибка
catalogue-waits = Загрузка начнётся через несколько секунд.
catalogue-kept = В магазине остался прежний каталог.
catalogue-when = Время
catalogue-source = Источник
catalogue-result = Результат
catalogue-counts = Торговых предложений: { $offers }; новых и изменённых: { $changed }; снято с продажи: { $gone }; отклонено: { $refused }
catalogue-next = Следующая загрузка
catalogue-never = Каталог ещё не загружали.
catalogue-refused = Отклонённые предложения
catalogue-line = Строка
catalogue-offer = Предложение
catalogue-reason = Причина
catalogue-feed = Файл каталога
catalogue-url = URL файла ICML
catalogue-url-hint = Этот файл создаёт модуль магазина. URL из частных сетей отклоняются, если сервер их не разрешает.
catalogue-every = Расписание
catalogue-every-off = Не загружать
catalogue-every-hourly = Каждый час
catalogue-every-daily = Каждый день
catalogue-file = Файл ICML
catalogue-file-hint = Предложения, которых нет в файле, станут неактивными.
catalogue-upload = Отправить и загрузить
catalogue-products = Товары
catalogue-search = Название, артикул или штрихкод
catalogue-none = Товаров пока нет
catalogue-none-next = Укажите выше URL файла или отправьте файл.
catalogue-upload-title = Загрузить из файла
catalogue-price = Цена
catalogue-stock = Остаток
catalogue-inactive = Неактивен
catalogue-no-group = Без группы
catalogue-no-offers = Нет предложений
catalogue-at-line = Строка { $line }: { $text }
catalogue-why-no-id = у предложения нет id
catalogue-why-repeated = в файле есть другое предложение с этим id
catalogue-why-missing = нет элемента { $about }
catalogue-why-too-long = слишком длинное значение { $about }
catalogue-why-no-number = { $about } должно быть числом не меньше 0
catalogue-why-no-dimensions = dimensions — это три числа: длина/ширина/высота
catalogue-why-no-vat = vatRate должно быть «none» или процентом
catalogue-why-no-flag = { $about } должно быть Y или N
catalogue-why-entity = неизвестная сущность &{ $about };
catalogue-why-no-catalogue = Это не каталог: корневой элемент должен быть yml_catalog.
catalogue-why-cut-off = Файл обрывается.
catalogue-why-too-deep = Слишком глубокая вложенность элементов.
catalogue-why-too-large = Элемент больше 1 МиБ.
catalogue-why-too-many-groups = В файле больше { $about } категорий.
catalogue-why-encoding = Файл должен быть в кодировке UTF-8.
catalogue-why-unreadable = Файл не удаётся прочитать: { $about }
catalogue-why-unreachable = Файл не удаётся получить: { $about }
catalogue-why-no-offers = В файле нет ни одного корректного предложения.
catalogue-why-aborted = Загрузка прервана.
catalogue-why-failed = Ошибка базы данных. Подробности — в журнале сервера.
catalogue-why-xml = Файл — некорректный XML: { $about }
done-catalogue-saved = Настройки каталога сохранены.
done-catalogue-asked = Загрузка запланирована.
done-catalogue-busy = Каталог уже загружается. Повторите, когда загрузка закончится.
block-customer-interaction = Корзины и избранное
block-statistic = Статистика
catalogue-products-count = { $count ->
    [one] { $count } товар
    [few] { $count } товара
    [many] { $count } товаров
   *[other] { $count } товара
}
catalogue-refused-count = { $count ->
    [one] { $count } предложение
    [few] { $count } предложения
    [many] { $count } предложений
   *[other] { $count } предложения
}
catalogue-refused-more = { $count ->
    [one] и ещё { $count }
    [few] и ещё { $count }
    [many] и ещё { $count }
   *[other] и ещё { $count }
}
method-customer-interaction-site-cart-customer = Получить корзину клиента
method-customer-interaction-site-cart-set = Задать корзину клиента
method-customer-interaction-site-cart-clear = Очистить корзину клиента
method-customer-interaction-site-favorites-customer = Список избранных предложений клиента
method-customer-interaction-site-favorites-customer-add = Добавить предложение в избранное клиента
method-customer-interaction-site-favorites-customer-remove = Убрать предложение из избранного клиента
method-statistic-update = Загрузить каталоги магазинов ключа как можно скорее
refused-file = Выберите файл.
