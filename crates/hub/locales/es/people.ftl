# Words about people, settings and the marketplace.

nav-marketplace = Marketplace
marketplace-lead = Lo que se puede conectar: una tienda, un programa propio, un socio. Cada uno necesita una clave que permita lo que hace y nada más.
shelf-shop = Tiendas
shelf-program = Programas
shelf-partner = Socios y páginas sueltas
template-api = Cliente de la API

shelf-woocommerce-about = Pedidos, clientes y productos de una tienda WooCommerce, con el módulo oficial para WordPress.
shelf-woocommerce-where = En WordPress abra WooCommerce → Ajustes → Integración, pegue el token como clave de la API y, como dirección:
shelf-opencart-about = Pedidos, clientes y productos de una tienda OpenCart, con el módulo oficial.
shelf-opencart-where = En OpenCart abra Extensiones → Módulos, edite el módulo, pegue el token como clave de la API y, como dirección:
shelf-prestashop-about = Pedidos, clientes y productos de una tienda PrestaShop, con el módulo oficial. Pide un token de 32 caracteres exactos, como los que se crean aquí.
shelf-prestashop-where = En PrestaShop abra Módulos → Gestor de módulos, configure el módulo, pegue el token como clave de la API y, como dirección:
shelf-bitrix-about = Pedidos, clientes y productos de uno o varios sitios en 1C-Bitrix, con el módulo oficial.
shelf-bitrix-where = En 1C-Bitrix abra Configuración → Módulos, configure el módulo, pegue el token como clave de la API y, como dirección:
shelf-magento-about = Pedidos, clientes y productos de una tienda Magento, con el módulo oficial.
shelf-magento-where = En Magento abra Stores → Configuration, busque la sección del módulo, pegue el token como clave de la API y, como dirección:
shelf-api-about = Un programa propio o una biblioteca para PHP, Python, Go u otro lenguaje. Marque los métodos a los que llama.
shelf-api-where = Dé a su programa el token y esta dirección:
shelf-cpa-about = Una red de afiliados que consulta los estados de los pedidos y no ve nada más.
shelf-cpa-where = Dé a la red el token y esta dirección; llama a /api/v5/orders/statuses en:
shelf-landing-about = Una página que envía pedidos y no lee nada. Cada pedido encuentra a su cliente por teléfono o correo entre los de todas las tiendas que marques junto a la suya.
shelf-landing-where = Que los pedidos los envíe a /api/v5/orders/create el servidor de la página, nunca el navegador: un token en una página lo ve todo el mundo. La dirección:

needs-stores = Tiendas
needs-one-store = exactamente una
needs-some-stores = las que elija
needs-any-stores = todas o las que elija
needs-methods = Permite
needs-token = Token
needs-token-any = de 32 a 100 caracteres
needs-token-exact = { $count ->
    [one] exactamente { $count } carácter
   *[other] exactamente { $count } caracteres
}
needs-scopes = Permisos con los que trabaja:
needs-lacking = Aún no está en esta versión de Latchkey; lo que el módulo hace con ello queda sin hacer:
needs-lacking-checked = Aún no está en esta versión de Latchkey, y el módulo lo comprueba antes de conectarse:
how-to-connect = Cómo conectar: { $name }
step-key = Cree una clave con el botón de abajo: el formulario se abre con los métodos marcados. Elija la tienda y copie el token antes de guardar.
step-check = Guarde allí. El módulo que informa de sí mismo aparece en esta página, en «Conectados».
make-key = Crear una clave
make-key-for = Crear una clave para { $name }

connected-title = Conectados
connected-none = Todavía ningún módulo ha informado de sí mismo.
connected-none-next = Cree una clave para uno de los de arriba e introdúzcala en el módulo; aparecerá aquí por sí solo.
module-name = Módulo
module-kind = Tipo
module-key = Clave
module-seen = Última llamada
module-on = Funciona
module-off = Desactivado
module-frozen = Suspendido
module-key-off = Su clave está desactivada
module-key-deleted = Su clave está eliminada
module-settings = Ajustes
module-settings-of = Ajustes de { $name }
module-forget = Olvidar
module-forget-of = Olvidar { $name }
module-forget-ask = ¿Olvidar el módulo { $name }?
module-forget-why = Desaparece de esta lista. Su clave queda como está: desactívela para no dejar entrar al módulo. Si vuelve a informar de sí mismo, vuelve aquí.
done-module-forgotten = El módulo está olvidado.
method-integration-modules-code = Obtener un módulo de integración
method-integration-modules-code-edit = Conectar un módulo de integración o cambiarlo

nav-people = Personas
nav-settings = Ajustes

