# Palabras sobre lo que puede una clave y quién puede qué.

can = Permisos
can-of = Permisos de { $name }
can-state-works = Funciona ahora.
can-state-off = Desactivada. Nada de lo siguiente se aplica hasta que la active.
can-state-expired = Caducada. Nada de lo siguiente se aplica hasta que la prolongue.
can-state-not-yet = Todavía no es válida. Nada de lo siguiente se aplica hasta su fecha de inicio.
can-state-resting = Fuera de su horario.
can-state-unreadable = No se pueden leer sus límites, por lo que se rechazan todas las llamadas. Abra el formulario de la clave y guárdelos de nuevo.
can-stores = { $count ->
    [one] Acceso a { $count } tienda.
   *[other] Acceso a { $count } tiendas.
}
can-stores-all = { $count ->
    [one] Acceso a todas las tiendas ({ $count } ahora), incluidas las que se añadan después.
   *[other] Acceso a todas las tiendas ({ $count } ahora), incluidas las que se añadan después.
}
can-methods = Métodos permitidos: { $count } de { $total }. Solo lectura: { $reads }. Con cambios: { $writes }.
can-picture = Permisos por bloque y tienda
can-block = Bloque
can-account = Toda la cuenta
can-out-of-reach = Sin acceso
can-more-stores = { $count ->
    [one] y { $count } tienda más
   *[other] y { $count } tiendas más
}
can-sight = Datos de clientes y precios
can-every-method = Todos los métodos
can-writes = hace cambios
can-compare = Comparar con otra clave
can-compare-none = No hay otras claves.
can-compare-with = La otra clave
can-compare-go = Comparar
can-same = Los mismos permisos que «{ $name }».
can-part = Diferencia
can-only = Solo { $name }
level-none = Ninguno
level-all = Todos
level-some = Algunos
level-reads = Algunos, solo lectura
part-stores = Tiendas
part-methods = Métodos
part-masks = Datos ocultos
part-rows = Filtro de pedidos
part-rows-none = Todos los pedidos de sus tiendas.
part-limits = Límites
part-limits-none = Sin límites.
part-dates = Fechas y horas
part-dates-none = Siempre, sin fecha de caducidad.
fact-future-stores = Tiendas que se añadan después
fact-future-methods = Métodos de versiones futuras
fact-days = { $count ->
    [one] Solo pedidos del último { $count } día
   *[other] Solo pedidos de los últimos { $count } días
}
fact-rate = { $count ->
    [one] { $count } llamada por segundo
   *[other] { $count } llamadas por segundo
}
fact-burst = { $count ->
    [one] { $count } llamada a la vez
   *[other] { $count } llamadas a la vez
}
fact-refuse-at-once = Las llamadas por encima del límite se rechazan de inmediato
fact-modern-status = Las llamadas por encima del límite reciben el estado 429
fact-address = Desde { $name }
fact-report-only = También desde otras direcciones IP, pero se informa de ello
fact-header-only = Token solo en una cabecera
fact-suspend = Se desactiva si se usa un token sustituido
fact-begins = Desde { $name }
fact-ends = Hasta { $name }
sight-whole = visibles
sight-never = no accesibles
who = ¿Quién puede…?
who-any-method = Cualquier método
who-sees-label = Ve sin ocultar
who-any-class = Cualquier dato
who-ask = Buscar claves
who-why = Elija un método o un tipo de datos y una tienda. El resultado incluye todas las claves con ese permiso, también las desactivadas.
who-nobody = Ninguna clave tiene este permiso.
who-calls = Puede llamar a { $name }
who-sees = Ve sin ocultar: { $name }
who-in = En { $name }
