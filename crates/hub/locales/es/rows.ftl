# Pedidos, clientes y catálogos: orden de las entradas, recuentos de las vistas, columnas en el teléfono, formularios rechazados.
book-move = Mover
book-move-up = Subir «{ $name }»
book-move-down = Bajar «{ $name }»
book-drag = Arrastre para mover
book-moved = «{ $name }» ocupa ahora la posición { $place } de { $count }.
view-more-than = { $name }+
lists-sort = Ordenar
key-orders = Pedidos creados con esta clave
bulk-choose = Seleccione un estado o un responsable
bulk-choose-text = No se ha cambiado nada. Los pedidos siguientes siguen seleccionados.
delivery-hidden = Este mensaje trata de un pedido o un cliente de una tienda a la que usted no tiene acceso.
record-field-position = Posición
