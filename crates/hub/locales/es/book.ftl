# Palabras del libro de referencia.

nav-reference = Referencia de la API
book-title = Libro de referencia de los métodos de la API
book-intro = Todos los métodos de la API: qué hace cada uno, qué se le envía, qué responde y cuándo rechaza.
book-key = Cada llamada lleva una clave de acceso: en la cabecera X-API-KEY, o como parámetro apiKey de la consulta o del formulario.
book-form = Las llamadas por GET llevan sus parámetros en la consulta. Las llamadas por POST los llevan en el cuerpo: como formulario, en el que los objetos y las listas son texto JSON, o como un solo objeto JSON.
book-envelope = Una respuesta es JSON con success: true y los campos descritos abajo; un rechazo tiene success: false, errorMsg y, si se debe a campos, errors con la ruta de cada uno. Las horas están en la zona horaria de la cuenta.
book-openapi = Pedidos y clientes de todas las tiendas, y los diccionarios de la cuenta. Los objetos y las listas en formularios son texto JSON. Las horas están en la zona horaria de la cuenta.
book-refused = Rechazado: errorMsg dice por qué, errors nombra los campos.
book-success = Éxito
book-method = Método
book-what = Qué hace
book-addresses = Direcciones
book-scope = Ámbito
book-scope-none = ninguno
book-stores = Tiendas
book-parameters = Parámetros
book-no-parameters = Ninguno.
book-name = Nombre
book-place = Dónde
book-kind = Tipo
book-meaning = Significado
book-required = Obligatorio
book-answer = Respuesta, estado { $count }
book-answer-empty = Nada más que success: true.
book-errors = Errores
book-status = Estado
book-example = Ejemplo
book-example-token = Ponga un token en lugar de YOUR_TOKEN.
book-read-only = Solo en respuestas
book-shapes = Entidades y sus partes
book-shapes-intro = De qué constan los parámetros y las respuestas. Todo campo de una entidad que se envía puede faltar: lo ausente queda como está, null lo quita.
book-try = Probar en el navegador
book-try-hint = Las llamadas van a este mismo sistema y hacen lo que dicen. Elija antes una clave con «Authorize».
book-try-scripts = Esta página necesita scripts. Los artículos del libro de referencia no los necesitan.
book-try-absent = La página para probar métodos no está en esta compilación
book-try-absent-text = Swagger UI llega de npm cuando se compila Latchkey. Instale Node.js con npm, ejecute «cargo clean -p latchkey-assets» y compile de nuevo. Todo lo demás funciona sin ello.
book-download = Documento OpenAPI
book-about = En el libro de referencia
place-path = dirección
place-query = consulta
place-form = cuerpo
kind-text = texto
kind-text-most = { $count ->
    [one] texto, { $count } carácter como máximo
   *[other] texto, { $count } caracteres como máximo
}
kind-moment = fecha y hora, AAAA-MM-DD hh:mm:ss
kind-day = fecha, AAAA-MM-DD
kind-clock = hora del día, hh:mm
kind-whole = número entero
kind-number = número
kind-flag = sí o no
kind-one-of = uno de: { $name }
kind-list = lista
kind-list-most = { $count ->
    [one] lista, { $count } como máximo
   *[other] lista, { $count } como máximo
}
kind-by-code = objeto por código
kind-any = cualquier JSON
stores-rule-account = Atañe a toda la cuenta; no se nombra ninguna tienda.
stores-rule-within = Alcanza las tiendas de la clave; las filas de otras tiendas son como si no existieran.
stores-rule-external = Una clave con varias tiendas nombra una en «site» cuando la fila se nombra por su id externo.
stores-rule-required = Una clave con varias tiendas nombra una en «site»; una clave con una sola no lo necesita.
why-missing-key = La llamada no trajo ninguna clave.
why-wrong-key = La clave es desconocida o está desactivada, o llegaron dos claves distintas a la vez.
why-denied = La clave no permite este método, o no esta tienda.
why-rate = La clave hizo más llamadas de las que puede en un tiempo; la cabecera Retry-After dice cuándo seguir. A las claves con estados modernos se responde 429, a las demás 503.
why-missing = Este parámetro es obligatorio.
why-missing-site = La clave alcanza varias tiendas y no se nombra ninguna.
why-by = El parámetro tiene otro valor.
why-input = Un parámetro no se puede leer o está fuera de límites; errors lo nombra.
why-entity = Un campo no se puede leer o guardar; errors nombra su ruta.
why-order = Un código que no existe, o una regla de los pedidos; errors nombra el campo.
why-not-found = No existe esa fila, o ninguna que la clave pueda ver.
why-partly = Lo correcto se conserva; errors nombra lo rechazado por su lugar en la lista.

known-title = Cómo reconocer un token de Latchkey
known-intro = Una clave de acceso a la API es un token de 32 caracteres: lky_ (o lkt_ en claves de prueba), 22 al azar y 6 que comprueban el resto.
known-pattern = Patrón
known-check = Suma de control
known-check-rule = CRC-32 (IEEE) de los primeros 26 caracteres, escrita como 6 cifras de base 62 (0–9, A–Z, a–z), la más significativa primero. Lo que encaja en el patrón y no en la suma no es un token.
known-sample = Muestra, de ninguna clave
known-marked = En archivos (RFC 8959)
known-files = Para escáneres
known-files-why = Los dos primeros son reglas para gitleaks y trufflehog. Las llamadas pueden llevar el token con «secret-token:» delante o sin él.
known-found = ¿Ha encontrado uno?
known-found-text = Avise a quien administra este sistema. Un administrador desactiva la clave en Integración → Claves de acceso a la API, y la siguiente llamada ya se rechaza.

calls-link = A partir de llamadas
calls-title = La clave mínima para una lista de llamadas
calls-text = Llamadas
calls-text-hint = Una llamada por línea, como en un registro o una documentación; o entero un documento OpenAPI, una colección de Postman o una grabación HAR. Los tokens que contenga no se guardan.
calls-file = O un archivo
calls-file-hint = HAR, JSON, YAML o texto, hasta 32 MB.
calls-find = Buscar los métodos
calls-nothing = No se reconoció ninguna llamada. Escriba direcciones como GET /api/v5/orders, una por línea.
calls-needed = { $count ->
    [one] Hace falta { $count } método
   *[other] Hacen falta { $count } métodos
}
calls-make = Crear una clave con ellos
calls-unresolved = Ningún método responde a estas
calls-no-method = no existe ese método
calls-other-verb = el método de esa dirección tiene otro verbo
