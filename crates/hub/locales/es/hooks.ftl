# Webhooks de pedidos y clientes.
did-order-created = Pedido creado
did-order-changed = Pedido modificado
did-order-status-changed = Estado del pedido modificado
did-order-deleted = Pedido eliminado o unido a otro
did-customer-created = Cliente creado
did-customer-changed = Cliente modificado
did-customer-deleted = Cliente eliminado
hook-events-all = Todos los eventos de las claves y del servidor, incluidos los que se añadan en versiones futuras
hook-events-all-and = { $count ->
    [one] Todos los eventos de las claves y del servidor, y { $count } de pedidos y clientes
   *[other] Todos los eventos de las claves y del servidor, y { $count } de pedidos y clientes
}
hook-row-events = Eventos de pedidos y clientes
hook-row-events-hint = Solo se envían a direcciones https://, no por correo. Nunca forman parte de «Todos los eventos».
hook-stores = Tiendas cuyos pedidos y clientes se envían
hook-content = Contenido de los mensajes sobre pedidos y clientes
hook-with-rows = Incluir el pedido o el cliente completo, como lo devuelve la API
hook-hidden = Datos que estos mensajes omiten o muestran solo en parte. Los teléfonos y los correos se ocultan también dentro de los comentarios.
hook-pseudonym = seudónimo (el mismo para valores iguales; distinto en cada webhook)
refused-webhook-rows-by-email = Los eventos de pedidos y clientes no se envían por correo. Desmárquelos o indique una dirección https:// como destino.
hook-customer-merged = Cliente unido a otro
