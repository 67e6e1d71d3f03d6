# La página de una tienda y la lista de tiendas.
store-overview = Resumen
store-settings = Ajustes
store-tabs = Esta tienda
store-edit = Editar ajustes
store-state-alive = Conectada
store-state-silent = Sin señales
store-state-quiet = Poca actividad
store-state-new = Aún sin llamadas
store-state-off = Desactivada
store-silent-title = La tienda ha dejado de conectarse
store-silent-rule = Una tienda está sin señales cuando lleva 3 días sin llamadas ni pedidos y los tuvo al menos en 5 de los 14 días anteriores. Revise el módulo, su clave y el propio sitio.
store-last-order = Último pedido
store-order-number = N.º { $name }
store-last-call = Última llamada
store-by-key = con
store-calls-day = Llamadas en 24 h
store-errors-day = Errores en 24 h
store-errors-are = { $failed } fallidas · { $refused } rechazadas
store-show = Mostrar
store-period = Período
store-period-day = 24 horas
store-period-week = 7 días
store-period-month = 30 días
store-calls-summary = Llamadas en { $period }: { $answered } permitidas, { $refused } rechazadas o fallidas
store-no-calls = No hubo llamadas en este período. Cuentan las que nombran esta tienda y las de claves que no tienen otra.
store-keys-here = Claves con acceso a esta tienda
store-keys-none = Ninguna clave tiene acceso todavía a esta tienda.
store-key = Clave
store-key-expires = Caduca { $when }
store-connect = Cómo conectar
store-connect-set = URL, clave y pasos para conectar una tienda o una página de aterrizaje
store-connect-key = Añada una clave para esta tienda
store-connect-key-text = El marketplace marca los métodos de las plataformas conocidas. Para una página de aterrizaje o un programa propio, elíjalos usted.
store-connect-enter = Introduzca la URL y el token en la tienda
store-connect-enter-text = La tienda llama a esta URL:
store-connect-see = Compruebe aquí la primera llamada
store-connect-see-text = La tienda pasará a «Conectada» con su primera llamada, normalmente en menos de un minuto.
store-tab-keys = Claves
connected-on = Conectado
connected-new = Aún sin llamadas
connected-quiet = { $count ->
    [one] Sin llamadas desde hace { $count } día
   *[other] Sin llamadas desde hace { $count } días
}
connected-without-calls = { $count } sin llamadas
connected-stopped = { $count } detenidos
connected-none-title = Todavía no hay nada conectado
connected-none-text = Abra una tarjeta, añada su clave e introdúzcala en el módulo. El módulo aparecerá aquí con su primera llamada.
connected-all-stores = Todas las tiendas
connected-stores = { $count ->
    [one] { $count } tienda
   *[other] { $count } tiendas
}
module-actions-of = Acciones de { $name }
card-connect = Conectar
card-missing = Ver qué falta
card-cannot = Todavía no se puede conectar.
card-partly = Algunas funciones todavía no están disponibles.
card-key = Añada la clave
card-enter = Introduzca el token
card-save = Guarde allí
card-save-text = Aparecerá en «Conectados» con su primera llamada, normalmente en menos de un minuto.
card-works = Qué funciona y qué todavía no
