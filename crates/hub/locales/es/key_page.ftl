# El marco de todas las páginas y las páginas de una clave.

frame-menu = Menú
frame-account = Cuenta
frame-more = Más acciones
frame-help = Ayuda de esta página
frame-faults = { $count ->
    [one] No se ha guardado. Corrija { $count } campo.
   *[other] No se ha guardado. Corrija { $count } campos.
}
