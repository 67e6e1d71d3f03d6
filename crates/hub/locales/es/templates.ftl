# Palabras sobre plantillas de claves y sobre varias claves a la vez.

template-list = Plantillas
template-lead = Una plantilla es el punto de partida del formulario de una clave. Por sí misma no permite nada, y un enlace a ella tampoco:
template-own = Las suyas
template-own-none = Todavía no hay plantillas propias.
template-own-next = Abra una clave y guarde sus ajustes como plantilla, o añada una.
template-built-in = Incluidas
template-whose = Pertenece a
template-whose-own = usted
template-whose-others = otra empresa
template-keys = Claves hechas con ella
template-keys-of = Claves hechas con «{ $name }»
template-keys-none = Todavía no se ha hecho ninguna clave con esta plantilla.
template-keys-lead = La plantilla no manda en estas claves: cada una pasa a ser como ella dice solo si usted la marca. Tiendas, comienzo y fin, y notas no se cambian nunca.
template-follow = Comparar
template-apply = Cambiar las claves marcadas
template-leave = Dejarlas como están
template-new = Plantilla nueva
template-edit = Editar la plantilla
template-save = Guardar como plantilla
template-made-from = Hecha con la plantilla
template-code = Código
template-code-hint = Para enlaces y comandos: letras de la A a la Z, cifras, «-» y «_». Después no se puede cambiar.
template-about = Para qué sirve
template-stores-one = exactamente una
template-stores-some = algunas
template-stores-all = todas
template-stores-hint = Cuáles se elige al hacer la clave.
template-partner = Las claves hechas con ella pertenecen a otra empresa
template-delete-ask = ¿Eliminar la plantilla?
template-delete-why = Las claves hechas con ella se quedan como están.
done-template-added = La plantilla está guardada.
done-template-saved = La plantilla está guardada. No se ha cambiado ninguna clave.
done-template-deleted = La plantilla está eliminada. Sus claves se quedan como están.
done-template-applied = { $count ->
    [one] { $count } clave es ahora como dice la plantilla.
   *[other] { $count } claves son ahora como dice la plantilla.
}
refused-template = Esa plantilla ya no existe: elija otra, o ninguna.
refused-template-code = Use un código de letras de la A a la Z, cifras, «-» y «_» que no tenga otra plantilla ni recuerden las claves.
refused-about = La descripción puede tener 1000 caracteres como máximo.
template-courier = Empresa de reparto
template-call-centre = Centro de llamadas
template-messenger = Transporte de mensajes
shelf-service = Pagos y mensajes
shelf-stripe-about = Enlaces de pago con Stripe, con el módulo oficial.
shelf-stripe-where = En los ajustes del módulo de Stripe pegue el token como clave API, y como dirección:
shelf-messenger-about = Un módulo que lleva mensajes de WhatsApp, Telegram y similares. Se conecta y aparece en la lista de módulos; aquí no hay un servicio de mensajes que los lleve más allá.
shelf-messenger-where = En los ajustes del módulo pegue el token como clave API, y como dirección:
shelf-courier-about = Una empresa de reparto que lee pedidos, cambia sus estados y datos de entrega, y consulta repartidores y estados.
shelf-courier-where = Dé a la empresa el token y esta dirección. En la parte «Solo algunos pedidos» de la clave elija los tipos o estados de pedido del reparto. La dirección:
shelf-call-centre-about = Un equipo externo que toma pedidos por teléfono: lee, crea y cambia pedidos y clientes, y escribe notas.
shelf-call-centre-where = Dé al programa del equipo el token y esta dirección:
needs-addresses = Direcciones que busca:

