# Las palabras de las páginas en español.

language-name = Español
skip = Ir al contenido principal
nav = Menú principal
nav-stores = Tiendas
nav-integration = Integración
nav-keys = Claves de acceso a la API
role-administrator = Administrador
role-manager = Gestor
role-read-only = Solo lectura
sign-out = Cerrar sesión
to-first-page = Ir a la página de inicio

not-found-title = Página no encontrada
not-found-text = Compruebe la URL; puede que la página se haya eliminado. La API está en /api.
forbidden-title = No tiene permiso
forbidden-text = Pida a un administrador que lo haga o que cambie su rol.
foreign-form-title = Este formulario se envió desde otro sitio
foreign-form-text = No se ha cambiado nada. Abra la página aquí y envíe el formulario de nuevo.
failed-title = Se ha producido un error
failed-text = No se ha cambiado nada. Inténtelo de nuevo en unos instantes. Si el error persiste, consulte el registro del servidor.
unavailable-title = No disponible temporalmente
unavailable-text = La base de datos no responde. Inténtelo de nuevo en unos instantes. Si estaba guardando algo, compruebe primero si se ha guardado.
busy-title = El servidor está ocupado
busy-text = Se están leyendo demasiadas listas e informes grandes, o este tardó demasiado y se detuvo. Inténtelo de nuevo en unos instantes o limite el filtro o el período.
refused-title = Esta acción no es posible

welcome-title = Latchkey está en marcha
welcome-api = Para conectar una tienda, llame a la API en /api con una clave de acceso.
welcome-link = Todavía no hay usuarios. Cree el primer administrador con el enlace de configuración, que Latchkey muestra en la consola al arrancar. Para mostrarlo de nuevo, ejecute este comando en el mismo equipo:

setup-title = Configurar Latchkey
setup-go = Crear cuenta
setup-over-title = Este enlace de configuración no es válido
setup-over-text = El enlace funciona una sola vez. Mientras no haya usuarios, Latchkey muestra uno nuevo cada vez que arranca. Si ya tiene una cuenta, inicie sesión.

sign-in-title = Iniciar sesión
sign-in-go = Iniciar sesión
sign-in-wrong = El correo o la contraseña no son correctos.
sign-in-wait = { $count ->
    [one] Demasiados intentos. Vuelva a intentarlo dentro de { $count } minuto.
   *[other] Demasiados intentos. Vuelva a intentarlo dentro de { $count } minutos.
}
email = Correo electrónico
your-name = Su nombre
password = Contraseña
password-hint = Al menos 10 caracteres.
language = Idioma

done-signed-out = Ha cerrado la sesión.

account-title = Su cuenta
account-password = Cambiar contraseña
account-password-why = Se cerrará la sesión en todos los demás dispositivos.
password-old = Contraseña actual
password-new = Nueva contraseña
account-password-go = Cambiar contraseña
done-password = Contraseña cambiada.
refused-old = La contraseña no es correcta.
refused-email = Introduzca un correo válido que no tenga otro usuario, por ejemplo nombre@example.com.
refused-name = Introduzca un nombre de 1 a 255 caracteres.
refused-password = Introduzca una contraseña de 10 a 1000 caracteres.
refused-url = Introduzca la URL completa, por ejemplo https://shop.example.com.
refused-code = Introduzca un código de letras de la A a la Z, cifras, «_», «-» y «.» que no tenga otra tienda. El código «all» está reservado.
refused-currency = Introduzca un código ISO 4217 de tres letras, por ejemplo EUR.
refused-countryIso = Introduzca un código ISO 3166 de dos letras, por ejemplo ES.
refused-ordering = Introduzca un número entero, por ejemplo 10.
refused-description = Introduzca una descripción de 2000 caracteres como máximo.
refused-token = Introduzca un token de 32 a 100 caracteres (letras de la A a la Z, cifras, «_» y «-»), al menos 12 de ellos distintos, que no haya tenido ninguna clave. Si empieza por lky_, debe ser un token completo de Latchkey.
refused-token-in-text = Este texto contiene un token, que podría usar cualquiera que lea el texto. Quítelo o deje solo sus últimos cuatro caracteres.
refused-sites = Seleccione al menos una tienda o el acceso a todas.
refused-methods = Seleccione al menos un método.

add = Añadir
apply = Aplicar
reset = Restablecer
save = Guardar
cancel = Cancelar
copy = Copiar
copied = Copiado
any = Todas
activity = Actividad
state = Estado
store = Tienda
doing = Acciones
pages = Páginas
page-previous = Anterior
page-next = Siguiente
nothing-fits = No hay resultados.
form-faults = No se ha guardado. Corrija los campos siguientes.
and-more = y { $count } más

