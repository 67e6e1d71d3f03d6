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
module-seen = Последний запрос
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

nav-people = Пользователи
nav-settings = Настройки

person-new = Новый пользователь
person-new-hint = Пароль он выберет сам по ссылке, которую вы увидите на следующей странице.
person-invite = Добавить и создать ссылку
person-name = Имя и фамилия
person-role = Роль
role-administrator-may = Всё, в том числе ключи, пользователи и настройки.
role-manager-may = Магазины, заказы и клиенты; ключи только смотрит.
role-read-only-may = Смотрит всё, кроме пользователей и настроек.
person-active = Может входить
person-may-enter = Может входить
person-invited = Есть ссылка, пароля ещё нет
person-shut-out = Вход закрыт
person-link-again = Создать новую ссылку
person-link-for = Ссылка для: { $name }
person-link-hint = Передайте её надёжным способом: кто её откроет, тот и выберет пароль. Она действует один раз в течение 7 дней и показана только сейчас.
person-link-done = Ссылка передана
person-reset = Сбросить пароль
person-reset-ask = Сбросить пароль ({ $name })?
person-reset-why = Все сеансы завершатся, второй шаг выключится, и войти будет нельзя, пока по новой ссылке не выбран пароль. Ссылку вы увидите на следующей странице.
person-reset-go = Сбросить и создать ссылку
done-person-saved = Пользователь сохранён.
done-person-step-off = Второй шаг выключен.
refused-role = Выберите роль не шире вашей собственной.
refused-self = Свой пароль меняйте на странице своей учётной записи.
refused-administrator = Должен остаться кто-то, кто может всё: сначала назначьте другого администратора и дайте ему войти.

invitation-title = Выберите пароль
invitation-hello = Здравствуйте, { $name }
invitation-lead = Выберите пароль. С ним вы сразу войдёте.
invitation-go = Сохранить пароль и войти
invitation-over-title = Эта ссылка не действует
invitation-over-text = Она действует один раз в течение 7 дней, и новая ссылка заменяет прежнюю. Попросите у администратора другую.
done-invited = Вы вошли с новым паролем.

step-title = Второй шаг
step-on = Включён
step-off = Выключен
step-why = С ним при входе, кроме пароля, нужен код из приложения на телефоне: одного украденного пароля будет мало.
step-begin = Настроить второй шаг
step-begin-why = Приготовьте приложение-аутентификатор и пароль.
step-change = Изменить второй шаг
step-scan = Отсканируйте приложением:
step-qr = QR-код с секретом для приложения
step-type = Или введите секрет:
step-first-code = Введите код, который приложение показывает сейчас
step-turn-on = Включить
step-turn-off = Выключить второй шаг
step-turn-off-why = После этого для входа хватит одного пароля.
done-step-on = Второй шаг включён.
done-step-off = Второй шаг выключен.
code-title = Второй шаг
code-field = Код
code-hint = Шесть цифр, которые приложение показывает сейчас, или один из резервных кодов.
recovery-title = Резервные коды
recovery-left = { $count ->
    [one] Остался { $count } код.
    [few] Осталось { $count } кода.
   *[many] Осталось { $count } кодов.
}
recovery-why = Каждый впускает один раз без приложения. Храните их там, где найдёте без телефона.
recovery-once = Они показаны только сейчас: запишите или распечатайте их.
recovery-renew = Создать новые резервные коды
recovery-kept = Коды сохранены
refused-proof = Это не тот пароль.
refused-otp = Код неверный или уже использован. Дождитесь следующего.

settings-language-hint = Язык страниц и названий, с которыми пришли справочники. Изменённые вами названия остаются; коды не меняются.
settings-zone = Часовой пояс
settings-zone-hint = В нём показывается и читается время. Начните вводить город по-английски, например Madrid.
settings-currency-hint = Базовая валюта аккаунта и валюта новых магазинов.
settings-country-hint = По ней читаются телефоны без кода страны; она же у новых магазинов.
done-settings = Настройки сохранены.
refused-language = Выберите один из языков.
refused-timezone = Укажите часовой пояс так, как он называется в базе, например Europe/Madrid.
refused-country = Укажите код ISO 3166 из двух букв, например ES.

store-entity = Юридическое лицо
store-entity-none = Нет
store-entity-hint = Их пока нет: программы добавляют их через reference/legal-entities.
store-sender-name = Отправитель писем, имя
store-sender-hint = Отсюда его берут модули, которые пишут клиентам.
store-sender-email = Отправитель писем, e-mail
refused-contragentCode = Выберите одно из юридических лиц.
refused-senderName = В имени может быть не больше 255 символов.
refused-senderEmail = Укажите полный адрес e-mail.
