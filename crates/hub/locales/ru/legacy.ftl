# Настройки модулей в v3 и v4.
block-legacy-settings = Настройки модулей (v3, v4)
method-telephony-setting-code = Получить настройки модуля телефонии
method-telephony-setting-code-edit = Изменить настройки модуля телефонии
method-telephony-settings-code = Изменить настройки модуля телефонии: каждая в своём параметре
method-delivery-generic-setting-code = Получить настройки модуля доставки
method-delivery-generic-setting-code-edit = Изменить настройки модуля доставки
method-store-setting-code = Получить настройки модуля складского учёта
method-store-setting-code-edit = Изменить настройки модуля складского учёта
method-marketplace-external-setting-code-edit = Изменить настройки модуля маркетплейса
