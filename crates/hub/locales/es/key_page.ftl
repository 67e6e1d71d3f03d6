# El marco de todas las páginas y las páginas de una clave.

frame-menu = Menú
frame-account = Cuenta
frame-more = Más acciones
frame-help = Ayuda de esta página
frame-faults = { $count ->
    [one] No se ha guardado. Corrija { $count } campo.
   *[other] No se ha guardado. Corrija { $count } campos.
}

list-last-call = Última llamada
list-search = Buscar claves
list-search-hint = Nombre o token
list-more-filters = Más filtros
list-filters = Filtros
list-clear = Quitar filtros
list-tag-remove = Quitar el filtro { $filter }: { $value }
list-select = Seleccionar
list-from-calls = Añadir a partir de llamadas…
list-panic = Suspender claves de terceros…
list-partner = Socio
list-stores-all = Todas las tiendas
list-stores = { $count ->
    [one] { $count } tienda
   *[other] { $count } tiendas
}
list-methods-all = Todos los métodos
list-methods = { $count ->
    [one] { $count } método
   *[other] { $count } métodos
}
list-expires = { $count ->
    [0] Caduca hoy
    [one] Caduca en { $count } día
   *[other] Caduca en { $count } días
}
list-never = nunca
list-actions-of = Acciones de { $name }
list-extend = Cambiar la caducidad…
list-rotate = Sustituir el token…
list-disable = Desactivar…
list-leaked = Marcar como filtrada…
list-delete = Eliminar…
list-selected = Seleccionadas: #
list-selected-keys = Claves seleccionadas
list-set-ends = Fijar caducidad…
list-set-rate = Fijar ritmo…
list-set-owner = Fijar contacto…
list-preview = Vista previa
key-tab-overview = Resumen
key-tab-permissions = Permisos
key-tab-try = Probar una llamada
key-tab-changes = Cambios realizados
key-tab-history = Historial
head-hint = Los cuatro últimos caracteres del token
head-ends = Caduca
head-rotate = Sustituir token
head-edit = Editar ajustes
head-template = Guardar como plantilla
head-reveal = Mostrar el token de nuevo
head-addresses = Limitar direcciones IP
hits-none = Hoy no ha habido llamadas.
hits-calls = { $count ->
    [one] Esta clave está en uso: { $count } llamada hoy.
   *[other] Esta clave está en uso: { $count } llamadas hoy.
}
hits-today = { $count ->
    [one] Esta clave está en uso: { $count } llamada hoy, desde { $names }.
   *[other] Esta clave está en uso: { $count } llamadas hoy, desde { $names }.
}
hits-contact = contacto: { $name }
hits-stores-all = { $count ->
    [one] todas las tiendas (hoy { $count })
   *[other] todas las tiendas (hoy { $count })
}
hits-from = Desde
hits-used-by = La usa
ask-disable = ¿Desactivar «{ $name }»?
ask-delete = ¿Eliminar «{ $name }»?
ask-leaked = ¿Marcar «{ $name }» como filtrada?
ask-finish = ¿Anular los tokens anteriores de «{ $name }»?
ask-disable-go = Desactivar clave
ask-delete-go = Eliminar clave
ask-leaked-go = Marcar como filtrada
ask-finish-go = Anular tokens anteriores
ask-disable-instead = Mejor desactivar
ask-rotate-instead = Mejor sustituir el token
ask-refused = La próxima llamada se rechazará.
ask-enable-again = Puede volver a activar la clave en cualquier momento, con el mismo token.
ask-undo = Puede restaurar la clave con el mismo token hasta el { $date } ({ $days } días).
ask-for-good = No se puede deshacer: la clave no podrá activarse ni restaurarse.
ask-new-key = Añada una clave nueva con los mismos permisos mediante «Duplicar».
ask-finish-stops = Las llamadas con un token anterior se rechazan desde ahora.
ask-finish-keeps = Las llamadas con el token actual siguen funcionando.
overview-can = Qué puede hacer
overview-permissions = Todos los permisos
overview-month = Llamadas en 30 días
overview-calls = { $admitted } permitidas, { $refused } rechazadas. Máximo: { $most }, el { $when }.
overview-refused = Ver llamadas rechazadas
overview-when = Cuándo
overview-no-call = Aún no hay llamadas.
overview-about = Información
overview-edit = Editar
overview-created = Creada
overview-expires = Caduca
overview-never = nunca
overview-none = Ninguno
overview-review = Próxima revisión
overview-limits = Límites y datos ocultos
overview-limits-none = Ninguno. La clave funciona desde cualquier dirección, a cualquier hora y a cualquier ritmo.
stop-title = Detener esta clave
stop-stores = Tiendas:
stop-disable = Desactivar clave
stop-disable-why = Las llamadas se rechazan hasta que vuelva a activarla.
stop-leaked = Marcar como filtrada
stop-leaked-why = Se desactiva al instante y para siempre. Hará falta una clave nueva.
stop-delete = Eliminar clave
stop-delete-why = { $count ->
    [one] Las llamadas se rechazan. Puede restaurar la clave durante { $count } día.
   *[other] Las llamadas se rechazan. Puede restaurar la clave durante { $count } días.
}
sentence-everything = Llamar a todos los métodos, incluidos los de versiones futuras
sentence-block = { $block }: { $count } de { $total } métodos ({ $reads } de lectura, { $writes } de escritura)
sentence-stores-all = { $count ->
    [one] En todas las tiendas, incluidas las futuras (hoy { $count })
   *[other] En todas las tiendas, incluidas las futuras (hoy { $count })
}
sentence-stores = { $count ->
    [one] En { $count } tienda: { $names }
   *[other] En { $count } tiendas: { $names }
}
sentence-nothing = No puede llamar a ningún método.
sentence-no-writes = No puede modificar datos.
sentence-no-access = Sin acceso a: { $names }
history-all = Todos los cambios en el registro de auditoría
added-added = Clave añadida.
added-rotated = Token sustituido.
added-copy-now = Copie ahora el token de la clave
added-once = Solo se muestra esta vez. Si lo pierde, sustituya el token; la clave conserva sus ajustes.
added-copy = Copiar token
added-channel = Envíelo mediante un gestor de contraseñas u otro canal seguro, no por correo ni por chat.
added-try = Pruébela
added-copy-command = Copiar comando
added-command-hint = El comando copiado contiene el token completo.
added-next = Próximos pasos
added-find = Encontrarla en la lista
added-place = Número { $place } de { $total } claves, por nombre.
added-show = Mostrar en la lista
added-follow = Seguir las primeras llamadas
added-follow-why = Vea las llamadas por método y dirección, y por qué se rechazó alguna.
added-usage = Abrir el uso
added-another = Añadir otra clave
added-open = Listo, abrir la clave
refused-hidden-in-name = El nombre contiene un carácter invisible o que cambia la dirección del texto. Escríbalo sin él.
panic-left = Lo que sigue activo
panic-left-why = { $count ->
    [one] { $count } clave de su empresa sigue funcionando. Si pertenece a otra empresa, indíquelo antes en sus ajustes.
   *[other] { $count } claves de su empresa siguen funcionando. Si alguna pertenece a otra empresa, indíquelo antes en sus ajustes.
}
panic-left-show = Mostrar estas claves
