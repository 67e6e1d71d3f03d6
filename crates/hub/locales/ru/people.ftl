# Words about people, settings and the marketplace.

nav-marketplace = Маркетплейс
marketplace-lead = Подключите интернет-магазин, собственную программу или партнёра. Каждому нужен ключ только с теми правами, которые он использует.
shelf-shop = Интернет-магазины
shelf-program = Программы
shelf-partner = Партнёры и лендинги
template-api = Клиент API

shelf-woocommerce-about = Заказы, клиенты и товары магазина на WooCommerce через официальный модуль для WordPress.
shelf-woocommerce-where = В WordPress откройте WooCommerce → Настройки → Интеграция. Вставьте токен как ключ API и укажите этот URL:
shelf-opencart-about = Заказы, клиенты и товары магазина на OpenCart через официальный модуль.
shelf-opencart-where = В OpenCart откройте Дополнения → Модули и настройки модуля. Вставьте токен как ключ API и укажите этот URL:
shelf-prestashop-about = Заказы, клиенты и товары магазина на PrestaShop через официальный модуль. Ему нужен токен ровно из 32 символов; созданные здесь токены именно такой длины.
shelf-prestashop-where = В PrestaShop откройте Модули → Менеджер модулей и настройки модуля. Вставьте токен как ключ API и укажите этот URL:
shelf-bitrix-about = Заказы, клиенты и товары одного или нескольких сайтов на 1С-Битрикс через официальный модуль.
shelf-bitrix-where = В 1С-Битрикс откройте Настройки → Модули и настройте модуль. Вставьте токен как ключ API и укажите этот URL:
shelf-magento-about = Заказы, клиенты и товары магазина на Magento через официальный модуль.
shelf-magento-where = В Magento откройте Stores → Configuration и найдите раздел модуля. Вставьте токен как ключ API и укажите этот URL:
shelf-api-about = Собственная программа или готовая библиотека для PHP, Python, Go и других языков. Выберите методы, к которым она обращается.
shelf-api-where = Укажите в программе токен и этот URL:
shelf-cpa-about = Партнёрская сеть, которая получает статусы заказов и больше ничего.
shelf-cpa-where = Передайте сети токен и этот URL; она обращается к методу /api/v5/orders/statuses:
shelf-landing-about = Страница, которая отправляет заказы и ничего не читает. Клиент нового заказа ищется по телефону или электронной почте среди клиентов всех выбранных магазинов.
shelf-landing-where = Отправляйте заказы методом /api/v5/orders/create с сервера страницы, а не из браузера: иначе токен увидят посетители. URL:

needs-stores = Магазины
needs-one-store = ровно один
needs-some-stores = отдельные
needs-any-stores = все или отдельные
needs-token = Токен
needs-token-any = от 32 до 100 символов
needs-token-exact = { $count ->
    [one] ровно { $count } символ
    [few] ровно { $count } символа
    [many] ровно { $count } символов
   *[other] ровно { $count } символа
}
needs-scopes = Области доступа:
needs-lacking = Нет в этой версии Latchkey; эти функции модуля пока не работают:
needs-lacking-checked = Нет в этой версии Latchkey; модуль проверяет это при подключении:
make-key = Добавить ключ
make-key-for = Добавить ключ для { $name }

connected-title = Подключены
module-name = Модуль
module-key = Ключ
module-seen = Последний запрос
module-off = Отключён
module-frozen = Приостановлен
module-key-off = Ключ отключён
module-key-deleted = Ключ удалён
module-settings = Настройки
module-settings-of = Настройки модуля { $name }
module-forget = Убрать
module-forget-of = Убрать { $name }
module-forget-ask = Убрать модуль { $name }?
module-forget-why = Модуль исчезнет из списка, его ключ продолжит работать. Чтобы закрыть модулю доступ, отключите ключ. Если модуль подключится снова, он опять появится.
done-module-forgotten = Модуль убран.
method-integration-modules-code = Получить один интеграционный модуль
method-integration-modules-code-edit = Подключить интеграционный модуль или изменить его

nav-people = Пользователи
nav-settings = Настройки

