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
shelf-landing-about = Una página que envía pedidos y no lee nada. Cada pedido encuentra a su cliente por teléfono o correo entre los de su tienda.
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
module-seen = Informó de sí mismo
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