stores-none = Todavía no hay tiendas
stores-none-next = Una tienda es un comercio, un sitio o una página de destino. Cada pedido y cada cliente pertenece a una tienda; las claves dan acceso a las tiendas.
stores-first = Añadir tienda
store-new = Nueva tienda
store-name = Nombre
store-name-or-code = Nombre o código
store-address = Sitio web (URL)
store-order = Orden
store-order-hint = Las tiendas se ordenan de menor a mayor. Si se deja vacío, va al final.
store-code = Código
store-code-hint = Se usa en la API. Si se deja vacío, se forma a partir de la URL.
store-code-fixed = El código se usa en la API y no se puede cambiar.
store-currency = Moneda
store-country = País
store-description = Descripción
store-in-use = La tienda está activa
store-active = Activa
store-inactive = Inactiva
store-keys = Claves
store-keys-all = { $count ->
    [one] Mostrar { $count } clave en la lista
   *[other] Mostrar { $count } claves en la lista
}
done-store-added = Tienda añadida. Las claves con acceso a todas las tiendas ya pueden usarla.
done-store-saved = Tienda guardada.

keys-count = { $count ->
    [one] { $count } clave
   *[other] { $count } claves
}
methods-count = { $count ->
    [one] { $count } método
   *[other] { $count } métodos
}
keys-none = Todavía no hay claves
keys-none-stores = Una clave da acceso a tiendas. Añada primero una tienda.
keys-none-next = Con una clave, un comercio, una página de destino o un socio puede llamar a la API: solo a los métodos y tiendas que usted permita.
keys-first = Añadir clave
key-new = Nueva clave de API
key-search = Nombre o token
key-name = Nombre
key-comment = Comentario
key-token = Token de la clave
key-token-hint = Copie el token ahora: no se vuelve a mostrar después de guardar. Si el cliente ya tiene un token, péguelo aquí (de 32 a 100 caracteres).
key-stores = Tiendas
key-methods = Métodos
key-made = Ordenar por fecha de creación
key-on = Activada
key-off = Desactivada
key-allowed = Métodos de la API permitidos
key-copy = { $name } (copia)
access = Tipo de acceso
access-all = Todas las tiendas
access-individual = Tiendas concretas
methods-all = Todos
block-whole = Seleccionar bloque
block-out = Quitar bloque
templates = Empezar con una plantilla
template-cpa = Red de afiliados (CPA)
template-landing = Página de destino
template-cms = Tienda en línea (CMS)
template-reports = Informes de solo lectura

key-disable = Desactivar
key-enable = Activar
key-duplicate = Duplicar
key-duplicate-of = Duplicar { $name }
key-delete = Eliminar
key-delete-of = Eliminar { $name }
done-key-saved = Guardado. Se aplica desde la próxima llamada.
done-key-unchanged = Sin cambios.
done-key-disabled = Clave desactivada. Las llamadas con ella se rechazan.
done-key-enabled = Clave activada. Las llamadas con ella se permiten.
done-key-deleted = Clave eliminada.

change-name = Nombre nuevo: «{ $name }»
change-comment = Comentario nuevo: «{ $name }»
change-comment-gone = Comentario eliminado
change-access-all = Acceso a todas las tiendas, incluidas las que se añadan después
change-access-individual = Acceso reducido de todas las tiendas a tiendas concretas
change-store-more = Tienda añadida: { $name }
change-store-less = Tienda quitada: { $name }
change-methods-all = Todos los métodos permitidos, incluidos los de versiones futuras
change-methods-individual = Acceso reducido de todos los métodos a los seleccionados
change-method-more = Añadido — { $name }
change-method-less = Quitado — { $name }

block-api = Cuenta y clave
block-costs = Gastos
block-customers = Clientes
block-customers-corporate = Clientes corporativos
block-delivery = Entrega
block-integration-modules = Módulos de integración
block-loyalty = Programa de fidelidad
block-orders = Pedidos
block-payment = Módulos de pago
block-payments = Pagos
block-reference = Datos de referencia
block-settings = Ajustes
block-store = Productos y almacenes
block-tasks = Tareas
block-telephony = Telefonía
block-users = Usuarios
block-web-analytics = Analítica web

