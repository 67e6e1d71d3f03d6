# Words about people, settings and the marketplace.

nav-marketplace = Marketplace
marketplace-lead = Conecte una tienda, un programa propio o un socio. Cada uno necesita una clave que tenga solo los permisos que usa.
shelf-shop = Tiendas
shelf-program = Programas
shelf-partner = Socios y páginas de destino
template-api = Cliente de la API

shelf-woocommerce-about = Pedidos, clientes y productos de una tienda WooCommerce, con el módulo oficial para WordPress.
shelf-woocommerce-where = En WordPress, abra WooCommerce → Ajustes → Integración. Pegue el token como clave de la API e introduzca esta URL:
shelf-opencart-about = Pedidos, clientes y productos de una tienda OpenCart, con el módulo oficial.
shelf-opencart-where = En OpenCart, abra Extensiones → Módulos y edite el módulo. Pegue el token como clave de la API e introduzca esta URL:
shelf-prestashop-about = Pedidos, clientes y productos de una tienda PrestaShop, con el módulo oficial. Necesita un token de exactamente 32 caracteres; los que se crean aquí tienen esa longitud.
shelf-prestashop-where = En PrestaShop, abra Módulos → Gestor de módulos y configure el módulo. Pegue el token como clave de la API e introduzca esta URL:
shelf-bitrix-about = Pedidos, clientes y productos de uno o varios sitios en 1C-Bitrix, con el módulo oficial.
shelf-bitrix-where = En 1C-Bitrix, abra Configuración → Módulos y configure el módulo. Pegue el token como clave de la API e introduzca esta URL:
shelf-magento-about = Pedidos, clientes y productos de una tienda Magento, con el módulo oficial.
shelf-magento-where = En Magento, abra Stores → Configuration y busque el módulo. Pegue el token como clave de la API e introduzca esta URL:
shelf-api-about = Un programa propio o una biblioteca para PHP, Python, Go u otro lenguaje. Seleccione los métodos a los que llama.
shelf-api-where = Introduzca el token y esta URL en su programa:
shelf-cpa-about = Una red de afiliados que lee los estados de los pedidos y nada más.
shelf-cpa-where = Dé a la red el token y esta URL; llama a /api/v5/orders/statuses:
shelf-landing-about = Una página que envía pedidos y no lee nada. El cliente de un pedido nuevo se busca por teléfono o correo entre los de todas las tiendas seleccionadas.
shelf-landing-where = Envíe los pedidos a /api/v5/orders/create desde el servidor de la página, nunca desde el navegador: los visitantes podrían leer el token. URL:

needs-stores = Tiendas
needs-one-store = exactamente una
needs-some-stores = concretas
needs-any-stores = todas o concretas
needs-token = Token
needs-token-any = de 32 a 100 caracteres
needs-token-exact = { $count ->
    [one] exactamente { $count } carácter
   *[other] exactamente { $count } caracteres
}
needs-scopes = Ámbitos:
needs-lacking = No está en esta versión de Latchkey; estas funciones del módulo todavía no funcionan:
needs-lacking-checked = No está en esta versión de Latchkey; el módulo lo comprueba al conectarse:
make-key = Añadir clave
make-key-for = Añadir clave para { $name }

connected-title = Conectados
module-name = Módulo
module-key = Clave
module-seen = Última llamada
module-off = Desactivado
module-frozen = Suspendido
module-key-off = Clave desactivada
module-key-deleted = Clave eliminada
module-settings = Ajustes
module-settings-of = Ajustes de { $name }
module-forget = Quitar
module-forget-of = Quitar { $name }
module-forget-ask = ¿Quitar el módulo { $name }?
module-forget-why = El módulo se quita de esta lista; su clave sigue funcionando. Para bloquear el módulo, desactive la clave. Si el módulo vuelve a conectarse, aparece de nuevo.
done-module-forgotten = Módulo quitado.
method-integration-modules-code = Obtener un módulo de integración
method-integration-modules-code-edit = Conectar un módulo de integración o cambiarlo

nav-people = Usuarios
nav-settings = Ajustes