bulk = Varias claves a la vez
bulk-which = Cuáles
bulk-ticked = Las marcadas arriba
bulk-fitting = { $count ->
    [one] { $count } clave que cumple el filtro
   *[other] Las { $count } claves que cumplen el filtro
}
bulk-all = { $count ->
    [one] { $count } clave de la lista
   *[other] Las { $count } claves de la lista
}
bulk-what = Qué hacer
bulk-disable = Desactivar
bulk-enable = Activar
bulk-ends = Poner un fin
bulk-no-end = Quitar el fin
bulk-rate = Poner llamadas por segundo
bulk-header-only = Aceptar el token solo en una cabecera
bulk-any-transport = Aceptar el token también en direcciones
bulk-owner = Poner a quién preguntar
bulk-delete = Eliminar
bulk-restore = Recuperar
bulk-rate-hint = 0: sin límite.
bulk-look = Mostrar qué cambiaría
bulk-look-hint = No se cambia nada antes de que usted lo acepte.
refused-none-chosen = Marque al menos una clave.
refused-deed = Elija qué hacer.
refused-leaked = Se ha filtrado y queda desactivada para siempre.
refused-too-late = Se eliminó hace más de 30 días.
refused-deleted = Está eliminada.
plan-title = Qué cambiaría
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
plan-what = Qué cambia
plan-pick = Elegir
plan-pick-of = Elegir «{ $name }»
plan-pick-all = Elegir todas
plan-off = se desactiva
plan-on = se activa
plan-deleted = se elimina; durante 30 días se puede recuperar
plan-back = se recupera
plan-back-off = se recupera desactivada, como estaba
plan-unchanged = { $count ->
    [one] { $count } clave ya está así
   *[other] { $count } claves ya están así
}
plan-refused = { $count ->
    [one] No se puede hacer con { $count } clave, así que no se hace nada
   *[other] No se puede hacer con { $count } claves, así que no se hace nada
}
plan-leave = Dejarlas fuera
plan-go = { $count ->
    [one] Hacerlo con { $count } clave
   *[other] Hacerlo con { $count } claves
}
plan-changed = No se ha hecho nada: las claves han cambiado mientras miraba. Esto es lo que se haría ahora.
done-bulk-disable = { $count ->
    [one] { $count } clave está desactivada.
   *[other] { $count } claves están desactivadas.
}
done-bulk-enable = { $count ->
    [one] { $count } clave está activada.
   *[other] { $count } claves están activadas.
}
done-bulk-ends = { $count ->
    [one] { $count } clave tiene el nuevo fin.
   *[other] { $count } claves tienen el nuevo fin.
}
done-bulk-no-end = { $count ->
    [one] { $count } clave ya no tiene fin.
   *[other] { $count } claves ya no tienen fin.
}
done-bulk-rate = { $count ->
    [one] { $count } clave tiene el nuevo límite.
   *[other] { $count } claves tienen el nuevo límite.
}
done-bulk-header-only = { $count ->
    [one] { $count } clave acepta su token solo en una cabecera.
   *[other] { $count } claves aceptan su token solo en una cabecera.
}
done-bulk-any-transport = { $count ->
    [one] { $count } clave acepta su token también en direcciones.
   *[other] { $count } claves aceptan su token también en direcciones.
}
done-bulk-owner = { $count ->
    [one] { $count } clave tiene el nuevo contacto.
   *[other] { $count } claves tienen el nuevo contacto.
}
done-bulk-delete = { $count ->
    [one] { $count } clave está eliminada.
   *[other] { $count } claves están eliminadas.
}
done-bulk-restore = { $count ->
    [one] { $count } clave está recuperada.
   *[other] { $count } claves están recuperadas.
}
panic-link = Suspender las de terceros
panic-title = Suspender todas las claves de terceros
panic-lead = Cuando algo ha ido mal en un socio: cada clave de otra empresa se desactiva al momento, y las suyas siguen funcionando. Las claves, sus tokens y sus ajustes se quedan, y se pueden recuperar.
panic-whose = Una clave es de otra empresa cuando sus notas nombran a la empresa que la usa, o cuando se hizo con una de estas plantillas:
panic-suspend = Qué se suspendería
panic-none = Ninguna clave de otra empresa está activada.
panic-go = { $count ->
    [one] Suspender { $count } clave
   *[other] Suspender { $count } claves
}
panic-resume = Qué está suspendido
panic-resume-none = No hay nada suspendido.
panic-resume-lead = Aquí no están las claves que ya estaban desactivadas, las que desde entonces se eliminaron o filtraron, ni las que alguien ya ha activado.
panic-back = { $count ->
    [one] Recuperar { $count } clave
   *[other] Recuperar { $count } claves
}
done-panic-suspended = { $count ->
    [one] { $count } clave está suspendida: su próxima llamada se rechaza.
   *[other] { $count } claves están suspendidas: sus próximas llamadas se rechazan.
}
done-panic-resumed = { $count ->
    [one] { $count } clave vuelve a funcionar.
   *[other] { $count } claves vuelven a funcionar.
}
did-template-any = Todo sobre plantillas
did-template-added = Plantilla añadida
did-template-changed = Plantilla modificada
did-template-deleted = Plantilla eliminada
record-field-template = Plantilla
refused-built-in = Esta plantilla está incluida: añada una propia que empiece igual.
record-field-about = Para qué sirve
record-field-partner = De otra empresa
record-field-stores = Qué tiendas
