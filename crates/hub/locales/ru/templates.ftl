# Слова о шаблонах ключей и о нескольких ключах сразу.

template-list = Шаблоны
template-lead = Шаблон — это то, с чего начинается форма ключа. Сам по себе он ничего не разрешает, как и ссылка на него:
template-own = Ваши шаблоны
template-own-none = Своих шаблонов пока нет.
template-own-next = Откройте ключ и сохраните его настройки как шаблон — или добавьте новый.
template-built-in = Встроенные
template-whose = Чей ключ
template-whose-own = ваш
template-whose-others = другой компании
template-keys = Ключи по этому шаблону
template-keys-of = Ключи по шаблону «{ $name }»
template-keys-none = По этому шаблону ещё не создано ни одного ключа.
template-keys-lead = Шаблон не управляет этими ключами: каждый станет таким, как в шаблоне, только если вы его отметите. Магазины, начало и конец действия и заметки не меняются никогда.
template-follow = Сравнить
template-apply = Изменить отмеченные ключи
template-leave = Оставить как есть
template-new = Новый шаблон
template-edit = Изменить шаблон
template-save = Сохранить как шаблон
template-made-from = Создан по шаблону
template-code = Код
template-code-hint = Для ссылок и команд: латинские буквы, цифры, «-» и «_». Потом его не изменить.
template-about = Для чего он
template-stores-one = ровно один
template-stores-some = отдельные
template-stores-all = все
template-stores-hint = Какие именно — выбирают, когда создают ключ.
template-partner = Ключи по этому шаблону принадлежат другой компании
template-delete-ask = Удалить шаблон?
template-delete-why = Ключи, созданные по нему, останутся как есть.
done-template-added = Шаблон сохранён.
done-template-saved = Шаблон сохранён. Ни один ключ не изменён.
done-template-deleted = Шаблон удалён. Его ключи остались как есть.
done-template-applied = { $count ->
    [one] { $count } ключ теперь такой, как в шаблоне.
    [few] { $count } ключа теперь такие, как в шаблоне.
   *[many] { $count } ключей теперь такие, как в шаблоне.
}
refused-template = Такого шаблона уже нет: выберите другой или начните без шаблона.
refused-template-code = Возьмите код из латинских букв, цифр, «-» и «_», которого нет ни у другого шаблона, ни в памяти ключей.
refused-about = В описании может быть не больше 1000 символов.
template-courier = Курьерская служба
template-call-centre = Колл-центр
template-messenger = Транспорт мессенджера
shelf-service = Платежи и мессенджеры
shelf-stripe-about = Ссылки на оплату через Stripe, с официальным модулем.
shelf-stripe-where = В настройках модуля Stripe вставьте токен как ключ API, а как адрес:
shelf-messenger-about = Модуль, который передаёт сообщения WhatsApp, Telegram и подобных. Он подключается и стоит в списке модулей; службы сообщений, которая передавала бы их дальше, здесь нет.
shelf-messenger-where = В настройках модуля вставьте токен как ключ API, а как адрес:
shelf-courier-about = Служба доставки, которая читает заказы, меняет их статусы и данные доставки, смотрит курьеров и статусы.
shelf-courier-where = Дайте службе токен и этот адрес. В ключе, в части «Только часть заказов», выберите типы или статусы заказов для доставки. Адрес:
shelf-call-centre-about = Команда на стороне, которая принимает заказы по телефону: читает, создаёт и меняет заказы и клиентов, пишет заметки.
shelf-call-centre-where = Дайте программе команды токен и этот адрес:
needs-addresses = Адреса, которые он ищет:

