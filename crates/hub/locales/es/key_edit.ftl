# The form of a key, its review, conflicts with a change by another user, and refused calls.
starts-title = Empezar con una plantilla
optional = (opcional)
advanced = Avanzado
whose-title = ¿Quién usa esta clave?
whose-ours = Nuestra empresa
whose-ours-hint = Nuestras tiendas y programas
whose-theirs = Otra empresa
whose-theirs-hint = Se detiene al suspender a terceros
whose-company = Empresa
access-type = Tipo de acceso
access-type-all = Acceso a todas las tiendas
access-type-all-hint = Incluidas las que se añadan después
access-type-some = Acceso a tiendas concretas
access-type-some-hint = Solo las que elija
stores-of = { $count } de { $total }
store-find = Buscar una tienda
methods-mode = Qué métodos
methods-mode-all = Todos los métodos, incluidos los de versiones futuras
methods-mode-some = Métodos elegidos
methods-of = Métodos de «{ $name }»
methods-of-total = de { $count } elegidos
methods-kinds = { $reads } de lectura · { $writes } de escritura
methods-read = lectura
methods-write = escritura
methods-find = Buscar un método
methods-find-hint = Buscar un método, por ejemplo statuses
methods-show = Mostrar
methods-show-all = Todos
methods-show-chosen = Elegidos
methods-all-reads = Elegir los de solo lectura
methods-clear = Quitar todos
methods-hint = Pulse el título de un bloque para elegirlo o quitarlo entero.
nothing-saved = No se ha guardado nada. Lo que ha escrito sigue aquí.
key-add = Añadir clave
key-review-go = Revisar los cambios
summary-able = Podrá: { $methods }. Tiendas: { $stores }.
summary-methods-all = llamar a todos los métodos
summary-methods-none = nada por ahora; elija un método
summary-methods = llamar a { $count } métodos ({ $reads } de lectura, { $writes } de escritura)
summary-stores-all = todas, incluidas las que se añadan después
summary-stores-none = ninguna por ahora
summary-stores = { $count }
summary-none = Nada
summary-rows-none = Todos los pedidos
summary-manage-none = No permitido
summary-external-id = ID externo: { $name }
summary-show-again = el token se puede volver a mostrar
summary-rate = { $count ->
    [one] 1 llamada por segundo
   *[other] { $count } llamadas por segundo
}
summary-addresses = { $count ->
    [one] 1 dirección IP o red
   *[other] { $count } direcciones IP o redes
}
summary-days = { $count ->
    [one] último día
   *[other] últimos { $count } días
}
summary-starts = funciona desde el { $name }
summary-ends = caduca el { $name }
summary-hours = en ciertos días y horas
summary-header-only = token solo en la cabecera
summary-review = próxima revisión { $name }
review-changes = Revisar los cambios
review-back = Editar la configuración
review-counts = métodos añadidos: { $added }, quitados: { $removed }, sin cambios: { $stay }.
review-settings = Ajustes cambiados: { $count }.
review-in-use = { $count ->
    [one] 1 método que quita está en uso
   *[other] { $count } métodos que quita están en uso
}
review-called = { $count ->
    [one] se llamó 1 vez en 30 días,
   *[other] se llamó { $count } veces en 30 días,
}
review-last = última llamada: { $name }. Estas llamadas se rechazarían.
review-keep = Conservar este método
review-method = Método
review-setting = Ajuste
review-now = Ahora
review-after = Después de guardar
review-calls = Llamadas, 30 días
review-last-call = Última llamada
review-removed = Quitados ({ $count })
review-added = Añadidos ({ $count })
review-allowed = Permitido
review-not-allowed = No permitido
review-refused = rechazadas: { $count }
review-stay = { $count ->
    [one] Se conserva 1 método
   *[other] Se conservan { $count } métodos
}
review-stay-calls = { $count ->
    [one] 1 llamada en 30 días
   *[other] { $count } llamadas en 30 días
}
review-never = ninguna en 30 días
review-today = hoy
review-days-ago = { $count ->
    [one] ayer
   *[other] hace { $count } días
}
review-rest = Todo lo demás queda como está.
review-effect = Surte efecto desde la próxima llamada. Queda en el registro de auditoría.
review-return = Volver a editar
review-save-changes = Guardar los cambios
conflict-title = ¿Qué valores quiere conservar?
conflict-why = Otro usuario ha cambiado estos datos mientras el formulario estaba abierto. Estos campos son distintos. Todavía no se ha guardado nada.
conflict-field = Campo
conflict-mine = Su versión
conflict-theirs = Versión guardada
conflict-nothing = Nada
conflict-nothing-more = nada más que la otra versión
conflict-nothing-saved = Todavía no se ha guardado nada.
conflict-drop = Descartar mis cambios
conflict-go = Continuar
kept-title = Ha vuelto a entrar
kept-why = La sesión había caducado. Lo que escribió se ha conservado y aún no está guardado.
kept-go = Volver al formulario
kept-sign-in = La sesión ha caducado. Entre y volverá al formulario con lo que escribió.
refused-lead = { $count ->
    [one] 1 llamada rechazada, por clave y motivo
   *[other] { $count } llamadas rechazadas, por clave y motivo
}
refusal-search = ID de la petición, método, dirección IP
refusal-reason = Motivo
refusal-address = Dirección IP
refusal-what = Qué se pidió
refusal-calls = Llamadas
refusal-last = Última
refusal-fix = Solución
refusal-request = ID de la petición
refusal-period = Periodo
refusals-grouped = Agrupadas
refusals-every = Todas
refusals-clear = Quitar los filtros
refusals-by-reason = Por motivo
refusals-by-group = Llamadas rechazadas por clave y motivo
refusals-open = Mostrar las llamadas
refusals-open-of = Últimas llamadas de { $name }
refusals-all-of = Todas estas llamadas
refusals-newer = Más recientes
refusals-older = Anteriores
partner = Socio
remedy-methods = { $count ->
    [one] Permitir el método…
   *[other] Permitir { $count } métodos…
}
remedy-stores = { $count ->
    [one] Añadir la tienda…
   *[other] Añadir { $count } tiendas…
}
remedy-addresses = { $count ->
    [one] Añadir la dirección IP…
   *[other] Añadir { $count } direcciones IP…
}
remedy-time = Cambiar el horario…
remedy-transport = Cambiar los límites…
remedy-field = Cambiar los datos ocultos…
remedy-rate = Subir el límite…
remedy-show = Ver la clave
reason-short-wrong = Clave desactivada o caducada
reason-short-retired = Token sustituido
reason-short-transport = El token no está en la cabecera
reason-short-time = Fuera de su horario
reason-short-address = Dirección IP no permitida
reason-short-address-trial = Dirección IP inesperada, permitida
reason-short-method = Método no permitido
reason-short-store = Tienda no permitida
reason-short-field = Campo oculto
reason-short-rate = Demasiadas llamadas
