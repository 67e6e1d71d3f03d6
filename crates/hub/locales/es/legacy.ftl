# Ajustes de módulos en v3 y v4.
block-legacy-settings = Ajustes de módulos (v3, v4)
method-telephony-setting-code = Obtiene los ajustes de un módulo de telefonía
method-telephony-setting-code-edit = Modifica los ajustes de un módulo de telefonía
method-telephony-settings-code = Modifica los ajustes de un módulo de telefonía, cada uno en su propio parámetro
method-delivery-generic-setting-code = Obtiene los ajustes de un módulo de envíos
method-delivery-generic-setting-code-edit = Modifica los ajustes de un módulo de envíos
method-store-setting-code = Obtiene los ajustes de un módulo de almacenes
method-store-setting-code-edit = Modifica los ajustes de un módulo de almacenes
method-marketplace-external-setting-code-edit = Modifica los ajustes de un módulo del marketplace
