# La página de inicio.
nav-start = Inicio
start-hello = Le damos la bienvenida, { $name }
start-steps-left = { $count ->
    [one] Falta un paso para recibir el primer pedido. Los pasos se marcan solos.
   *[other] Faltan { $count } pasos para recibir el primer pedido. Los pasos se marcan solos.
}
start-list = Primeros pasos
start-progress = { $done } de { $total } completados
start-done = Hecho
start-account = Configurar la cuenta
start-account-do = Elija el país, la moneda y la zona horaria.
start-account-is = País { $country }, moneda { $currency }, zona horaria { $zone }.
start-change = Cambiar
start-store = Añadir una tienda
start-store-do = Una tienda es un sitio web que envía pedidos. Cada clave puede limitarse a algunas tiendas.
start-store-done = { $count ->
    [one] { $count } tienda:
   *[other] { $count } tiendas, por ejemplo
}
start-store-add = Añadir tienda
start-key = Añadir una clave de acceso a la API
start-key-do = Una clave permite que una tienda, un programa o un socio llame a la API, y nada más que lo que usted autorice. ¿Va a conectar una tienda? El marketplace marca los métodos adecuados.
start-key-done = La clave más reciente es
start-key-add = Añadir clave
start-marketplace = Abrir el marketplace
start-call = Ver la primera llamada
start-call-do = Conecte la tienda o pruebe la clave enseguida con un comando: muestra lo que la clave puede hacer.
start-call-done = La última: { $when }.
start-your-token = SU_TOKEN
start-try = Probar en el navegador
start-order = Recibir el primer pedido
start-order-do = Llegará de su tienda en cuanto un cliente compre. También puede enviar un pedido de prueba desde la referencia de la API.
start-order-done = El más reciente es el n.º { $number }, { $when }.
start-attention = Requiere atención
start-attention-none = No hay nada que requiera atención.
start-soon = Urgente
start-keys-expire = { $count ->
    [one] { $count } clave caduca en los próximos 7 días
   *[other] { $count } claves caducan en los próximos 7 días
}
start-stores-silent = { $count ->
    [one] { $count } tienda ha dejado de conectarse
   *[other] { $count } tiendas han dejado de conectarse
}
start-webhooks-fail = { $count ->
    [one] { $count } webhook falla o está detenido
   *[other] { $count } webhooks fallan o están detenidos
}
start-refused = { $count ->
    [one] { $count } llamada rechazada en las últimas 24 horas
   *[other] { $count } llamadas rechazadas en las últimas 24 horas
}
start-keys-orphaned = { $count ->
    [one] El contacto de { $count } clave ya no puede iniciar sesión
   *[other] El contacto de { $count } claves ya no puede iniciar sesión
}
start-keys-review = { $count ->
    [one] Toca revisar { $count } clave
   *[other] Toca revisar { $count } claves
}
start-calls = Llamadas
start-last-call = Última
start-calls-summary = Llamadas de los últimos { $days } días: { $answered } permitidas, { $refused } rechazadas
start-hide = Ocultar esta lista
start-hide-then = Las llamadas y lo que requiere atención se quedan.
start-show = Mostrar de nuevo los primeros pasos
calls-bar = { $answered } permitidas, { $refused } rechazadas o fallidas
calls-answered = Permitidas
calls-not-answered = Rechazadas o fallidas
calls-as-table = Mostrar como tabla
calls-when = Cuándo
setup-next = Es cuestión de un minuto. Después vienen la primera tienda y la primera clave.
setup-region = Su región
setup-region-hint = Rellenado según su navegador. Decide cómo se leen los teléfonos, las fechas y los importes.
setup-password-hint = Al menos 10 caracteres; unas cuantas palabras se recuerdan mejor que los símbolos.
setup-once = Este enlace funciona una sola vez.
place-choose = Elija…
password-weak = Demasiado fácil.
password-fair = Aceptable.
password-good = Buena.
password-strong = Muy buena.
