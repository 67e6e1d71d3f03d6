# Palabras sobre plantillas de claves y sobre varias claves a la vez.

template-list = Plantillas
template-lead = Una plantilla rellena el formulario de una clave nueva. Ni la plantilla ni un enlace a ella dan acceso por sí mismos:
template-own = Sus plantillas
template-own-none = Todavía no tiene plantillas.
template-own-next = Añada una plantilla, o abra una clave y guarde sus ajustes como plantilla.
template-built-in = Integradas
template-whose = La usa
template-whose-own = su empresa
template-whose-others = otra empresa
template-keys = Claves
template-keys-of = Claves creadas a partir de «{ $name }»
template-keys-none = Todavía no se ha creado ninguna clave a partir de esta plantilla.
template-keys-lead = Los cambios de la plantilla no afectan a las claves. Marque las que quiera actualizar. Las tiendas, las fechas de inicio y caducidad y las notas no cambian.
template-follow = Comparar
template-apply = Actualizar las claves marcadas
template-leave = No cambiarlas
template-new = Nueva plantilla
template-edit = Editar plantilla
template-save = Guardar como plantilla
template-made-from = Creada a partir de
template-code = Código
template-code-hint = Se usa en enlaces y comandos: letras de la A a la Z, cifras, «-» y «_». No se puede cambiar después.
template-about = Descripción
template-stores-one = exactamente una
template-stores-some = concretas
template-stores-all = todas
template-stores-hint = Las tiendas se eligen al añadir la clave.
template-partner = Las claves creadas a partir de ella pertenecen a otra empresa
template-delete-ask = ¿Eliminar esta plantilla?
template-delete-why = Las claves creadas a partir de ella no cambian.
done-template-added = Plantilla guardada.
done-template-saved = Plantilla guardada. No se ha cambiado ninguna clave.
done-template-deleted = Plantilla eliminada. No se ha cambiado ninguna clave.
done-template-applied = { $count ->
    [one] { $count } clave actualizada según la plantilla.
   *[other] { $count } claves actualizadas según la plantilla.
}
refused-template = Esta plantilla ya no existe. Elija otra o ninguna.
refused-template-code = Introduzca un código de letras de la A a la Z, cifras, «-» y «_» que no haya tenido ninguna plantilla.
refused-about = Introduzca una descripción de 1000 caracteres como máximo.
template-courier = Empresa de reparto
template-call-centre = Centro de llamadas
template-messenger = Mensajería
shelf-service = Pagos y mensajería
shelf-stripe-about = Enlaces de pago de Stripe, con el módulo oficial.
shelf-stripe-where = En los ajustes del módulo de Stripe, pegue el token como clave de la API e introduzca esta URL:
shelf-messenger-about = Un módulo para WhatsApp, Telegram y servicios similares. Se conecta y aparece en la lista de módulos; Latchkey no entrega mensajes.
shelf-messenger-where = En los ajustes del módulo, pegue el token como clave de la API e introduzca esta URL:
shelf-courier-about = Una empresa de reparto que lee pedidos, repartidores y estados, y actualiza los estados y los datos de entrega de los pedidos.
shelf-courier-where = Dé a la empresa el token y esta URL. En el filtro de pedidos de la clave, seleccione los tipos o estados de pedido del reparto. URL:
shelf-call-centre-about = Un equipo externo que recibe pedidos por teléfono: lee, crea y cambia pedidos y clientes, y escribe notas.
shelf-call-centre-where = Introduzca el token y esta URL en el programa del equipo:
needs-addresses = URL a las que llama:

