# Corporate customers: their methods.

method-customers-corporate = Список корпоративных клиентов, сначала новые
method-customers-corporate-externalId = Получить корпоративного клиента
method-customers-corporate-create = Создать корпоративного клиента
method-customers-corporate-externalId-edit = Изменить корпоративного клиента
method-customers-corporate-upload = Создать до 50 корпоративных клиентов
method-customers-corporate-fix-external-ids = Задать внешние ID корпоративных клиентов
method-customers-corporate-history = История корпоративных клиентов, сначала старые записи
method-customers-corporate-combine = Объединить корпоративных клиентов
method-customers-corporate-notes = Список заметок о корпоративных клиентах
method-customers-corporate-notes-create = Добавить заметку о корпоративном клиенте
method-customers-corporate-notes-id-delete = Удалить заметку о корпоративном клиенте
method-customers-corporate-externalId-addresses = Список адресов корпоративного клиента
method-customers-corporate-externalId-addresses-create = Добавить адрес корпоративного клиента
method-customers-corporate-externalId-addresses-entityExternalId-edit = Изменить адрес корпоративного клиента
method-customers-corporate-externalId-companies = Список компаний корпоративного клиента
method-customers-corporate-externalId-companies-create = Добавить компанию корпоративного клиента
method-customers-corporate-externalId-companies-entityExternalId-edit = Изменить компанию корпоративного клиента
method-customers-corporate-externalId-contacts = Список контактных лиц корпоративного клиента
method-customers-corporate-externalId-contacts-create = Добавить контактное лицо корпоративного клиента
method-customers-corporate-externalId-contacts-entityExternalId-edit = Изменить контактное лицо корпоративного клиента
