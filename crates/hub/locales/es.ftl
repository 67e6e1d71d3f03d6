# Las palabras de las páginas en español.

language-name = Español
skip = Ir al contenido
nav = Secciones
nav-stores = Tiendas
nav-integration = Integración
nav-keys = Claves de acceso a la API
role-administrator = Administrador
role-manager = Gestor
role-read-only = Solo lectura
sign-out = Salir
to-first-page = Ir a la primera página

not-found-title = Esta página no existe
not-found-text = Puede que la dirección tenga un error o que lo que había aquí ya no esté. La API está en /api.
forbidden-title = Su función no lo permite
forbidden-text = Pida a un administrador que lo haga o que le asigne otra función.
foreign-form-title = Este formulario se envió desde otro sitio
foreign-form-text = No se ha cambiado nada. Abra la página aquí y envíe el formulario de nuevo.
failed-title = Se ha producido un error
failed-text = No se ha cambiado nada. Inténtelo de nuevo en un momento; si se repite, el registro del servidor dice por qué.
refused-title = No se puede hacer

welcome-title = Latchkey está en marcha
welcome-api = Las tiendas se conectan a la API en /api con una clave de acceso.
welcome-elsewhere = Todavía nadie puede entrar. Abra el enlace de configuración que Latchkey mostró al arrancar: con él se crea el primer administrador.
welcome-here = Todavía nadie puede entrar. Cree el primer administrador: solo funciona una vez.
welcome-setup = Configurar Latchkey

setup-title = Configurar Latchkey
setup-lead = Usted será el primer administrador. Después vienen las tiendas y las claves de acceso a la API.
setup-go = Empezar
setup-over-title = Este enlace de configuración no funciona
setup-over-text = Funciona una sola vez, y cada arranque de un Latchkey vacío muestra uno nuevo. Si ya tiene una cuenta, entre.

sign-in-title = Entrar
sign-in-go = Entrar
sign-in-wrong = El correo y la contraseña no coinciden.
sign-in-wait = { $count ->
    [one] Demasiados intentos. Vuelva a intentarlo dentro de { $count } minuto.
   *[other] Demasiados intentos. Vuelva a intentarlo dentro de { $count } minutos.
}
email = Correo electrónico
your-name = Su nombre
password = Contraseña
password-hint = Al menos 10 caracteres.
language = Idioma

done-setup = Ha entrado. Añada su primera tienda.
done-signed-out = Ha salido.

refused-email = Escriba una dirección de correo completa que aquí no tenga nadie todavía.
refused-name = Escriba un nombre de 1 a 255 caracteres.
refused-password = La contraseña necesita al menos 10 caracteres y 1000 como máximo.
refused-url = Escriba la dirección completa, por ejemplo https://shop.example.com.
refused-code = El código puede tener letras de la A a la Z, cifras, «_» y «-»; no puede estar ocupado ni ser «all».
refused-currency = Escriba un código ISO 4217 de tres letras, por ejemplo EUR.
refused-countryIso = Escriba un código ISO 3166 de dos letras, por ejemplo ES.
refused-ordering = Escriba un número entero.
refused-description = La descripción puede tener 2000 caracteres como máximo.
refused-token = Escriba de 32 a 100 caracteres: letras de la A a la Z, cifras, «_» y «-», que ninguna otra clave haya tenido. Lo que empieza por lky_ debe ser un token completo de Latchkey.
refused-sites = Elija al menos una tienda o el acceso a todas.
refused-methods = Permita al menos un método.

add = Añadir
apply = Aplicar
reset = Restablecer
save = Guardar
cancel = Cancelar
copy = Copiar
copied = Copiado
any = Cualquiera
activity = Actividad
state = Estado
store = Tienda
doing = Acciones
pages = Páginas
page-previous = Anterior
page-next = Siguiente
nothing-fits = No hay nada que coincida.
form-faults = No se ha guardado nada: revise los campos marcados.
and-more = y { $count } más

stores-none = Todavía no hay tiendas
stores-none-next = Una tienda es un sitio, una página de destino o un comercio entero. Los pedidos y los clientes pertenecen a las tiendas, y las claves dan acceso a ellas.
stores-first = Añadir una tienda
store-new = Tienda nueva
store-name = Nombre
store-name-or-code = Nombre o código
store-address = Dirección
store-order = Lugar en las listas
store-order-hint = Los números menores van primero. Vacío: después de todas las demás.
store-code = Código
store-code-hint = Los programas nombran la tienda con él. Vacío: se forma a partir de la dirección.
store-code-fixed = El código no cambia: los programas cuentan con él.
store-currency = Moneda
store-country = País
store-description = Descripción
store-in-use = La tienda está en uso
store-active = En uso
store-inactive = Sin uso
store-keys = Acceso de
store-reached = Claves con acceso a esta tienda
store-unreached = Ninguna clave tiene acceso todavía a esta tienda.
store-keys-all = { $count ->
    [one] Mostrar { $count } clave en la lista
   *[other] Mostrar { $count } claves en la lista
}
done-store-added = La tienda está añadida. Las claves para todas las tiendas ya tienen acceso a ella.
done-store-saved = La tienda está guardada.

