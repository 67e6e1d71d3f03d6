# Слова о шаблонах ключей и о нескольких ключах сразу.

template-list = Шаблоны
template-lead = Шаблон заполняет форму нового ключа. Сам по себе ни шаблон, ни ссылка на него доступа не даёт:
template-own = Ваши шаблоны
template-own-none = У вас пока нет шаблонов.
template-own-next = Добавьте шаблон или откройте ключ и сохраните его настройки как шаблон.
template-built-in = Встроенные
template-whose = Кто использует
template-whose-own = ваша компания
template-whose-others = другая компания
template-keys = Ключи
template-keys-of = Ключи, созданные по шаблону «{ $name }»
template-keys-none = По этому шаблону ещё не создано ключей.
template-keys-lead = Изменения шаблона не затрагивают ключи. Отметьте те, которые нужно обновить. Магазины, сроки действия и заметки не меняются.
template-follow = Сравнить
template-apply = Обновить отмеченные ключи
template-leave = Не менять
template-new = Новый шаблон
template-edit = Изменить шаблон
template-save = Сохранить как шаблон
template-made-from = Создан по шаблону
template-code = Код
template-code-hint = Используется в ссылках и командах: латинские буквы, цифры, «-» и «_». Позже изменить нельзя.
template-about = Описание
template-stores-one = ровно один
template-stores-some = отдельные
template-stores-all = все
template-stores-hint = Магазины выбираются при добавлении ключа.
template-partner = Ключи по этому шаблону принадлежат другой компании
template-delete-ask = Удалить этот шаблон?
template-delete-why = Созданные по нему ключи не изменятся.
done-template-added = Шаблон сохранён.
done-template-saved = Шаблон сохранён. Ключи не изменены.
done-template-deleted = Шаблон удалён. Ключи не изменены.
done-template-applied = { $count ->
    [one] По шаблону обновлён { $count } ключ.
    [few] По шаблону обновлены { $count } ключа.
    [many] По шаблону обновлено { $count } ключей.
   *[other] По шаблону обновлено { $count } ключа.
}
refused-template = Этого шаблона больше нет. Выберите другой или начните без шаблона.
refused-template-code = Введите код из латинских букв, цифр, «-» и «_», который не использовался ни одним шаблоном, в том числе удалённым.
refused-about = Введите описание длиной не более 1000 символов.
template-courier = Курьерская служба
template-call-centre = Колл-центр
template-messenger = Мессенджеры
shelf-service = Платежи и мессенджеры
shelf-stripe-about = Ссылки на оплату Stripe через официальный модуль.
shelf-stripe-where = В настройках модуля Stripe вставьте токен как ключ API и укажите этот URL:
shelf-messenger-about = Модуль для WhatsApp, Telegram и других мессенджеров. Он подключается и виден в списке модулей; сам Latchkey сообщения не доставляет.
shelf-messenger-where = В настройках модуля вставьте токен как ключ API и укажите этот URL:
shelf-courier-about = Служба доставки, которая получает заказы, курьеров и статусы и меняет статусы заказов и данные доставки.
shelf-courier-where = Передайте службе токен и этот URL. В фильтре заказов ключа выберите типы или статусы заказов для доставки. URL:
shelf-call-centre-about = Внешняя команда, которая принимает заказы по телефону: читает, создаёт и меняет заказы и клиентов, пишет заметки.
shelf-call-centre-where = Укажите токен и этот URL в программе колл-центра:
needs-addresses = Адреса, к которым он обращается:

