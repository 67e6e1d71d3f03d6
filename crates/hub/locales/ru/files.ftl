# Файлы в справочнике.
block-files = Файлы
method-files = Список файлов, сначала новые
method-files-id = Получить сведения о файле
method-files-id-edit = Переименовать файл или изменить, к чему он прикреплён
method-files-id-delete = Удалить файл
method-files-upload = Загрузить файл: тело запроса и есть файл
method-files-id-download = Скачать файл
book-file-body = Тело запроса — сам файл, с любым Content-Type. Принимается и файл в теле multipart/form-data. Параметры и ключ передаются в адресе или в заголовках.
book-file-answer = Содержимое файла; его имя указано в Content-Disposition. Ключ со скрытыми данными не может скачивать файлы.
why-too-large = Файл больше ограничения max-file.
method-orders-packs = Список упаковок позиций заказов, сначала новые
method-orders-packs-history = Что происходило с упаковками, сначала старые
method-orders-packs-id = Получить упаковку
method-orders-packs-create = Добавить упаковку позиции заказа
method-orders-packs-id-edit = Изменить упаковку
method-orders-packs-id-delete = Удалить упаковку
