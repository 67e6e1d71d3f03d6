# Words about people, settings and the marketplace.

nav-marketplace = Маркетплейс
marketplace-lead = Что можно подключить: магазин, собственную программу, партнёра. Каждому нужен ключ, который разрешает то, что он делает, и не больше.
shelf-shop = Магазины
shelf-program = Программы
shelf-partner = Партнёры и отдельные страницы
template-api = Клиент API

shelf-woocommerce-about = Заказы, клиенты и товары магазина на WooCommerce через официальный модуль для WordPress.
shelf-woocommerce-where = В WordPress откройте WooCommerce → Настройки → Интеграция, вставьте токен как ключ API, а как адрес укажите:
shelf-opencart-about = Заказы, клиенты и товары магазина на OpenCart через официальный модуль.
shelf-opencart-where = В OpenCart откройте Дополнения → Модули, откройте настройки модуля, вставьте токен как ключ API, а как адрес укажите:
shelf-prestashop-about = Заказы, клиенты и товары магазина на PrestaShop через официальный модуль. Ему нужен токен ровно из 32 символов: созданные здесь такие и есть.
shelf-prestashop-where = В PrestaShop откройте Модули → Менеджер модулей, откройте настройки модуля, вставьте токен как ключ API, а как адрес укажите:
shelf-bitrix-about = Заказы, клиенты и товары одного или нескольких сайтов на 1С-Битрикс через официальный модуль.
shelf-bitrix-where = В 1С-Битрикс откройте Настройки → Модули, настройте модуль, вставьте токен как ключ API, а как адрес укажите:
shelf-magento-about = Заказы, клиенты и товары магазина на Magento через официальный модуль.
shelf-magento-where = В Magento откройте Stores → Configuration, найдите раздел модуля, вставьте токен как ключ API, а как адрес укажите:
shelf-api-about = Собственная программа или готовая библиотека для PHP, Python, Go и других языков. Отметьте методы, которые она вызывает.
shelf-api-where = Укажите в программе токен и этот адрес:
shelf-cpa-about = Партнёрская сеть, которая узнаёт статусы заказов и не видит ничего другого.
shelf-cpa-where = Передайте сети токен и этот адрес; она обращается к /api/v5/orders/statuses по адресу:
shelf-landing-about = Страница, которая отправляет заказы и ничего не читает. Каждый заказ находит своего клиента по телефону или e-mail среди клиентов своего магазина.
shelf-landing-where = Пусть заказы на /api/v5/orders/create отправляет сервер страницы, а не браузер: токен на странице виден всем. Адрес:

needs-stores = Магазины
needs-one-store = ровно один
needs-some-stores = те, что вы выберете
needs-any-stores = все или те, что вы выберете
needs-methods = Разрешает
needs-token = Токен
needs-token-any = от 32 до 100 символов
needs-token-exact = { $count ->
    [one] ровно { $count } символ
    [few] ровно { $count } символа
   *[many] ровно { $count } символов
}
needs-scopes = Права, с которыми он работает:
needs-lacking = В этой версии Latchkey этого ещё нет; то, что модуль делает с их помощью, работать не будет:
needs-lacking-checked = В этой версии Latchkey этого ещё нет, а модуль проверяет это при подключении:
how-to-connect = Как подключить: { $name }
step-key = Создайте ключ кнопкой ниже: форма откроется с отмеченными методами. Выберите магазин и скопируйте токен до сохранения.
step-check = Сохраните там настройки. Модуль, который сообщает о себе, появится на этой странице в разделе «Подключены».
make-key = Создать ключ
make-key-for = Создать ключ для { $name }

connected-title = Подключены
connected-none = Пока ни один модуль о себе не сообщил.
connected-none-next = Создайте ключ для одного из модулей выше и укажите его в модуле: он появится здесь сам.
module-name = Модуль
module-kind = Вид
module-key = Ключ
module-seen = Сообщил о себе
module-on = Работает
module-off = Выключен
module-frozen = Приостановлен
module-key-off = Ключ отключён
module-key-deleted = Ключ удалён
module-settings = Настройки
module-settings-of = Настройки модуля { $name }
module-forget = Забыть
module-forget-of = Забыть { $name }
module-forget-ask = Забыть модуль { $name }?
module-forget-why = Он исчезнет из списка. Его ключ останется как есть: чтобы не пускать модуль, отключите ключ. Если модуль снова сообщит о себе, он вернётся.
done-module-forgotten = Модуль забыт.
method-integration-modules-code = Получить один интеграционный модуль
method-integration-modules-code-edit = Подключить интеграционный модуль или изменить его