bulk = Массовые действия
bulk-which = Ключи
bulk-fitting = { $count ->
    [one] { $count } ключ, подходящий под фильтр
    [few] Все { $count } ключа, подходящие под фильтр
    [many] Все { $count } ключей, подходящих под фильтр
   *[other] Все { $count } ключа, подходящие под фильтр
}
bulk-all = { $count ->
    [one] { $count } ключ в списке
    [few] Все { $count } ключа в списке
    [many] Все { $count } ключей в списке
   *[other] Все { $count } ключа в списке
}
bulk-what = Действие
bulk-disable = Отключить
bulk-enable = Включить
bulk-ends = Задать срок действия
bulk-no-end = Убрать срок действия
bulk-rate = Задать число запросов в секунду
bulk-header-only = Принимать токен только в заголовке
bulk-any-transport = Принимать токен и в URL
bulk-owner = Назначить ответственного
bulk-delete = Удалить
bulk-restore = Восстановить
bulk-rate-hint = 0 — без ограничения
refused-none-chosen = Отметьте хотя бы один ключ.
refused-deed = Выберите действие.
refused-leaked = Токен утёк, включить ключ нельзя.
refused-too-late = Ключ удалён больше 30 дней назад.
refused-deleted = Ключ удалён.
plan-title = Предпросмотр
plan-keys = { $count ->
    [0] Ни один ключ не изменится.
    [one] { $count } ключ,
    [few] { $count } ключа,
    [many] { $count } ключей,
   *[other] { $count } ключа,
}
plan-used = { $count ->
    [0] за последний час не использован ни один
    [one] за последний час использован { $count }
    [few] за последний час использованы { $count }
    [many] за последний час использовано { $count }
   *[other] за последний час использованы { $count }
}
plan-hour = Использован за последний час
plan-what = Изменение
plan-pick = Выбрать
plan-pick-of = Выбрать «{ $name }»
plan-pick-all = Выбрать все
plan-off = будет отключён
plan-on = будет включён
plan-deleted = будет удалён; восстановить можно в течение 30 дней
plan-back = будет восстановлен
plan-back-off = будет восстановлен (отключённым, как был)
plan-unchanged = { $count ->
    [one] { $count } ключ не изменится
    [few] { $count } ключа не изменятся
    [many] { $count } ключей не изменятся
   *[other] { $count } ключа не изменится
}
plan-refused = { $count ->
    [one] Для { $count } ключа это невозможно, поэтому ничего не изменится
    [few] Для { $count } ключей это невозможно, поэтому ничего не изменится
    [many] Для { $count } ключей это невозможно, поэтому ничего не изменится
   *[other] Для { $count } ключа это невозможно, поэтому ничего не изменится
}
plan-leave = Исключить их
plan-go = { $count ->
    [one] Изменить { $count } ключ
    [few] Изменить { $count } ключа
    [many] Изменить { $count } ключей
   *[other] Изменить { $count } ключа
}
plan-go-disable = { $count ->
    [one] Отключить { $count } ключ
    [few] Отключить { $count } ключа
    [many] Отключить { $count } ключей
   *[other] Отключить { $count } ключа
}
plan-go-enable = { $count ->
    [one] Включить { $count } ключ
    [few] Включить { $count } ключа
    [many] Включить { $count } ключей
   *[other] Включить { $count } ключа
}
plan-go-delete = { $count ->
    [one] Удалить { $count } ключ
    [few] Удалить { $count } ключа
    [many] Удалить { $count } ключей
   *[other] Удалить { $count } ключа
}
plan-go-restore = { $count ->
    [one] Восстановить { $count } ключ
    [few] Восстановить { $count } ключа
    [many] Восстановить { $count } ключей
   *[other] Восстановить { $count } ключа
}
plan-changed = Ничего не изменено: за это время ключи изменились. Проверьте новый предпросмотр.
done-bulk-disable = { $count ->
    [one] Отключён { $count } ключ.
    [few] Отключены { $count } ключа.
    [many] Отключено { $count } ключей.
   *[other] Отключено { $count } ключа.
}
done-bulk-enable = { $count ->
    [one] Включён { $count } ключ.
    [few] Включены { $count } ключа.
    [many] Включено { $count } ключей.
   *[other] Включено { $count } ключа.
}
done-bulk-ends = { $count ->
    [one] Срок действия задан { $count } ключу.
    [few] Срок действия задан { $count } ключам.
    [many] Срок действия задан { $count } ключам.
   *[other] Срок действия задан { $count } ключа.
}
done-bulk-no-end = { $count ->
    [one] Срок действия убран у { $count } ключа.
    [few] Срок действия убран у { $count } ключей.
    [many] Срок действия убран у { $count } ключей.
   *[other] Срок действия убран у { $count } ключа.
}
done-bulk-rate = { $count ->
    [one] Ограничение задано { $count } ключу.
    [few] Ограничение задано { $count } ключам.
    [many] Ограничение задано { $count } ключам.
   *[other] Ограничение задано { $count } ключа.
}
done-bulk-header-only = { $count ->
    [one] { $count } ключ принимает токен только в заголовке.
    [few] { $count } ключа принимают токен только в заголовке.
    [many] { $count } ключей принимают токен только в заголовке.
   *[other] { $count } ключа принимают токен только в заголовке.
}
done-bulk-any-transport = { $count ->
    [one] { $count } ключ принимает токен и в URL.
    [few] { $count } ключа принимают токен и в URL.
    [many] { $count } ключей принимают токен и в URL.
   *[other] { $count } ключа принимает токен и в URL.
}
done-bulk-owner = { $count ->
    [one] У { $count } ключа новый ответственный.
    [few] У { $count } ключей новый ответственный.
    [many] У { $count } ключей новый ответственный.
   *[other] У { $count } ключа новый ответственный.
}
done-bulk-delete = { $count ->
    [one] Удалён { $count } ключ.
    [few] Удалены { $count } ключа.
    [many] Удалено { $count } ключей.
   *[other] Удалено { $count } ключа.
}
done-bulk-restore = { $count ->
    [one] Восстановлен { $count } ключ.
    [few] Восстановлены { $count } ключа.
    [many] Восстановлено { $count } ключей.
   *[other] Восстановлено { $count } ключа.
}
panic-title = Приостановка всех ключей других компаний
panic-lead = На случай инцидента безопасности у партнёра. Все ключи других компаний сразу отключаются, ваши продолжают работать. Ничего не удаляется: позже ключи можно возобновить.
panic-whose = Ключ принадлежит другой компании, если она указана в его заметках или если он создан по одному из этих шаблонов:
panic-suspend = Ключи для приостановки
panic-none = Включённых ключей других компаний нет.
panic-go = { $count ->
    [one] Приостановить { $count } ключ
    [few] Приостановить { $count } ключа
    [many] Приостановить { $count } ключей
   *[other] Приостановить { $count } ключа
}
panic-resume = Приостановленные ключи
panic-resume-none = Приостановленных ключей нет.
panic-resume-lead = Здесь нет ключей, которые были отключены раньше, с тех пор удалены, снова включены или о чьей утечке сообщили.
panic-back = { $count ->
    [one] Возобновить { $count } ключ
    [few] Возобновить { $count } ключа
    [many] Возобновить { $count } ключей
   *[other] Возобновить { $count } ключа
}
done-panic-suspended = { $count ->
    [one] Приостановлен { $count } ключ. Запросы с ним отклоняются.
    [few] Приостановлены { $count } ключа. Запросы с ними отклоняются.
    [many] Приостановлено { $count } ключей. Запросы с ними отклоняются.
   *[other] Приостановлено { $count } ключа. Запросы с ними отклоняются.
}
done-panic-resumed = { $count ->
    [one] { $count } ключ снова работает.
    [few] { $count } ключа снова работают.
    [many] { $count } ключей снова работают.
   *[other] { $count } ключа снова работают.
}
did-template-any = Все события шаблонов
did-template-added = Шаблон добавлен
did-template-changed = Шаблон изменён
did-template-deleted = Шаблон удалён
record-field-template = Шаблон
refused-built-in = Это встроенный шаблон: продублируйте его и измените копию.
record-field-about = Описание
record-field-partner = Другой компании
record-field-stores = Тип доступа
