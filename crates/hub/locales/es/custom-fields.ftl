# Custom fields: their methods and their pages.

block-custom-fields = Campos personalizados
method-custom-fields = Lista los campos personalizados
method-custom-fields-entity-code = Obtiene un campo personalizado
method-custom-fields-entity-create = Añade un campo personalizado
method-custom-fields-entity-code-edit = Modifica un campo personalizado
method-custom-fields-dictionaries = Lista los diccionarios personalizados
method-custom-fields-dictionaries-code = Obtiene un diccionario personalizado
method-custom-fields-dictionaries-create = Añade un diccionario personalizado
method-custom-fields-dictionaries-code-edit = Modifica un diccionario personalizado
