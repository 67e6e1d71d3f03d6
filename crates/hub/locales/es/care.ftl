# Palabras sobre las claves que piden cuidado: su fin, su contacto, el día de su revisión, sus direcciones.

care = Piden cuidado
care-title = Claves que piden cuidado
care-nothing = Ninguna clave termina en 7 días, se puede preguntar a cada contacto y no hay revisiones pendientes.
care-ending = { $count ->
    [one] { $count } clave termina en 7 días
   *[other] { $count } claves terminan en 7 días
}
care-ending-in-use = { $count ->
    [one] — { $count } de ellas se usó en las últimas 24 horas
   *[other] — { $count } de ellas se usaron en las últimas 24 horas
}
care-orphaned = { $count ->
    [one] El contacto de { $count } clave se ha ido
   *[other] Los contactos de { $count } claves se han ido
}
care-orphaned-why = Las claves funcionan como antes. Pero la persona a quien había que preguntar ya no tiene acceso: nombra a otra.
care-review = { $count ->
    [one] Toca revisar { $count } clave
   *[other] Toca revisar { $count } claves
}
care-review-why = Mira si cada una sigue haciendo falta y si le basta con menos. Después di cuándo volver a mirar; sin fecha, nunca.
care-in-use = En uso
care-name-another = Nombrar otro contacto
care-still-needed = Volver a mirar antes de
care-reviewed = Sigue haciendo falta
longest = Cuánto viven las claves
longest-why = Una clave con fin es una clave que alguien vuelve a mirar. Lo que se fija aquí vale para claves nuevas y para fines que se mueven; las que ya existen quedan como están.
longest-any = Días que puede vivir una clave
longest-hint = Vacío o 0: los que quiera.
longest-broad = Días que puede vivir una clave para todas las tiendas y todos los métodos
longest-broad-hint = Vacío o 0: como las demás.
longest-told = { $count ->
    [one] En esta cuenta una clave puede vivir { $count } día como máximo.
   *[other] En esta cuenta una clave puede vivir { $count } días como máximo.
}
longest-broad-told = { $count ->
    [one] Una clave para todas las tiendas y todos los métodos puede vivir { $count } día como máximo.
   *[other] Una clave para todas las tiendas y todos los métodos puede vivir { $count } días como máximo.
}
refused-any-days = Escribe un número de días de 0 a 3650.
refused-broad-days = Escribe un número de días de 0 a 3650.
refused-life = La clave viviría más de lo que permite esta cuenta: elige un fin anterior.
done-longest-saved = Guardado. Vale para claves nuevas y para fines que se mueven.
done-key-reviewed = La próxima revisión está anotada.
key-extend = Prolongar
key-extend-of = Prolongar { $name }
ends-on = Termina { $name }
extend-no-end = Esta clave no tiene un fin que se pueda mover.
extend-ended = Terminó { $name }. Prolongada, vuelve a funcionar desde ahora.
extend-by = Cuánto
extend-days = { $count ->
    [one] { $count } día
   *[other] { $count } días
}
extend-reason = Por qué hace falta más tiempo
extend-reason-hint = Queda en el registro y llega a los webhooks.
refused-reason = Di por qué.
refused-days = Elige un número de días.
done-key-extended = La clave vive más tiempo.
stage-ending-7 = Termina en 7 días
stage-orphaned = El contacto se ha ido
stage-review = Toca revisar
card-owner-hint = Alguien de esta cuenta por su correo, o cualquier otra persona por su nombre.
card-owner-left = Esta persona ya no tiene acceso: nombra a otra.
refused-owner = Nombra a alguien a quien se pueda preguntar: una persona que pueda entrar aquí, u otra por su nombre.
person-keys-of = Claves por las que se pregunta a { $name }
person-keys-none = { $name } no es el contacto de ninguna clave.
person-keys-why = Las claves elegidas reciben otro contacto. Siguen funcionando en cualquier caso.
person-keys-to = A quién preguntar desde ahora
person-keys-go = Traspasar
person-keys = { $count ->
    [one] Contacto de { $count } clave
   *[other] Contacto de { $count } claves
}
person-keys-first = Traspásalas antes de quitarle el acceso.
done-keys-handed-over = Las claves tienen otro contacto.
did-key-extended = Fin de una clave movido
did-key-contact-left = El contacto de una clave perdió el acceso
did-key-review-due = Toca revisar una clave
record-field-owner = A quién preguntar
record-field-purpose = Para qué es
record-field-party = Empresa
record-field-review = Revisar antes de
record-field-reason = Motivo
record-field-foundUrl = Encontrado en
record-field-foundSource = Tipo de lugar
record-field-foundBy = Comunicado por
record-field-inUse = En uso
record-field-lastUsedAt = Último uso
record-field-longest-key-life-days = Días que puede vivir una clave
record-field-longest-broad-key-life-days = Días que puede vivir una clave para todo
addresses-link = De las llamadas de los últimos 30 días…
addresses-of = Direcciones de { $name }
addresses-nothing = Esta clave no tiene lista de direcciones, y en los últimos 30 días no hubo llamadas de las que hacer una.
addresses-too-many = Hubo llamadas desde más de 200 direcciones. Una lista así no duraría: escribe redes en el formulario de la clave.
addresses-new = Direcciones por añadir
addresses-new-why = Desde aquí hubo llamadas en los últimos 30 días, y no están en la lista.
addresses-new-none = Todas las direcciones de los últimos 30 días están en la lista.
addresses-refused-now = Desde aquí hubo llamadas en los últimos 30 días, y ahora se rechazan porque no están en la lista. Añade solo lo que conozcas.
addresses-calls = { $count ->
    [one] { $count } llamada
   *[other] { $count } llamadas
}
addresses-present = En la lista
addresses-present-why = Lo que no esté marcado se quita de la lista.
addresses-unused = sin llamadas en los últimos 30 días
addresses-elsewhere = Las llamadas desde otros lugares
addresses-note = solo se anotan
addresses-note-why = — la forma de empezar: aparecen en Llamadas rechazadas, y se dejan pasar.
addresses-refuse = se rechazan
addresses-save = Guardar la lista
done-key-addresses = La lista de direcciones está guardada.