# What methods do; a method without a text here is told in English, by its own summary.
method-api-versions = Lista las versiones de la API
method-credentials = Indica los permisos de la clave: ámbitos, métodos, tiendas
method-system-info = Indica la versión y las URL del sistema
method-orders = Lista los pedidos, primero los más recientes
method-orders-externalId = Lee un pedido
method-orders-create = Crea un pedido; el cliente se busca según las reglas de coincidencia o se crea
method-orders-externalId-edit = Cambia un pedido; los campos que no se envían no cambian
method-orders-upload = Crea hasta 50 pedidos a la vez; los válidos se guardan aunque otros se rechacen
method-orders-statuses = Lee los estados de los pedidos por ID o ID externo
method-orders-history = Lee el historial de los pedidos, primero lo más antiguo
method-orders-fix-external-ids = Asigna a los pedidos sus ID externos
method-orders-combine = Une dos pedidos
method-orders-links-create = Enlaza pedidos relacionados
method-orders-payments-create = Añade un pago a un pedido
method-orders-payments-externalId-edit = Cambia un pago
method-orders-payments-id-delete = Elimina un pago
method-customers = Lista los clientes, primero los más recientes
method-customers-externalId = Lee un cliente
method-customers-create = Crea un cliente
method-customers-externalId-edit = Cambia un cliente; los campos que no se envían no cambian
method-customers-upload = Crea hasta 50 clientes a la vez; los válidos se guardan aunque otros se rechacen
method-customers-fix-external-ids = Asigna a los clientes sus ID externos
method-customers-history = Lee el historial de los clientes, primero lo más antiguo
method-customers-combine = Une varios clientes en uno
method-customers-externalId-subscriptions = Activa o desactiva las suscripciones de un cliente
method-customers-notes = Lista las notas sobre clientes, primero las más recientes
method-customers-notes-create = Añade una nota a un cliente
method-customers-notes-id-delete = Elimina una nota
method-tasks = Lista las tareas, primero las más recientes
method-tasks-id = Obtiene una tarea
method-tasks-create = Crea una tarea
method-tasks-id-edit = Modifica una tarea
method-tasks-history = Lee el historial de las tareas, primero lo más antiguo
method-costs = Lista los gastos, primero los más recientes
method-costs-id = Obtiene un gasto
method-costs-create = Añade un gasto
method-costs-id-edit = Modifica un gasto
method-costs-upload = Añade hasta 50 gastos
method-costs-id-delete = Elimina un gasto
method-costs-delete = Elimina varios gastos
method-reference-cost-groups = Lista los grupos de gastos
method-reference-cost-groups-code-edit = Crea o cambia un grupo de gastos
method-reference-cost-items = Lista las partidas de gastos
method-reference-cost-items-code-edit = Crea o cambia una partida de gastos
method-reference-countries = Lista los países
method-reference-couriers = Lista los mensajeros
method-reference-couriers-create = Añade un mensajero
method-reference-couriers-id-edit = Cambia un mensajero
method-reference-currencies = Lista las monedas de la cuenta
method-reference-currencies-create = Añade una moneda
method-reference-currencies-id-edit = Cambia una moneda
method-reference-delivery-services = Lista los servicios de entrega
method-reference-delivery-services-code-edit = Crea o cambia un servicio de entrega
method-reference-delivery-types = Lista los tipos de entrega
method-reference-delivery-types-code-edit = Crea o cambia un tipo de entrega
method-reference-legal-entities = Lista las entidades jurídicas
method-reference-legal-entities-code-edit = Crea o cambia una entidad jurídica
method-reference-mg-channels = Lista los canales de mensajería
method-reference-mg-channels-templates = Lista las plantillas de mensajes
method-reference-mg-channels-templates-edit = Crea, cambia y elimina plantillas de mensajes
method-reference-order-methods = Lista los métodos de pedido
method-reference-order-methods-code-edit = Crea o cambia un método de pedido
method-reference-order-types = Lista los tipos de pedido
method-reference-order-types-code-edit = Crea o cambia un tipo de pedido
method-reference-payment-statuses = Lista los estados de pago
method-reference-payment-statuses-code-edit = Crea o cambia un estado de pago
method-reference-payment-types = Lista los tipos de pago
method-reference-payment-types-code-edit = Crea o cambia un tipo de pago
method-reference-price-types = Lista los tipos de precio
method-reference-price-types-code-edit = Crea o cambia un tipo de precio
method-reference-product-statuses = Lista los estados de las líneas de pedido
method-reference-product-statuses-code-edit = Crea o cambia un estado de línea de pedido
method-reference-sites = Lista las tiendas a las que la clave tiene acceso
method-reference-sites-code-edit = Cambia una tienda
method-reference-status-groups = Lista los grupos de estados de pedido
method-reference-statuses = Lista los estados de pedido
method-reference-statuses-code-edit = Crea o cambia un estado de pedido
method-reference-stores = Lista los almacenes
method-reference-stores-code-edit = Crea o cambia un almacén
method-reference-units = Lista las unidades de medida
method-reference-units-code-edit = Crea o cambia una unidad de medida
method-settings = Indica los ajustes de la cuenta
method-users = Lista los usuarios
method-users-id = Lee un usuario
method-user-groups = Lista los grupos de usuarios
method-users-id-status = Fija el estado de trabajo de un usuario