bulk = Acciones en lote
bulk-which = Claves
bulk-fitting = { $count ->
    [one] { $count } clave que cumple el filtro
   *[other] Las { $count } claves que cumplen el filtro
}
bulk-all = { $count ->
    [one] { $count } clave de la lista
   *[other] Las { $count } claves de la lista
}
bulk-what = Acción
bulk-disable = Desactivar
bulk-enable = Activar
bulk-ends = Fijar caducidad
bulk-no-end = Quitar caducidad
bulk-rate = Fijar llamadas por segundo
bulk-header-only = Aceptar el token solo en una cabecera
bulk-any-transport = Aceptar el token también en la URL
bulk-owner = Asignar contacto
bulk-delete = Eliminar
bulk-restore = Recuperar
bulk-rate-hint = 0 = sin límite
refused-none-chosen = Marque al menos una clave.
refused-deed = Elija una acción.
refused-leaked = Su token se ha filtrado; no se puede volver a activar.
refused-too-late = Eliminada hace más de 30 días.
refused-deleted = Eliminada.
plan-title = Vista previa
plan-keys = { $count ->
    [0] No cambiaría ninguna clave.
    [one] { $count } clave,
   *[other] { $count } claves,
}
plan-used = { $count ->
    [0] ninguna usada en la última hora
    [one] { $count } de ellas usada en la última hora
   *[other] { $count } de ellas usadas en la última hora
}
plan-hour = Usada en la última hora
plan-what = Cambio
plan-pick = Seleccionar
plan-pick-of = Seleccionar «{ $name }»
plan-pick-all = Seleccionar todas
plan-off = se desactivará
plan-on = se activará
plan-deleted = se eliminará; se puede recuperar durante 30 días
plan-back = se recuperará
plan-back-off = se recuperará (desactivada, como estaba)
plan-unchanged = { $count ->
    [one] { $count } clave no cambia
   *[other] { $count } claves no cambian
}
plan-refused = { $count ->
    [one] No es posible con { $count } clave, por lo que no se cambiará nada
   *[other] No es posible con { $count } claves, por lo que no se cambiará nada
}
plan-leave = Excluirlas
plan-go = { $count ->
    [one] Cambiar { $count } clave
   *[other] Cambiar { $count } claves
}
plan-go-disable = { $count ->
    [one] Desactivar { $count } clave
   *[other] Desactivar { $count } claves
}
plan-go-enable = { $count ->
    [one] Activar { $count } clave
   *[other] Activar { $count } claves
}
plan-go-delete = { $count ->
    [one] Eliminar { $count } clave
   *[other] Eliminar { $count } claves
}
plan-go-restore = { $count ->
    [one] Recuperar { $count } clave
   *[other] Recuperar { $count } claves
}
plan-changed = No se ha cambiado nada: mientras tanto las claves han cambiado. Revise la nueva vista previa.
done-bulk-disable = { $count ->
    [one] { $count } clave desactivada.
   *[other] { $count } claves desactivadas.
}
done-bulk-enable = { $count ->
    [one] { $count } clave activada.
   *[other] { $count } claves activadas.
}
done-bulk-ends = { $count ->
    [one] Caducidad fijada en { $count } clave.
   *[other] Caducidad fijada en { $count } claves.
}
done-bulk-no-end = { $count ->
    [one] Caducidad quitada de { $count } clave.
   *[other] Caducidad quitada de { $count } claves.
}
done-bulk-rate = { $count ->
    [one] Límite fijado en { $count } clave.
   *[other] Límite fijado en { $count } claves.
}
done-bulk-header-only = { $count ->
    [one] { $count } clave acepta su token solo en una cabecera.
   *[other] { $count } claves aceptan su token solo en una cabecera.
}
done-bulk-any-transport = { $count ->
    [one] { $count } clave acepta su token también en la URL.
   *[other] { $count } claves aceptan su token también en la URL.
}
done-bulk-owner = { $count ->
    [one] Contacto asignado a { $count } clave.
   *[other] Contacto asignado a { $count } claves.
}
done-bulk-delete = { $count ->
    [one] { $count } clave eliminada.
   *[other] { $count } claves eliminadas.
}
done-bulk-restore = { $count ->
    [one] { $count } clave recuperada.
   *[other] { $count } claves recuperadas.
}
panic-title = Suspender todas las claves de terceros
panic-lead = Para cuando un socio ha tenido un incidente de seguridad. Todas las claves de otras empresas se desactivan de inmediato; las suyas siguen funcionando. No se elimina nada y las claves se pueden reanudar después.
panic-whose = Una clave pertenece a otra empresa si sus notas nombran a esa empresa o si se creó a partir de una de estas plantillas:
panic-suspend = Claves que se suspenderán
panic-none = Ninguna clave activada pertenece a otra empresa.
panic-go = { $count ->
    [one] Suspender { $count } clave
   *[other] Suspender { $count } claves
}
panic-resume = Claves suspendidas
panic-resume-none = No hay claves suspendidas.
panic-resume-lead = No aparecen las claves que ya estaban desactivadas, las que después se eliminaron o se comunicaron como filtradas, ni las que se han vuelto a activar.
panic-back = { $count ->
    [one] Reanudar { $count } clave
   *[other] Reanudar { $count } claves
}
done-panic-suspended = { $count ->
    [one] { $count } clave suspendida. Sus llamadas se rechazan.
   *[other] { $count } claves suspendidas. Sus llamadas se rechazan.
}
done-panic-resumed = { $count ->
    [one] { $count } clave vuelve a funcionar.
   *[other] { $count } claves vuelven a funcionar.
}
did-template-any = Todos los eventos de plantillas
did-template-added = Plantilla añadida
did-template-changed = Plantilla modificada
did-template-deleted = Plantilla eliminada
record-field-template = Plantilla
refused-built-in = Esta plantilla es integrada: duplíquela y edite la copia.
record-field-about = Descripción
record-field-partner = De otra empresa
record-field-stores = Tipo de acceso