person-new = Новый пользователь
person-new-hint = Пользователь задаст пароль по ссылке, которая появится на следующей странице.
person-invite = Добавить пользователя
person-name = Имя и фамилия
person-role = Роль
role-administrator-may = Полный доступ, в том числе к ключам, пользователям и настройкам.
role-manager-may = Магазины, заказы и клиенты; ключи — только просмотр.
role-read-only-may = Просмотр всего, кроме пользователей и настроек.
person-active = Активен
person-may-enter = Активен
person-invited = Приглашён
person-shut-out = Отключён
person-link-again = Создать новую ссылку
person-link-for = Ссылка для: { $name }
person-link-hint = Передайте её по надёжному каналу: пароль сможет задать любой, кто её откроет. Ссылка действует один раз в течение 7 дней и показана только сейчас.
person-link-done = Готово
person-reset = Сбросить пароль
person-reset-ask = Сбросить пароль ({ $name })?
person-reset-why = Все сеансы пользователя завершатся, двухэтапный вход отключится, а войти можно будет только с новым паролем, заданным по ссылке со следующей страницы.
person-reset-go = Сбросить пароль
done-person-saved = Пользователь сохранён.
done-person-step-off = Двухэтапный вход отключён.
refused-role = Выберите роль с правами не шире ваших.
refused-self = Свой пароль меняйте на странице «Ваша учётная запись».
refused-administrator = Должен остаться хотя бы один активный администратор. Сначала добавьте другого администратора и дождитесь, пока он войдёт.

invitation-title = Задайте пароль
invitation-hello = Здравствуйте, { $name }
invitation-lead = Задайте пароль, чтобы войти.
invitation-go = Задать пароль и войти
invitation-over-title = Ссылка недействительна
invitation-over-text = Ссылка действует один раз в течение 7 дней, пока не создана новая. Попросите у администратора новую ссылку.
done-invited = Пароль задан. Вы вошли в систему.

step-title = Двухэтапный вход
step-on = Включён
step-off = Отключён
step-why = При входе, кроме пароля, нужен код из приложения на телефоне: одного украденного пароля недостаточно.
step-begin = Настроить двухэтапный вход
step-begin-why = Понадобятся пароль и приложение-аутентификатор.
step-change = Изменить двухэтапный вход
step-scan = Отсканируйте код в приложении:
step-qr = QR-код с секретом для приложения
step-type = Или введите секрет:
step-first-code = Введите код из приложения
step-turn-on = Включить двухэтапный вход
step-turn-off = Отключить двухэтапный вход
step-turn-off-why = После этого для входа будет достаточно пароля.
done-step-on = Двухэтапный вход включён.
done-step-off = Двухэтапный вход отключён.
code-title = Двухэтапный вход
code-field = Код
code-hint = Шесть цифр из приложения или один из резервных кодов.
recovery-title = Резервные коды
recovery-left = { $count ->
    [one] Остался { $count } код.
    [few] Осталось { $count } кода.
    [many] Осталось { $count } кодов.
   *[other] Осталось { $count } кода.
}
recovery-why = Каждый код позволяет войти один раз без приложения. Храните коды там, где они доступны без телефона.
recovery-once = Они показаны только сейчас. Сохраните или распечатайте их.
recovery-renew = Создать новые резервные коды
recovery-kept = Коды сохранены
refused-proof = Неверный пароль.
refused-otp = Код неверный или уже использован. Дождитесь следующего.

settings-language-hint = Язык страниц и предустановленных названий в справочниках. Изменённые вами названия остаются, коды не меняются.
settings-zone = Часовой пояс
settings-reading = Телефоны клиентов и заказов обновляются: готово { $count } %. Чтобы увидеть, сколько осталось, обновите страницу.
done-settings = Настройки сохранены.
refused-language = Выберите один из языков.
refused-timezone = Введите название часового пояса, например Europe/Madrid.
refused-country = Введите двухбуквенный код ISO 3166, например ES.

store-entity = Юридическое лицо
store-entity-none = Нет
store-entity-hint = Их пока нет. Добавьте их в разделе «Справочники».
store-sender-name = Имя отправителя писем
store-sender-hint = Используется модулями, которые отправляют письма клиентам.
store-sender-email = Адрес отправителя писем
refused-contragentCode = Выберите одно из юридических лиц.
refused-senderName = Введите имя длиной не более 255 символов.
refused-senderEmail = Введите адрес электронной почты, например shop@example.com.
