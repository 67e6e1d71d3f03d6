# Palabras sobre el uso de las claves.

key-last-used = Último uso
key-use = Uso
key-contact = Contacto
key-may-call = Puede llamar a
use-never = Sin usar
use-stale = { $count ->
    [one] Sin usar desde hace { $count } día
   *[other] Sin usar desde hace { $count } días
}
use-url = Token en la dirección de las llamadas
usage-of = Cómo se usa { $name }
keys-export = Descargar CSV

usage = Uso
usage-last = Última llamada
usage-never = Esta clave aún no se ha usado. Tras la primera llamada se verá aquí cuándo, desde dónde y cómo.
usage-last-at = Cuándo
usage-last-method = Método
usage-last-address = Desde la dirección
usage-last-agent = Cliente
usage-last-token = El token llegó
usage-no-agent = no dijo su nombre
usage-calls = Llamadas
usage-window = Periodo
usage-window-hours = 48 horas
usage-window-month = 30 días
usage-window-quarter = 90 días
usage-window-year = 56 semanas
usage-chart-empty = No hubo llamadas en este tiempo.
usage-chart-told = Admitidas: { $admitted }. Rechazadas: { $refused }. La barra más alta son { $most }, desde { $when }.
usage-since = Las llamadas se cuentan desde { $name }.
usage-admitted = Admitidas
usage-refused = Rechazadas
usage-as-table = Lo mismo en una tabla
usage-when = Desde
usage-in-url = El { $count } % de las llamadas lleva el token en la dirección
usage-in-url-why = Las direcciones quedan en proxies, registros e historiales. Pida a quien lleva este cliente que envíe el token en la cabecera X-API-KEY.
usage-by-method = Por método
usage-method = Método
usage-outcomes = Además de respuestas normales
usage-mean = De media
usage-slowest = La más lenta
usage-milliseconds = { $value } ms
usage-addresses = Direcciones
usage-address = Dirección
usage-all-calls = Llamadas
usage-first-seen = Vista por primera vez
usage-last-seen = Vista por última vez
outcome-ok = respondida
outcome-mistaken = error en la llamada
outcome-store = tienda fuera de alcance
outcome-abandoned = el cliente no esperó
outcome-failed = fallo aquí
outcome-method = método no permitido
outcome-wrong = la clave estaba desactivada o vencida
outcome-retired = token ya sustituido
outcome-transport = token fuera de la cabecera
outcome-time = fuera de horario
outcome-address = desde una dirección no permitida
outcome-field = campo fuera de alcance
outcome-rate = demasiadas llamadas
transport-header = en la cabecera X-API-KEY
transport-bearer = en la cabecera Authorization
transport-query = en la dirección de la llamada
transport-body = en el cuerpo de la llamada
usage-off-since = Esta clave se desactivó el { $name } porque nadie la usaba. Actívela y funcionará como antes.

advice = Consejo
advice-of = De qué puede prescindir { $name }
advice-window = { $count ->
    [one] { $count } día
   *[other] { $count } días
}
advice-rests-on = Indicios
advice-evidence = Días observados: { $days }. Días con llamadas: { $active }. Llamadas admitidas: { $calls }.
advice-month-end = Entre ellos hubo un fin de mes, con las tareas que se ejecutan entonces.
advice-no-month-end = No hubo ningún fin de mes entre ellos: pueden faltar tareas que se ejecutan entonces. Espere a que pase, o ponga antes el cambio a prueba.
strength-nothing = ninguno
strength-weak = débiles
strength-fair = aceptables
strength-strong = sólidos
advice-methods = Métodos
advice-proposal = { $count ->
    [one] Todo lo que hizo esta clave en este tiempo necesita { $count } método. Los demás se pueden quitar.
   *[other] Todo lo que hizo esta clave en este tiempo necesita { $count } métodos. Los demás se pueden quitar.
}
advice-never = La clave no se admitió en este tiempo, así que no hay de qué aprender. Si nadie la necesita, desactívela.
advice-nothing = Todos los métodos permitidos se usaron en este tiempo. No hay nada que quitar.
advice-used = { $count ->
    [one] Se usó { $count } método
   *[other] Se usaron { $count } métodos
}
advice-unused = { $count ->
    [one] No se usó { $count } método
   *[other] No se usaron { $count } métodos
}
advice-apply = Quitar los demás…
advice-followed = Aplicado el { $name }
advice-followed-text = Durante 30 días puede devolver lo quitado con un clic.
advice-revert = Devolverlo
advice-stores = Tiendas nombradas en las llamadas
advice-store-never = nunca
advice-stores-hint = Llamadas que no nombraron tienda: { $count }. Esas llamadas, y las hechas por identificadores internos, atañen a todas las tiendas de la clave; por eso no se propone quitar ninguna.
advice-addresses = { $count ->
    [one] Usada desde { $count } dirección
   *[other] Usada desde { $count } direcciones
}
trial-begin = Ponerlo a prueba
trial-hint = La prueba no rechaza nada. Cuenta lo que el cambio habría rechazado, hasta que lo aplique o lo descarte.
trial-since = A prueba desde { $name }
trial-text = { $count ->
    [one] Quedaría { $count } método. Mientras tanto no se rechaza nada.
   *[other] Quedarían { $count } métodos. Mientras tanto no se rechaza nada.
}
trial-nothing = Hasta ahora no habría rechazado nada.
trial-would-refuse = Habría rechazado estas llamadas
trial-real = Aplicarlo…
trial-drop = Descartar la prueba
done-trial-begun = La prueba ha empezado. No rechaza nada.
done-trial-dropped = La prueba ha terminado; la clave sigue como estaba.
done-advice-applied = La clave puede menos desde ahora. Durante 30 días puede devolverlo aquí.
done-advice-reverted = La clave puede otra vez lo que se le quitó.

unused = Claves sin usar
unused-title = Claves que nadie usa
unused-lead = Una clave que nadie usa es una puerta que nadie vigila. Reciba un aviso y haga que se desactive pasado un tiempo: quien la eche en falta puede recuperarla tal como estaba.
unused-notice = Avisar tras días sin uso
unused-notice-hint = 0: nunca. Las claves nunca usadas cuentan desde el día en que se crearon.
unused-disable = Desactivar tras otros tantos días
unused-disable-hint = 0: nunca, solo avisar.
unused-next = Qué pasará ahora
unused-next-nothing = Nada: todas las claves activas se usan, o ya se avisó de ellas.
unused-next-told = En menos de una hora se le avisará de
unused-next-off = En menos de una hora se desactivarán
unused-list = { $count ->
    [one] Claves sin usar desde hace { $count } día
   *[other] Claves sin usar desde hace { $count } días
}
refused-notice = Escriba un número de días de 0 a 3650.
refused-disable = Escriba un número de días de 0 a 3650.
done-unused-saved = La regla está guardada. Se aplica cada hora.
