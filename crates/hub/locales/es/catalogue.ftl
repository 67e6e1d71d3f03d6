# El catálogo de una tienda: productos, precios y existencias.

method-store-products = Lista los productos con sus ofertas
method-store-offers = Lista las ofertas con sus productos
method-store-products-properties = Lista las propiedades de los productos
method-store-products-properties-values = Lista los valores de las propiedades
method-store-product-groups = Lista los grupos de productos
method-store-product-groups-create = Añade un grupo de productos
method-store-product-groups-externalId-edit = Modifica un grupo de productos
method-store-products-batch-create = Añade hasta 50 productos
method-store-products-batch-edit = Modifica hasta 50 productos
method-store-inventories = Lista las existencias y los precios de compra
method-store-inventories-upload = Establece las existencias de hasta 250 ofertas
method-store-prices-upload = Establece los precios de hasta 250 ofertas

catalogue = Catálogo
store-tab-catalogue = Catálogo
catalogue-load-now = Cargar ahora
catalogue-last = Última carga
catalogue-running = Cargando
catalogue-done = Cargado
catalogue-failed = Error
catalogue-waits = La carga empezará en unos segundos.
catalogue-kept = La tienda conserva el catálogo anterior.
catalogue-when = Hora
catalogue-source = Origen
catalogue-result = Resultado
catalogue-counts = Ofertas: { $offers }; nuevas o modificadas: { $changed }; retiradas: { $gone }; rechazadas: { $refused }
catalogue-next = Próxima carga
catalogue-never = El catálogo aún no se ha cargado.
catalogue-refused = Ofertas rechazadas
catalogue-line = Línea
catalogue-offer = Oferta
catalogue-reason = Motivo
catalogue-feed = Archivo del catálogo
catalogue-url = URL del archivo ICML
catalogue-url-hint = El módulo de la tienda genera este archivo. Se rechazan las URL de redes privadas, salvo que el servidor las permita.
catalogue-every = Programación
catalogue-every-off = No cargar
catalogue-every-hourly = Cada hora
catalogue-every-daily = Cada día
catalogue-file = Archivo ICML
catalogue-file-hint = Las ofertas que no estén en el archivo quedarán inactivas.
catalogue-upload = Subir y cargar
catalogue-products = Productos
catalogue-search = Nombre, referencia o código de barras
catalogue-none = Todavía no hay productos
catalogue-none-next = Indique arriba la URL del archivo o suba uno.
catalogue-upload-title = Subir un archivo
catalogue-price = Precio
catalogue-stock = Existencias
catalogue-inactive = Inactivo
catalogue-no-group = Sin grupo
catalogue-no-offers = Sin ofertas
catalogue-at-line = Línea { $line }: { $text }
catalogue-why-no-id = la oferta no tiene id
catalogue-why-repeated = el archivo tiene otra oferta con este id
catalogue-why-missing = falta { $about }
catalogue-why-too-long = { $about } es demasiado largo
catalogue-why-no-number = { $about } debe ser un número igual o mayor que 0
catalogue-why-no-dimensions = dimensions debe tener tres números: largo/ancho/alto
catalogue-why-no-vat = vatRate debe ser «none» o un porcentaje
catalogue-why-no-flag = { $about } debe ser Y o N
catalogue-why-entity = la entidad &{ $about }; es desconocida
catalogue-why-no-catalogue = No es un catálogo: el elemento raíz debe ser yml_catalog.
catalogue-why-cut-off = El archivo está incompleto.
catalogue-why-too-deep = Los elementos están anidados a demasiada profundidad.
catalogue-why-too-large = Un elemento supera 1 MiB.
catalogue-why-too-many-groups = El archivo tiene más de { $about } categorías.
catalogue-why-encoding = El archivo debe estar en UTF-8.
catalogue-why-unreadable = No se puede leer el archivo: { $about }
catalogue-why-unreachable = No se puede obtener el archivo: { $about }
catalogue-why-no-offers = El archivo no tiene ninguna oferta válida.
catalogue-why-aborted = La carga se interrumpió.
catalogue-why-failed = Falló la base de datos. Consulte el registro del servidor.
catalogue-why-xml = El archivo no es XML válido: { $about }
done-catalogue-saved = Ajustes del catálogo guardados.
done-catalogue-asked = Carga solicitada.
done-catalogue-busy = El catálogo ya se está cargando. Inténtelo de nuevo cuando termine.
block-customer-interaction = Carritos y favoritos
block-statistic = Estadísticas
catalogue-products-count = { $count ->
    [one] { $count } producto
   *[other] { $count } productos
}
catalogue-refused-count = { $count ->
    [one] { $count } oferta
   *[other] { $count } ofertas
}
catalogue-refused-more = { $count ->
    [one] y { $count } más
   *[other] y { $count } más
}
method-customer-interaction-site-cart-customer = Obtiene el carrito de un cliente
method-customer-interaction-site-cart-set = Establece el carrito de un cliente
method-customer-interaction-site-cart-clear = Vacía el carrito de un cliente
method-customer-interaction-site-favorites-customer = Lista las ofertas favoritas de un cliente
method-customer-interaction-site-favorites-customer-add = Añade una oferta favorita de un cliente
method-customer-interaction-site-favorites-customer-remove = Quita una oferta favorita de un cliente
method-statistic-update = Carga los catálogos de las tiendas de la clave lo antes posible
refused-file = Selecciona un archivo.