bulk = Несколько ключей сразу
bulk-which = Какие
bulk-ticked = Отмеченные выше
bulk-fitting = { $count ->
    [one] { $count } ключ, подходящий под фильтр
    [few] Все { $count } ключа, подходящие под фильтр
   *[many] Все { $count } ключей, подходящих под фильтр
}
bulk-all = { $count ->
    [one] { $count } ключ списка
    [few] Все { $count } ключа списка
   *[many] Все { $count } ключей списка
}
bulk-what = Что сделать
bulk-disable = Отключить
bulk-enable = Включить
bulk-ends = Назначить конец действия
bulk-no-end = Убрать конец действия
bulk-rate = Назначить запросы в секунду
bulk-header-only = Принимать токен только в заголовке
bulk-any-transport = Принимать токен и в адресе
bulk-owner = Назначить, кого спросить
bulk-delete = Удалить
bulk-restore = Вернуть
bulk-rate-hint = 0 — без ограничения.
bulk-look = Показать, что изменится
bulk-look-hint = Пока вы не согласитесь, ничего не меняется.
refused-none-chosen = Отметьте хотя бы один ключ.
refused-deed = Выберите, что сделать.
refused-leaked = Токен утёк, и ключ выключен навсегда.
refused-too-late = Ключ удалён больше 30 дней назад.
refused-deleted = Ключ удалён.
plan-title = Что изменится
plan-keys = { $count ->
    [0] Ни один ключ не изменится.
    [one] { $count } ключ,
    [few] { $count } ключа,
   *[many] { $count } ключей,
}
plan-used = { $count ->
    [0] за последний час не использован ни один
    [one] за последний час использован { $count }
    [few] за последний час использованы { $count }
   *[many] за последний час использовано { $count }
}
plan-hour = Использован за последний час
plan-what = Что меняется
plan-pick = Выбор
plan-pick-of = Отметить «{ $name }»
plan-pick-all = Отметить все
plan-off = выключается
plan-on = включается
plan-deleted = удаляется; 30 дней его можно вернуть
plan-back = возвращается
plan-back-off = возвращается выключенным, каким и был
plan-unchanged = { $count ->
    [one] { $count } ключ уже такой
    [few] { $count } ключа уже такие
   *[many] { $count } ключей уже такие
}
plan-refused = { $count ->
    [one] С { $count } ключом этого сделать нельзя, поэтому не делается ничего
    [few] С { $count } ключами этого сделать нельзя, поэтому не делается ничего
   *[many] С { $count } ключами этого сделать нельзя, поэтому не делается ничего
}
plan-leave = Без них
plan-go = { $count ->
    [one] Сделать с { $count } ключом
    [few] Сделать с { $count } ключами
   *[many] Сделать с { $count } ключами
}
plan-changed = Ничего не сделано: пока вы смотрели, ключи изменились. Вот что было бы сделано теперь.
done-bulk-disable = { $count ->
    [one] { $count } ключ выключен.
    [few] { $count } ключа выключены.
   *[many] { $count } ключей выключено.
}
done-bulk-enable = { $count ->
    [one] { $count } ключ включён.
    [few] { $count } ключа включены.
   *[many] { $count } ключей включено.
}
done-bulk-ends = { $count ->
    [one] У { $count } ключа новый конец действия.
    [few] У { $count } ключей новый конец действия.
   *[many] У { $count } ключей новый конец действия.
}
done-bulk-no-end = { $count ->
    [one] У { $count } ключа больше нет конца действия.
    [few] У { $count } ключей больше нет конца действия.
   *[many] У { $count } ключей больше нет конца действия.
}
done-bulk-rate = { $count ->
    [one] У { $count } ключа новое ограничение.
    [few] У { $count } ключей новое ограничение.
   *[many] У { $count } ключей новое ограничение.
}
done-bulk-header-only = { $count ->
    [one] { $count } ключ принимает токен только в заголовке.
    [few] { $count } ключа принимают токен только в заголовке.
   *[many] { $count } ключей принимают токен только в заголовке.
}
done-bulk-any-transport = { $count ->
    [one] { $count } ключ принимает токен и в адресе.
    [few] { $count } ключа принимают токен и в адресе.
   *[many] { $count } ключей принимают токен и в адресе.
}
done-bulk-owner = { $count ->
    [one] У { $count } ключа новое контактное лицо.
    [few] У { $count } ключей новое контактное лицо.
   *[many] У { $count } ключей новое контактное лицо.
}
done-bulk-delete = { $count ->
    [one] { $count } ключ удалён.
    [few] { $count } ключа удалены.
   *[many] { $count } ключей удалено.
}
done-bulk-restore = { $count ->
    [one] { $count } ключ возвращён.
    [few] { $count } ключа возвращены.
   *[many] { $count } ключей возвращено.
}
panic-link = Приостановить чужие
panic-title = Приостановить все ключи других компаний
panic-lead = Если у партнёра что-то случилось: каждый ключ другой компании выключается сразу, а ваши продолжают работать. Ключи, их токены и настройки остаются, и всё можно вернуть.
panic-whose = Ключ принадлежит другой компании, если в заметках о нём названа компания, которая им пользуется, или если он создан по одному из этих шаблонов:
panic-suspend = Что будет приостановлено
panic-none = Ни один ключ другой компании не включён.
panic-go = { $count ->
    [one] Приостановить { $count } ключ
    [few] Приостановить { $count } ключа
   *[many] Приостановить { $count } ключей
}
panic-resume = Что приостановлено
panic-resume-none = Ничего не приостановлено.
panic-resume-lead = Здесь нет ключей, которые были выключены и раньше, с тех пор удалены или утекли, и тех, что кто-то уже включил.
panic-back = { $count ->
    [one] Вернуть { $count } ключ
    [few] Вернуть { $count } ключа
   *[many] Вернуть { $count } ключей
}
done-panic-suspended = { $count ->
    [one] Приостановлен { $count } ключ: следующий запрос с ним отклоняется.
    [few] Приостановлены { $count } ключа: следующие запросы с ними отклоняются.
   *[many] Приостановлено { $count } ключей: следующие запросы с ними отклоняются.
}
done-panic-resumed = { $count ->
    [one] { $count } ключ снова работает.
    [few] { $count } ключа снова работают.
   *[many] { $count } ключей снова работают.
}
did-template-any = Всё о шаблонах
did-template-added = Шаблон добавлен
did-template-changed = Шаблон изменён
did-template-deleted = Шаблон удалён
record-field-template = Шаблон
refused-built-in = Этот шаблон встроен: создайте свой, который начинается так же.
record-field-about = Для чего он
record-field-partner = Другой компании
record-field-stores = Какие магазины
