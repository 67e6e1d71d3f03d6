# Palabras sobre lo que puede una clave y quién puede qué.

can = Qué puede hacer
can-of = Qué puede hacer { $name }
can-state-works = Funciona ahora.
can-state-off = Está desactivada: nada de lo que sigue vale hasta que alguien la active.
can-state-expired = Ha caducado: nada de lo que sigue vale hasta que se mueva su fecha de fin.
can-state-not-yet = Su tiempo aún no ha llegado.
can-state-resting = Funciona a otras horas, no ahora.
can-state-unreadable = No se pueden leer sus límites, así que no deja pasar a nadie: guárdalos de nuevo en su formulario.
can-stores = { $count ->
    [one] Alcanza { $count } tienda.
   *[other] Alcanza { $count } tiendas.
}
can-stores-all = { $count ->
    [one] Alcanza todas las tiendas: hoy { $count }, y las que se añadan después.
   *[other] Alcanza todas las tiendas: hoy { $count }, y las que se añadan después.
}
can-methods = Métodos que puede llamar: { $count } de { $total }. Solo leen: { $reads }. Cambian algo: { $writes }.
can-picture = Bloques de métodos, tienda por tienda
can-block = Bloque
can-account = toda la cuenta
can-out-of-reach = fuera de su alcance
can-more-stores = { $count ->
    [one] y { $count } tienda más
   *[other] y { $count } tiendas más
}
can-sight = Qué ve de personas y dinero
can-every-method = Todos los métodos
can-writes = cambia algo
can-compare = Junto a otra clave
can-compare-none = No hay otra clave.
can-compare-with = La otra clave
can-compare-go = Comparar
can-same = Puede exactamente lo mismo que «{ $name }».
can-part = En qué difieren
can-only = Solo { $name }
level-none = nada
level-all = todo
level-some = una parte
level-reads = una parte, solo lectura
part-stores = Tiendas
part-methods = Métodos
part-masks = Lo que no ve
part-rows = Pedidos que ve
part-rows-none = Todos los pedidos de sus tiendas.
part-limits = Límites
part-limits-none = Ninguno: desde cualquier lugar, tantas veces como quiera.
part-dates = Fechas y horas
part-dates-none = Siempre, sin fin.
fact-future-stores = También las tiendas que se añadan después
fact-future-methods = También los métodos que añadan versiones posteriores
fact-days = { $count ->
    [one] Solo pedidos del último { $count } día
   *[other] Solo pedidos de los últimos { $count } días
}
fact-rate = { $count ->
    [one] { $count } llamada por segundo
   *[other] { $count } llamadas por segundo
}
fact-burst = { $count ->
    [one] { $count } llamada a la vez
   *[other] { $count } llamadas a la vez
}
fact-refuse-at-once = Las llamadas por encima del ritmo se rechazan al momento
fact-modern-status = Responde con el estado 429 a demasiadas llamadas
fact-address = Desde { $name }
fact-report-only = También desde otros lugares, pero se anota
fact-header-only = Con el token solo en una cabecera
fact-suspend = Se desactiva si se usa un token reemplazado
fact-begins = A partir de { $name }
fact-ends = Hasta { $name }
sight-whole = tal como son
sight-never = nunca: ningún método que puede llamar los responde
who = ¿Quién puede…?
who-any-method = cualquier método
who-sees-label = Ve, sin máscara
who-any-class = nada en particular
who-ask = Preguntar
who-why = Elige un método, o lo que se ve, y una tienda: obtienes las claves que pueden, también las desactivadas, que se podrían activar de nuevo.
who-nobody = Ninguna clave puede.
who-calls = Puede llamar a { $name }
who-sees = Ve sin máscara: { $name }
who-in = En { $name }
