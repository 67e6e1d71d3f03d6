# Palabras del libro de referencia.

nav-reference = Referencia de la API
book-title = Referencia de la API
book-intro = Todos los métodos de la API: qué hace cada uno, sus parámetros, su respuesta y los posibles errores.
book-key = Envíe una clave de acceso con cada llamada: en la cabecera X-API-KEY o como parámetro apiKey de la consulta o del formulario.
book-form = Las llamadas por GET llevan sus parámetros en la consulta. Las llamadas por POST los llevan en el cuerpo: como formulario, en el que los objetos y las listas son texto JSON, o como un solo objeto JSON.
book-envelope = Una respuesta es JSON con success: true y los campos siguientes. Un error tiene success: false, errorMsg y, si hay campos no válidos, errors con la ruta de cada campo. Las horas están en la zona horaria de la cuenta.
book-openapi = Pedidos y clientes de todas las tiendas, y los datos de referencia de la cuenta. Los objetos y las listas en formularios son texto JSON. Las horas están en la zona horaria de la cuenta.
book-refused = Error: errorMsg da el motivo, errors nombra los campos.
book-success = Éxito
book-method = Método
book-what = Qué hace
book-addresses = URL
book-scope = Ámbito
book-scope-none = ninguno
book-stores = Tiendas
book-parameters = Parámetros
book-no-parameters = Ninguno.
book-name = Nombre
book-place = Dónde
book-kind = Tipo
book-meaning = Descripción
book-required = Obligatorio
book-answer = Respuesta { $count }
book-answer-empty = Solo success: true.
book-errors = Errores
book-status = Estado
book-example = Ejemplo
book-example-token = Sustituya YOUR_TOKEN por su token.
book-read-only = Solo en respuestas
book-shapes = Objetos
book-shapes-intro = Los objetos de los que constan los parámetros y las respuestas. Todos los campos de un objeto que se envía son opcionales: un campo ausente no cambia, null lo vacía.
book-try = Probar en el navegador
book-try-hint = Las llamadas van a este servidor y tienen efecto. Introduzca primero una clave con «Authorize».
book-try-scripts = Esta página necesita JavaScript. La referencia funciona sin él.
book-try-absent = La página para probar métodos no está en esta compilación
book-try-absent-text = Swagger UI llega de npm cuando se compila Latchkey. Instale Node.js con npm, ejecute «cargo clean -p latchkey-assets» y compile de nuevo. Todo lo demás funciona sin ello.
book-download = Documento OpenAPI
book-about = Referencia de la API
place-path = ruta
place-query = consulta
place-form = cuerpo
kind-text = texto
kind-text-most = { $count ->
    [one] texto, { $count } carácter como máximo
   *[other] texto, { $count } caracteres como máximo
}
kind-moment = fecha y hora, AAAA-MM-DD hh:mm:ss
kind-day = fecha, AAAA-MM-DD
kind-clock = hora, hh:mm
kind-whole = número entero
kind-number = número
kind-flag = booleano
kind-one-of = uno de: { $name }
kind-list = lista
kind-list-most = { $count ->
    [one] lista, { $count } como máximo
   *[other] lista, { $count } como máximo
}
kind-by-code = objeto por código
kind-any = cualquier JSON
stores-rule-account = Se aplica a toda la cuenta; no se nombra ninguna tienda.
stores-rule-within = Se aplica a las tiendas de la clave. Los datos de otras tiendas se tratan como inexistentes.
stores-rule-external = Si la clave tiene varias tiendas, indique una en «site» al usar un ID externo.
stores-rule-required = Si la clave tiene varias tiendas, indique una en «site». Con una sola tienda, «site» es opcional.
why-missing-key = La llamada no tiene clave.
why-wrong-key = La clave es desconocida o está desactivada, o la llamada tiene dos claves distintas.
why-denied = La clave no permite este método o esta tienda.
why-rate = La clave superó su límite; la cabecera Retry-After indica cuándo continuar. Estado 429 si la clave lo tiene configurado; si no, 503.
why-missing = Este parámetro es obligatorio.
why-missing-site = La clave tiene varias tiendas y la llamada no nombra ninguna.
why-by = Valor no válido de este parámetro.
why-input = Un parámetro no es válido o está fuera de los límites; errors lo nombra.
why-entity = Un campo no es válido o no se puede guardar; errors indica su ruta.
why-order = Un código no existe o se incumple una regla de los pedidos; errors nombra el campo.
why-not-found = No existe ese objeto o la clave no tiene acceso a él.
why-partly = Los elementos válidos se guardan; errors nombra los rechazados por su índice en la lista.

known-title = Cómo reconocer un token de Latchkey
known-intro = Una clave de acceso a la API tiene un token de 32 caracteres: lky_ (lkt_ en claves de prueba), 22 caracteres al azar y una suma de control de 6.
known-pattern = Patrón
known-check = Suma de control
known-check-rule = CRC-32 (IEEE) de los primeros 26 caracteres, escrita como 6 cifras de base 62 (0–9, A–Z, a–z), la más significativa primero. Una cadena que encaja en el patrón pero no en la suma de control no es un token.
known-sample = Ejemplo (no es una clave real)
known-marked = En archivos (RFC 8959)
known-files = Para escáneres
known-files-why = Los dos primeros son reglas para gitleaks y trufflehog. En una llamada, el prefijo «secret-token:» es opcional.
known-found = ¿Ha encontrado un token?
known-found-text = Avise al responsable de este servidor. Un administrador puede desactivar la clave en Integración → Claves de acceso a la API; desde entonces sus llamadas se rechazan.

calls-link = A partir de llamadas
calls-title = Permisos para una lista de llamadas
calls-text = Llamadas
calls-text-hint = Una llamada por línea, como en un registro o una documentación; o un documento OpenAPI, una colección de Postman o un archivo HAR completo. Los tokens que contenga no se guardan.
calls-file = O suba un archivo
calls-file-hint = HAR, JSON, YAML o texto, hasta 32 MB.
calls-find = Buscar métodos
calls-nothing = No se ha reconocido ninguna llamada. Introduzca una por línea, por ejemplo GET /api/v5/orders.
calls-needed = { $count ->
    [one] Hace falta { $count } método
   *[other] Hacen falta { $count } métodos
}
calls-make = Añadir clave con estos métodos
calls-unresolved = No reconocidas
calls-no-method = ese método no existe
calls-other-verb = esa ruta tiene otro método HTTP
