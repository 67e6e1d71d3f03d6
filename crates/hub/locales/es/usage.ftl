# Palabras sobre el uso de las claves.

key-last-used = Última llamada
key-use = Uso
key-contact = Contacto
key-may-call = Puede llamar a
use-never = Sin usar
use-stale = { $count ->
    [one] Sin usar desde hace { $count } día
   *[other] Sin usar desde hace { $count } días
}
use-url = Token enviado en la URL
keys-export = Descargar CSV

usage = Uso
usage-last = Última llamada
usage-never = Todavía no hay llamadas. Tras la primera verá aquí cuándo se hizo, desde qué dirección IP y con qué cliente.
usage-last-at = Hora
usage-last-method = Método
usage-last-address = Dirección IP
usage-last-agent = Cliente
usage-last-token = Token enviado
usage-no-agent = sin especificar
usage-calls = Llamadas
usage-window = Período
usage-window-hours = 48 horas
usage-window-month = 30 días
usage-window-quarter = 90 días
usage-window-year = 56 semanas
usage-chart-empty = No hay llamadas en este período.
usage-chart-told = Permitidas: { $admitted }. Rechazadas: { $refused }. Máximo: { $most } llamadas desde { $when }.
usage-since = Las llamadas se cuentan desde { $name }.
usage-admitted = Permitidas
usage-refused = Rechazadas
usage-as-table = Mostrar como tabla
usage-when = Desde
usage-in-url = El { $count } % de las llamadas envía el token en la URL
usage-in-url-why = Las URL se guardan en proxies, registros e historiales de navegadores. Pida al responsable de este cliente que envíe el token en la cabecera X-API-KEY.
usage-by-method = Por método
usage-method = Método
usage-outcomes = Errores
usage-mean = Media
usage-slowest = Máximo
usage-milliseconds = { $value } ms
usage-addresses = Direcciones IP
usage-address = Dirección IP
usage-all-calls = Llamadas
usage-first-seen = Primera llamada
usage-last-seen = Última llamada
outcome-ok = correcta
outcome-mistaken = error en la llamada
outcome-store = tienda no permitida
outcome-abandoned = cancelada por el cliente
outcome-failed = error del servidor
outcome-method = método no permitido
outcome-wrong = clave desactivada o caducada
outcome-retired = token sustituido
outcome-transport = token fuera de la cabecera
outcome-time = fuera de horario
outcome-address = dirección IP no permitida
outcome-field = campo no permitido
outcome-rate = demasiadas llamadas
transport-header = en la cabecera X-API-KEY
transport-bearer = en la cabecera Authorization
transport-query = en la URL
transport-body = en el cuerpo
usage-off-since = Desactivada el { $name } por falta de uso. Puede volver a activarla.

advice = Consejos
advice-of = Permisos sin usar de { $name }
advice-window = { $count ->
    [one] { $count } día
   *[other] { $count } días
}
advice-rests-on = Base
advice-evidence = Días observados: { $days }. Días con llamadas: { $active }. Llamadas permitidas: { $calls }.
advice-month-end = Este período incluye un fin de mes y sus tareas programadas.
advice-no-month-end = No hay fin de mes en este período: pueden faltar las tareas que se ejecutan entonces. Espere a que pase o pruebe antes el cambio sin aplicarlo.
strength-nothing = ninguna
strength-weak = débil
strength-fair = media
strength-strong = sólida
advice-methods = Métodos
advice-proposal = { $count ->
    [one] En este período la clave usó { $count } método. Puede quitar los demás.
   *[other] En este período la clave usó { $count } métodos. Puede quitar los demás.
}
advice-never = La clave no tuvo llamadas permitidas en este período, por lo que no hay consejos. Si no hace falta, desactívela.
advice-nothing = En este período se usaron todos los métodos permitidos. No hay nada que quitar.
advice-used = { $count ->
    [one] Se usó { $count } método
   *[other] Se usaron { $count } métodos
}
advice-unused = { $count ->
    [one] No se usó { $count } método
   *[other] No se usaron { $count } métodos
}
advice-apply = Quitar métodos sin usar…
advice-followed = Aplicado el { $name }
advice-followed-text = Puede deshacerlo durante 30 días.
advice-revert = Deshacer
advice-stores = Tiendas nombradas en las llamadas
advice-store-never = nunca
advice-stores-hint = Llamadas sin tienda: { $count }. Estas llamadas, y las que usan ID internos, afectan a todas las tiendas de la clave; por eso no se aconseja quitar tiendas.
advice-addresses = { $count ->
    [one] Usada desde { $count } dirección IP
   *[other] Usada desde { $count } direcciones IP
}
trial-begin = Probar sin aplicar
trial-hint = Todavía no se rechaza nada. Latchkey cuenta las llamadas que se habrían rechazado hasta que aplique o descarte el cambio.
trial-since = A prueba desde { $name }
trial-text = { $count ->
    [one] Quedaría { $count } método. Todavía no se rechaza nada.
   *[other] Quedarían { $count } métodos. Todavía no se rechaza nada.
}
trial-nothing = Hasta ahora no se habría rechazado ninguna llamada.
trial-would-refuse = Llamadas que se habrían rechazado
trial-real = Aplicar…
trial-drop = Descartar
done-trial-begun = Prueba iniciada. No se rechaza nada.
done-trial-dropped = Prueba terminada. La clave no ha cambiado.
done-advice-applied = Métodos sin usar quitados. Puede deshacerlo durante 30 días.
done-advice-reverted = Métodos devueltos.

unused = Claves sin usar
unused-title = Claves sin usar
unused-lead = Reciba avisos sobre las claves sin usar y desactívelas automáticamente. Una clave desactivada se puede volver a activar.
unused-notice = Avisar tras (días sin llamadas)
unused-notice-hint = 0 = nunca. En las claves nunca usadas, los días cuentan desde que se añadieron.
unused-disable = Desactivar tras (días adicionales)
unused-disable-hint = 0 = nunca
unused-next = Próximas acciones
unused-next-nothing = Ninguna: todas las claves activadas se usan o ya recibió un aviso sobre ellas.
unused-next-told = En menos de una hora recibirá un aviso sobre
unused-next-off = En menos de una hora se desactivarán
unused-list = { $count ->
    [one] Claves sin usar desde hace { $count } día
   *[other] Claves sin usar desde hace { $count } días
}
refused-notice = Introduzca un número entero de 0 a 3650.
refused-disable = Introduzca un número entero de 0 a 3650.
done-unused-saved = Guardado. La regla se aplica cada hora.
