# Custom fields: their methods and their pages.

block-custom-fields = Пользовательские поля
method-custom-fields = Список пользовательских полей
method-custom-fields-entity-code = Получить пользовательское поле
method-custom-fields-entity-create = Добавить пользовательское поле
method-custom-fields-entity-code-edit = Изменить пользовательское поле
method-custom-fields-dictionaries = Список пользовательских справочников
method-custom-fields-dictionaries-code = Получить пользовательский справочник
method-custom-fields-dictionaries-create = Добавить пользовательский справочник
method-custom-fields-dictionaries-code-edit = Изменить пользовательский справочник
