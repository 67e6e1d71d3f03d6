# Pedidos y clientes: listas, fichas, formularios y acceso.
nav-orders = Pedidos
nav-customers = Clientes
more-actions = Más acciones
newer = Más recientes
older = Más antiguos
forbidden-desk-title = Sin acceso a pedidos y clientes
forbidden-desk-text = Un administrador puede darte acceso: Usuarios, tu nombre, «Pedidos y clientes».
orders-view-all = Todos los pedidos
orders-view-new = Nuevos
orders-view-pack = Por preparar
orders-view-way = En camino
orders-view-late = Atrasados
orders-view-cancelled = Cancelados
orders-views = Vistas
orders-search = Buscar pedidos
orders-search-hint = Número, teléfono, nombre, email
orders-add = Añadir pedido
orders-csv = Exportar a CSV
orders-none = Todavía no hay pedidos
orders-none-next = Los pedidos aparecerán aquí en cuanto los envíe una tienda o landing conectada.
orders-pick = Seleccionar
orders-bulk = Con los pedidos seleccionados:
orders-bulk-status = Cambiar estado…
orders-bulk-manager = Asignar responsable…
orders-bulk-look = Vista previa
orders-bulk-title = Cambiar varios pedidos
orders-bulk-why = Motivo
orders-from = Creado desde
orders-to = Creado hasta
orders-min = Importe desde
orders-max = Importe hasta
order-number = Número
order-status = Estado
order-status-first = Primer estado de la cuenta
order-customer = Cliente
order-store = Tienda
order-sum = Importe
order-payment = Pago
order-created = Creado
order-late = Atrasado
order-paid = Pagado
order-partly-paid = Pagado en parte
order-not-paid = Sin pagar
order-product = Producto
order-manager = Responsable
order-manager-none = Sin responsable
order-type = Tipo de pedido
order-method = Método de pedido
order-source = Origen
order-this = Este pedido
order-edit = Editar pedido
order-tab-card = Pedido
order-tab-history = Historial
order-tab-key = Como lo ve una clave
order-items = Artículos
order-items-none = Sin artículos.
order-item = Artículo
order-quantity = Cant.
order-price = Precio
order-discount = Descuento
order-goods = Artículos
order-total = Total
order-prepaid = Pagado
order-to-pay = Por pagar
order-delivery = Entrega
order-delivery-none = No hay datos de entrega.
order-delivery-type = Tipo de entrega
order-delivery-service = Servicio
order-delivery-to = Destino
order-delivery-when = Cuándo
order-delivery-from = Desde
order-delivery-cost = Coste de entrega
order-delivery-day = Fecha de entrega
order-track = Número de seguimiento
order-payments = Pagos
order-payments-none = Sin pagos.
order-payment-type = Tipo de pago
order-paid-at = Fecha de pago
order-comments = Comentarios
order-comments-none = Sin comentarios.
order-customer-comment = Comentario del cliente
order-manager-comment = Comentario interno
order-status-comment = Comentario del estado
order-others-all = Todos los pedidos del cliente
order-changes = Últimos cambios
order-about = Datos
order-id = ID
order-made-by = Añadido por
order-line-remove = Quitar
order-line-new = Artículo nuevo
order-buyer-hint = El pedido se vincula al cliente con este teléfono o email en las tiendas que ves; si no existe, se añade un cliente nuevo.
buyer-first-name = Nombre
buyer-last-name = Apellidos
buyer-patronymic = Segundo nombre
buyer-phone = Teléfono
address-index = Código postal
address-city = Ciudad
address-text = Calle, número, piso
as-key-none = No hay claves activas.
as-key-key = Clave de acceso a la API
as-key-show = Mostrar
as-key-absent = Esta clave no ve el pedido
as-key-absent-text = La API responde «Not found», igual que si el pedido no existiera.
timeline-hub = Latchkey
timeline-key = Clave eliminada
timeline-order-made = Pedido creado
timeline-customer-made = Cliente creado
timeline-now = ahora
timeline-removed = quitado
customers-search = Buscar clientes
customers-search-hint = Nombre, teléfono, email, ID externo
customers-csv = Exportar a CSV
customers-none = Todavía no hay clientes
customers-none-next = Los clientes aparecerán con el primer pedido o cuando una tienda los exporte.
customers-from = Añadido desde
customers-to = Añadido hasta
customers-min-orders = Pedidos, mínimo
customers-min = Total, mínimo
customer-name = Nombre
customer-city = Ciudad
customer-tag = Etiqueta
customer-tags = Etiquetas
customer-notes = Notas
customer-notes-none = Sin notas.
customer-vip = Importante
customer-bad = Malo
customer-since = Cliente desde
customer-orders = Pedidos
customer-orders-none = Sin pedidos.
customer-total = Total
customer-average = Pedido medio
customer-totals = Totales
customer-edit = Editar cliente
customer-contacts = Contacto
customer-contacts-none = Sin datos de contacto.
customer-birthday = Cumpleaños
customer-phones = Teléfonos
customer-phones-hint = Un teléfono por línea.
customer-alike = Posible duplicado: mismo teléfono o email
customer-compare = Comparar
note-new = Nota nueva
note-add = Añadir nota
note-remove = Quitar
merge-title = Unir clientes
merge-lead = Comprueba el resultado antes de unir. Los campos vacíos del cliente que queda se completan con los del otro.
merge-swap = Intercambiar
merge-stays = queda
merge-goes = se elimina
merge-after = Después de unir
merge-happens = Qué ocurrirá
merge-undo = La unión no se puede deshacer.
merge-both = Unir
desk-title = Pedidos y clientes
desk-lead = Qué ve y puede hacer esta persona en listas, fichas, búsquedas, exportaciones e historial.
desk-may = Acceso
desk-change = Ver y editar
desk-see = Solo ver
desk-nothing = Sin acceso
desk-stores-all = Todas las tiendas, también las futuras
desk-stores-some = Tiendas seleccionadas
desk-masks = Los datos ocultos no se muestran en páginas ni exportaciones y no se puede buscar por ellos.
done-order-saved = Pedido guardado.
done-order-made = Pedido añadido.
done-order-changed-meanwhile = El estado cambió entretanto. Compruébalo y vuelve a elegir.
done-orders-none-chosen = Selecciona pedidos y un estado o responsable nuevo.
done-customer-saved = Cliente guardado.
done-customers-merged = Clientes unidos.
done-note-added = Nota añadida.
done-note-removed = Nota quitada.
record-field-orders = Pedidos y clientes
field-status = Estado
field-manager = Responsable
field-first-name = Nombre
field-last-name = Apellidos
field-phone = Teléfono
field-phones = Teléfonos
field-email = Email
field-customer-comment = Comentario del cliente
field-manager-comment = Comentario interno
field-delivery-type = Tipo de entrega
field-delivery-cost = Coste de entrega
field-delivery-date = Fecha de entrega
field-order-product = Artículo
field-payments-status = Estado del pago
field-external-id = ID externo
orders-pick-one = Seleccionar el pedido { $name }
order-title = Pedido { $name }
order-edit-title = Editar el pedido { $name }
order-status-change = Estado: { $name }. Cambiar estado
order-quantity-of = Cantidad: { $name }
order-price-of = Precio: { $name }
order-line-remove-of = Quitar { $name }
customer-edit-title = Editar: { $name }
merge-orders = Los pedidos, notas y direcciones pasan a { $name }.
merge-calls = Las llamadas al ID { $name } reciben «Not found» y el ID del cliente que queda.
orders-shown = { $first }–{ $last } de { $count }
customers-shown = { $first }–{ $last } de { $count }
order-others = { $count ->
    [one] { $count } pedido más
   *[other] { $count } pedidos más
}
order-changes-all = { $count ->
    [one] { $count } cambio
   *[other] { $count } cambios
}
timeline-older = { $count ->
    [one] No se muestra { $count } cambio anterior.
   *[other] No se muestran { $count } cambios anteriores.
}
orders-bulk-change = { $count ->
    [one] Cambia { $count } pedido
   *[other] Cambian { $count } pedidos
}
orders-bulk-same = { $count ->
    [one] { $count } pedido ya lo tiene
   *[other] { $count } pedidos ya lo tienen
}
orders-bulk-apply = { $count ->
    [one] Cambiar { $count } pedido
   *[other] Cambiar { $count } pedidos
}
orders-bulk-failed = { $count ->
    [one] No se cambió { $count } pedido
   *[other] No se cambiaron { $count } pedidos
}
orders-bulk-done = { $count ->
    [one] Se cambió { $count } pedido.
   *[other] Se cambiaron { $count } pedidos.
}
done-orders-changed = { $count ->
    [one] { $count } pedido cambiado.
   *[other] { $count } pedidos cambiados.
}
customer-orders-all = { $count ->
    [one] { $count } pedido
   *[other] { $count } pedidos
}
edit = Editar
start-orders = Pedidos
start-today = Hoy
start-month = 30 días
start-by-store = Pedidos por tienda
start-newest = Últimos pedidos
start-by-status = Por estado, 30 días
did-order-any = Todos los eventos de pedidos
did-customer-any = Todos los eventos de clientes
did-order-added = Pedido añadido en una página
did-order-edited = Pedido editado en una página
did-customer-edited = Cliente editado en una página
did-customer-merged = Clientes unidos en una página
record-field-fields = Campos
start-order-came = El último llegó { $when }.
nav-books = Catálogos
books-lead = Las listas que usan los pedidos. Las tiendas y claves usan los códigos; los nombres, el orden y la actividad los decides tú.
books-add = Añadir entrada
books-empty = Todavía no hay entradas.
books-statuses = Estados
books-order-types = Tipos de pedido
books-order-methods = Métodos de pedido
books-delivery-types = Tipos de entrega
books-delivery-services = Servicios de entrega
books-payment-types = Tipos de pago
books-payment-statuses = Estados de pago
books-product-statuses = Estados de artículo
books-price-types = Tipos de precio
books-units = Unidades
books-stores = Almacenes
books-cost-groups = Grupos de gastos
books-cost-items = Partidas de gasto
entry-code = Código
entry-code-hint = Lo usan las tiendas y claves. No cambia nunca.
entry-name = Nombre
entry-sym = Símbolo
entry-group = Grupo
entry-type = Tipo
entry-inventoryType = Existencias
entry-color = Color
entry-ordering = Orden
entry-defaultCost = Coste
entry-defaultNetCost = Coste propio
entry-currency = Moneda
entry-active = Activa
entry-defaultForCrm = Predeterminada en páginas
entry-defaultForApi = Predeterminada en la API
entry-default = Predeterminada
entry-isFromPos = Desde caja
entry-paymentComplete = Pago completo
entry-cancelStatus = El artículo se cancela
entry-sites = Tiendas
entry-sites-hint = Sin selección: todas las tiendas.
entry-on = Activa
entry-off = Inactiva
entry-is-default = Predeterminada
entry-word-const = Fijo
entry-word-var = Variable
entry-word-store-type-online = Tienda online
entry-word-store-type-retail = Tienda física
entry-word-store-type-supplier = Proveedor
entry-word-store-type-warehouse = Almacén
entry-word-available = Disponible o no
entry-word-integer = Número de unidades
done-book-saved = Entrada guardada.
did-book-any = Todos los eventos de catálogos
did-book-changed = Entrada de catálogo cambiada
books-entries = { $count ->
    [one] { $count } entrada
   *[other] { $count } entradas
}
book-used-by = { $count ->
    [one] { $count } pedido tiene este estado.
   *[other] { $count } pedidos tienen este estado.
}
field-customer = Cliente