keys-count = { $count ->
    [one] { $count } clave
   *[other] { $count } claves
}
methods-count = { $count ->
    [one] { $count } método
   *[other] { $count } métodos
}
keys-none = Todavía no hay claves
keys-none-stores = Una clave da acceso a tiendas: añada primero una tienda.
keys-none-next = Con una clave, un comercio, una página de destino o un socio puede llamar a la API, y solo a lo que usted permita.
keys-first = Añadir una clave
key-new = Nueva clave de API
key-search = Nombre o final del token
key-name = Nombre
key-comment = Comentario
key-token = Token
key-token-hint = Cópielo ahora: después de guardar, nadie podrá verlo de nuevo. Para conservar un token que un cliente ya tiene, péguelo aquí (de 32 a 100 caracteres).
key-stores = Tiendas
key-methods = Métodos
key-made = Ordenar por antigüedad
key-on = Activa
key-off = Desactivada
key-make = Añadir la clave
key-review = Guardar
key-allowed = Métodos de la API permitidos
key-copy = { $name } (copia)
access = Tipo de acceso
access-all = Todas las tiendas
access-individual = Tiendas concretas
access-all-long = Acceso a todas las tiendas, también a las que se añadan después
access-individual-long = Acceso a tiendas concretas, elegidas abajo
stores-every = cada tienda
methods-all = Todos
methods-all-long = Todo, también los métodos de versiones posteriores
method-search = Buscar métodos
only-reads = Solo lectura
none-at-all = Ninguno
block-whole = todo el bloque
block-out = nada del bloque
templates = Empezar con
template-cpa = Red de afiliados (CPA)
template-landing = Página de destino
template-cms = Módulo de tienda (CMS)
template-reports = Informes, solo lectura

key-disable = Desactivar
key-disable-of = Desactivar { $name }
key-disable-ask = ¿Desactivar la clave { $name }?
key-disable-why = La siguiente llamada con ella ya se rechaza. Puede activarla de nuevo en cualquier momento.
key-enable = Activar
key-enable-of = Activar { $name }
key-duplicate = Duplicar
key-duplicate-of = Duplicar { $name }
key-delete = Eliminar
key-delete-of = Eliminar { $name }
key-delete-ask = ¿Eliminar la clave { $name }?
key-delete-why = La siguiente llamada con ella ya se rechaza y no se podrá usar nunca más. Para detenerla un tiempo, desactívela.
done-key-added = La clave está añadida y ya funciona.
done-key-saved = La clave está guardada y vale desde la siguiente llamada.
done-key-unchanged = No había diferencias, así que no se ha guardado nada.
done-key-disabled = La clave está desactivada: las llamadas con ella se rechazan.
done-key-enabled = La clave está activada: las llamadas con ella se aceptan.
done-key-deleted = La clave está eliminada.

review-title = Qué cambia
review-hint = Vale desde la siguiente llamada.
review-save = Guardar los cambios
review-again = Volver al formulario
change-name = El nombre pasa a ser «{ $name }».
change-comment = El comentario pasa a ser «{ $name }».
change-comment-gone = Se quita el comentario.
change-access-all = Acceso a todas las tiendas, también a las que se añadan después.
change-access-individual = Ya no todas las tiendas, solo tiendas concretas.
change-store-more = Tienda añadida: { $name }
change-store-less = Tienda quitada: { $name }
change-methods-all = Se permite todo, también los métodos de versiones posteriores.
change-methods-individual = Ya no se permite todo, solo los métodos marcados.
change-method-more = Añadido — { $name }
change-method-less = Quitado — { $name }

block-api = Cuenta y clave
block-costs = Gastos
block-custom-fields = Campos personalizados
block-customer-interaction = Favoritos y carritos
block-customers = Clientes
block-customers-corporate = Clientes corporativos
block-delivery = Entrega
block-features = Funciones
block-files = Archivos
block-integration-modules = Módulos de integración
block-legacy-settings = Ajustes de módulos (versiones anteriores)
block-loyalty = Programa de fidelidad
block-notifications = Notificaciones
block-orders = Pedidos
block-orders-packs = Preparación de pedidos
block-payment = Módulos de pago
block-payments = Pagos
block-reference = Datos de referencia
block-segments = Segmentos
block-settings = Ajustes
block-statistic = Estadísticas
block-store = Productos y almacenes
block-tasks = Tareas
block-telephony = Telefonía
block-users = Usuarios
block-verification = Verificación
block-web-analytics = Analítica web