person-new = Nuevo usuario
person-new-hint = El usuario establece su contraseña con el enlace que se muestra en la página siguiente.
person-invite = Añadir usuario
person-name = Nombre y apellidos
person-role = Rol
role-administrator-may = Acceso completo, incluidas claves, usuarios y ajustes.
role-manager-may = Tiendas, pedidos y clientes; claves en solo lectura.
role-read-only-may = Solo lectura de todo, salvo usuarios y ajustes.
person-active = Activo
person-may-enter = Activo
person-invited = Invitado
person-shut-out = Desactivado
person-link-again = Crear nuevo enlace
person-link-for = Enlace para { $name }
person-link-hint = Envíelo por un medio seguro: cualquiera que lo abra puede establecer la contraseña. Funciona una vez, durante 7 días, y solo se muestra ahora.
person-link-done = Listo
person-reset = Restablecer contraseña
person-reset-ask = ¿Restablecer la contraseña de { $name }?
person-reset-why = Se cierran todas las sesiones del usuario, se desactiva la verificación en dos pasos y solo podrá iniciar sesión con una contraseña nueva, establecida con el enlace que se muestra a continuación.
person-reset-go = Restablecer contraseña
done-person-saved = Usuario guardado.
done-person-step-off = Verificación en dos pasos desactivada.
refused-role = Elija un rol que no tenga más permisos que el suyo.
refused-self = Cambie su propia contraseña en la página «Su cuenta».
refused-administrator = Debe quedar al menos un administrador activo. Añada antes otro administrador y espere a que inicie sesión.

invitation-title = Establezca su contraseña
invitation-hello = Le damos la bienvenida, { $name }
invitation-lead = Establezca una contraseña para iniciar sesión.
invitation-go = Establecer contraseña e iniciar sesión
invitation-over-title = Este enlace no es válido
invitation-over-text = El enlace funciona una vez, durante 7 días y mientras no se cree otro más nuevo. Pida un enlace nuevo a un administrador.
done-invited = Contraseña establecida. Ha iniciado sesión.

step-title = Verificación en dos pasos
step-on = Activada
step-off = Desactivada
step-why = Al iniciar sesión se pide, además, un código de una aplicación del teléfono; una contraseña robada no basta.
step-begin = Configurar la verificación en dos pasos
step-begin-why = Necesita su contraseña y una aplicación de autenticación.
step-change = Cambiar la verificación en dos pasos
step-scan = Escanee este código con la aplicación:
step-qr = Código QR con el secreto para la aplicación
step-type = O introduzca el secreto:
step-first-code = Introduzca el código de la aplicación
step-turn-on = Activar la verificación en dos pasos
step-turn-off = Desactivar la verificación en dos pasos
step-turn-off-why = Después bastará con la contraseña para iniciar sesión.
done-step-on = Verificación en dos pasos activada.
done-step-off = Verificación en dos pasos desactivada.
code-title = Verificación en dos pasos
code-field = Código
code-hint = Las seis cifras de su aplicación o un código de recuperación.
recovery-title = Códigos de recuperación
recovery-left = { $count ->
    [one] Queda { $count } código.
   *[other] Quedan { $count } códigos.
}
recovery-why = Cada código permite iniciar sesión una vez sin la aplicación. Guárdelos donde pueda encontrarlos sin el teléfono.
recovery-once = Solo se muestran ahora. Guárdelos o imprímalos.
recovery-renew = Crear nuevos códigos de recuperación
recovery-kept = Los he guardado
refused-proof = La contraseña no es correcta.
refused-otp = El código es incorrecto o ya se usó. Espere al siguiente.

settings-language-hint = Idioma de las páginas y de los nombres predefinidos de los datos de referencia. Los nombres que haya cambiado se conservan; los códigos no cambian.
settings-zone = Zona horaria
settings-reading = Se están actualizando los teléfonos de clientes y pedidos: { $count } % completado. Recargue la página para ver el avance.
done-settings = Ajustes guardados.
refused-language = Elija uno de los idiomas.
refused-timezone = Introduzca el nombre de una zona horaria, por ejemplo Europe/Madrid.
refused-country = Introduzca un código ISO 3166 de dos letras, por ejemplo ES.

store-entity = Entidad jurídica
store-entity-none = Ninguna
store-entity-hint = Todavía no hay ninguna. Añada una en Catálogos.
store-sender-name = Nombre del remitente (correo)
store-sender-hint = Lo usan los módulos que envían correos a los clientes.
store-sender-email = Correo del remitente
refused-contragentCode = Elija una de las entidades jurídicas.
refused-senderName = Introduzca un nombre de 255 caracteres como máximo.
refused-senderEmail = Introduzca un correo válido, por ejemplo tienda@example.com.
