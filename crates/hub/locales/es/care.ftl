# Palabras sobre las claves que piden cuidado: su fin, su contacto, el día de su revisión, sus direcciones.

care = Requieren atención
care-title = Claves que requieren atención
care-nothing = Ninguna clave caduca en los próximos 7 días, todos los contactos están activos y no hay revisiones pendientes.
care-ending = { $count ->
    [one] { $count } clave caduca en los próximos 7 días
   *[other] { $count } claves caducan en los próximos 7 días
}
care-ending-in-use = { $count ->
    [one] — { $count } de ellas se usó en las últimas 24 horas
   *[other] — { $count } de ellas se usaron en las últimas 24 horas
}
care-orphaned = { $count ->
    [one] { $count } clave tiene un contacto desactivado
   *[other] { $count } claves tienen un contacto desactivado
}
care-orphaned-why = Las claves siguen funcionando, pero su contacto ya no puede iniciar sesión. Elija otro contacto.
care-review = { $count ->
    [one] { $count } clave pendiente de revisión
   *[other] { $count } claves pendientes de revisión
}
care-review-why = Compruebe si cada clave sigue siendo necesaria y si necesita todos sus permisos. Después indique la fecha de la próxima revisión, o déjela vacía si no hay más.
care-in-use = En uso
care-name-another = Cambiar contacto
care-still-needed = Próxima revisión
care-reviewed = Marcar como revisada
longest = Duración máxima de las claves
longest-why = El límite se aplica a las claves nuevas y a las nuevas fechas de caducidad. Las claves existentes no cambian.
longest-any = Duración máxima de las claves (días)
longest-hint = 0 = sin límite
longest-broad = Duración máxima de las claves con acceso a todas las tiendas y todos los métodos (días)
longest-broad-hint = 0 = como las demás claves
longest-told = { $count ->
    [one] Duración máxima: { $count } día.
   *[other] Duración máxima: { $count } días.
}
longest-broad-told = { $count ->
    [one] Duración máxima de las claves con acceso a todas las tiendas y todos los métodos: { $count } día.
   *[other] Duración máxima de las claves con acceso a todas las tiendas y todos los métodos: { $count } días.
}
refused-any-days = Introduzca un número entero de 0 a 3650.
refused-broad-days = Introduzca un número entero de 0 a 3650.
refused-life = Supera la duración máxima de las claves. Elija una fecha anterior.
done-longest-saved = Guardado. Se aplica a claves nuevas y a nuevas fechas de caducidad.
done-key-reviewed = Revisión guardada.
key-extend = Prolongar
key-extend-of = Prolongar { $name }
ends-on = Caduca { $name }
extend-no-end = Esta clave no tiene fecha de caducidad.
extend-ended = Caducó { $name }. Al prolongarla, vuelve a funcionar.
extend-by = Prolongar
extend-days = { $count ->
    [one] { $count } día
   *[other] { $count } días
}
extend-reason = Motivo
extend-reason-hint = Se guarda en el registro de actividad y se envía a los webhooks.
refused-reason = Introduzca un motivo.
refused-days = Elija un número de días.
done-key-extended = Clave prolongada.
stage-ending-7 = Caduca en los próximos 7 días
stage-orphaned = Contacto desactivado
stage-review = Revisión pendiente
card-owner-hint = El correo de un usuario o el nombre de otra persona.
card-owner-left = Este usuario está desactivado. Elija otro contacto.
refused-owner = Introduzca el correo de un usuario activo o el nombre de otra persona.
person-keys-of = Claves cuyo contacto es { $name }
person-keys-none = { $name } no es el contacto de ninguna clave.
person-keys-why = Las claves seleccionadas reciben un nuevo contacto y siguen funcionando.
person-keys-to = Nuevo contacto
person-keys-go = Cambiar contacto
person-keys = { $count ->
    [one] Contacto de { $count } clave
   *[other] Contacto de { $count } claves
}
person-keys-first = Asigne otro contacto a estas claves antes de desactivar al usuario.
done-keys-handed-over = Contacto cambiado.
did-key-extended = Clave prolongada
did-key-contact-left = Contacto de una clave desactivado
did-key-review-due = Clave pendiente de revisión
did-key-trial-begun = Prueba con menos métodos iniciada
did-key-trial-ended = Prueba con menos métodos terminada
record-field-owner = Contacto
record-field-purpose = Finalidad
record-field-party = Empresa
record-field-review = Revisar antes de
record-field-reason = Motivo
record-field-foundUrl = Encontrado en
record-field-foundSource = Tipo de lugar
record-field-foundBy = Comunicado por
record-field-inUse = En uso
record-field-lastUsedAt = Última llamada
record-field-longest-key-life-days = Duración máxima de las claves (días)
record-field-longest-broad-key-life-days = Duración máxima de las claves con acceso completo (días)
addresses-link = Según las llamadas de los últimos 30 días…
addresses-of = Direcciones IP de { $name }
addresses-nothing = Esta clave no tiene lista de direcciones IP permitidas, y en los últimos 30 días no hubo llamadas para crearla.
addresses-too-many = Hubo llamadas desde más de 200 direcciones IP. Indique redes en el formulario de la clave.
addresses-new = Direcciones IP que añadir
addresses-new-why = Desde estas direcciones IP hubo llamadas en los últimos 30 días. No están en la lista.
addresses-new-none = Todas las direcciones IP de los últimos 30 días están en la lista.
addresses-refused-now = Desde estas direcciones IP hubo llamadas en los últimos 30 días y ahora se rechazan porque no están en la lista. Añada solo las que reconozca.
addresses-calls = { $count ->
    [one] { $count } llamada
   *[other] { $count } llamadas
}
addresses-present = En la lista
addresses-present-why = Las direcciones que no estén marcadas se quitan de la lista.
addresses-unused = sin llamadas en los últimos 30 días
addresses-elsewhere = Las llamadas desde otras direcciones IP
addresses-note = solo se comunican
addresses-note-why = — recomendado al principio: se permiten y aparecen en Llamadas rechazadas.
addresses-refuse = se rechazan
addresses-save = Guardar lista
done-key-addresses = Direcciones IP permitidas guardadas.
