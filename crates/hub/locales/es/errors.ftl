# Qué está mal en un formulario cuando un campo tiene varias reglas.
faults-here = { $count ->
    [one] 1 campo por corregir
   *[other] { $count } campos por corregir
}
refused-other = El sistema ha rechazado esta acción. Revise los datos e inténtelo de nuevo.
refused-whose = Indique si la clave la usa su empresa u otra.
refused-party = Escriba como máximo 255 caracteres, sin tokens.
refused-comment = Escriba como máximo 1000 caracteres, sin tokens.
refused-purpose = Escriba como máximo 500 caracteres, sin tokens.
refused-rate = Escriba un número entero de 0 a 1 000 000 o deje el campo vacío.
refused-burst = Escriba un número entero de 0 a 1 000 000 o deje el campo vacío.
refused-addresses = Escriba direcciones IP, redes o rangos, uno por línea, como 203.0.113.7, 203.0.113.0/24 o 203.0.113.7-203.0.113.20. Si las llamadas de otros sitios solo se anotan, la lista no puede estar vacía.
refused-addresses-none = Elija al menos una dirección IP. Una lista vacía permitiría llamadas desde cualquier sitio.
refused-starts = Escriba fecha y hora, como 2027-01-31 18:00.
refused-ends = Escriba fecha y hora, como 2027-01-31 18:00.
refused-endsAt = Escriba una fecha y hora futuras.
refused-end-passed = Esta fecha ya ha pasado. Elija una posterior. Para detener la clave ahora, desactívela.
refused-end-before-start = La clave caducaría antes de empezar a funcionar. Elija una fecha posterior.
refused-hours = Escriba horas de 00:00 a 24:00, la primera anterior a la segunda, y una zona horaria como Europe/Madrid.
refused-masks = Uno de estos campos no se puede ocultar así. Elija otra forma.
refused-rows = Uno de los valores elegidos ya no existe. Elija de nuevo.
refused-review = Escriba una fecha, como 2027-01-31.
refused-retrieval = Esta cuenta no permite volver a mostrar los tokens.
refused-seal = Los secretos de esta cuenta se cifraron con otra clave. Copie el archivo «seal» de la carpeta de datos donde se crearon.
refused-pepper = Las claves de esta cuenta se crearon con otro secreto de hash. Cópielo de la carpeta de datos donde se crearon.
refused-key-expired = La clave ha caducado, así que un token nuevo no funcionaría. Primero prorrogue la clave.
refused-no-end = La clave no caduca, así que no hay nada que prorrogar.
refused-not-deleted = La clave no está eliminada.
refused-token-not-kept = El token de esta clave se mostró una vez y no se guarda. Sustitúyalo para obtener uno nuevo.
refused-no-advice = En los últimos 30 días no se ha aplicado ninguna recomendación a esta clave.
refused-advice-more = La clave ya no tiene uno de estos métodos. Las recomendaciones solo quitan métodos.
refused-advice-nothing-left = No quedaría ningún método. Es mejor desactivar la clave.
refused-template-managing = Una plantilla no puede permitir métodos que gestionan claves. Permítalos en cada clave que los necesite.
refused-second-step-on = El acceso con código ya está activado.
refused-second-step-begin = No hay nada que confirmar. Empiece de nuevo.
refused-webhooks-most = No se pueden añadir más webhooks. Elimine uno primero.
refused-overlap = Elija cuánto tiempo seguirá funcionando el token anterior.
refused-id = La clave no se puede cambiar de esta forma.
refused-key = No se ha cambiado nada: una de las claves no lo permite.
refused-bulk-key = No se ha cambiado nada. Clave { $value }:
refused-active = La clave se ha filtrado y sigue desactivada.
refused-text = Escriba un texto sin tokens.