person-new = Nueva persona
person-new-hint = Elige su contraseña por sí misma, con un enlace que verá usted a continuación.
person-invite = Añadir y crear un enlace
person-name = Nombre y apellidos
person-role = Función
role-administrator-may = Todo: también claves, personas y ajustes.
role-manager-may = Tiendas, pedidos y clientes; las claves solo las mira.
role-read-only-may = Lo mira todo, salvo personas y ajustes.
person-active = Puede entrar
person-may-enter = Puede entrar
person-invited = Tiene un enlace, aún sin contraseña
person-shut-out = No puede entrar
person-link-again = Crear otro enlace
person-link-for = Enlace para { $name }
person-link-hint = Entréguelo de forma segura: quien lo abra elige la contraseña. Funciona una vez, durante 7 días, y solo se muestra ahora.
person-link-done = Ya lo he entregado
person-reset = Restablecer la contraseña
person-reset-ask = ¿Restablecer la contraseña de { $name }?
person-reset-why = Terminan todas sus sesiones, se desactiva su segundo paso y no puede entrar hasta elegir una contraseña con un enlace nuevo, que verá usted a continuación.
person-reset-go = Restablecer y crear un enlace
done-person-saved = La persona está guardada.
done-person-step-off = El segundo paso está desactivado.
refused-role = Elija una función que no sea más amplia que la suya.
refused-self = Cambie su propia contraseña en la página de su cuenta.
refused-administrator = Debe quedar alguien que pueda hacerlo todo: nombre antes a otro administrador y deje que entre.

invitation-title = Elija su contraseña
invitation-hello = Le damos la bienvenida, { $name }
invitation-lead = Elija una contraseña. Con ella entra enseguida.
invitation-go = Guardar la contraseña y entrar
invitation-over-title = Este enlace no funciona
invitation-over-text = Funciona una vez y durante 7 días, y uno más nuevo lo reemplaza. Pida otro a un administrador.
done-invited = Ha entrado con su contraseña nueva.

step-title = Segundo paso
step-on = Activado
step-off = Desactivado
step-why = Con él, al entrar se pide además de la contraseña un código de una aplicación del teléfono: una contraseña robada no abre nada por sí sola.
step-begin = Configurar el segundo paso
step-begin-why = Tenga a mano una aplicación de autenticación y su contraseña.
step-change = Cambiar el segundo paso
step-scan = Escanee esto con la aplicación:
step-qr = Código QR con el secreto para la aplicación
step-type = O escriba el secreto:
step-first-code = Introduzca el código que muestra ahora la aplicación
step-turn-on = Activar
step-turn-off = Desactivar el segundo paso
step-turn-off-why = A partir de entonces basta con la contraseña.
done-step-on = El segundo paso está activado.
done-step-off = El segundo paso está desactivado.
code-title = Segundo paso
code-field = Código
code-hint = Las seis cifras que muestra ahora su aplicación, o uno de sus códigos de recuperación.
recovery-title = Códigos de recuperación
recovery-left = { $count ->
    [one] Queda { $count } código.
   *[other] Quedan { $count } códigos.
}
recovery-why = Cada uno le deja entrar una vez sin la aplicación. Guárdelos donde los encuentre sin el teléfono.
recovery-once = Solo se muestran ahora: apúntelos o imprímalos.
recovery-renew = Crear códigos de recuperación nuevos
recovery-kept = Ya los he guardado
refused-proof = Esta no es la contraseña.
refused-otp = El código es incorrecto o ya se usó. Espere al siguiente.

settings-language-hint = De las páginas y de los nombres con los que vinieron los datos de referencia. Los nombres que haya cambiado se quedan; los códigos no cambian nunca.
settings-zone = Zona horaria
settings-zone-hint = En ella se muestran y se leen las horas. Escriba una ciudad para encontrarla, por ejemplo Madrid.
settings-currency-hint = La moneda base de la cuenta y la de las tiendas nuevas.
settings-country-hint = Según él se leen los teléfonos nacionales cuando ni el pedido ni la tienda indican un país. Es el de las tiendas nuevas.
settings-reading = Se están releyendo los teléfonos de clientes y pedidos: { $count } % hecho. Recargue la página para ver el avance.
done-settings = Los ajustes están guardados.
refused-language = Elija uno de los idiomas.
refused-timezone = Escriba la zona horaria como la nombra su base de datos, por ejemplo Europe/Madrid.
refused-country = Escriba un código ISO 3166 de dos letras, por ejemplo ES.

store-entity = Entidad jurídica
store-entity-none = Ninguna
store-entity-hint = Aún no hay ninguna: los programas las añaden con reference/legal-entities.
store-sender-name = Remitente de las cartas, nombre
store-sender-hint = De aquí lo toman los módulos que escriben a los clientes.
store-sender-email = Remitente de las cartas, correo
refused-contragentCode = Elija una de las entidades jurídicas.
refused-senderName = El nombre puede tener 255 caracteres como máximo.
refused-senderEmail = Escriba una dirección de correo completa.
