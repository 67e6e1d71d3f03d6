# Archivos en la referencia.
block-files = Archivos
method-files = Lista los archivos, primero los más recientes
method-files-id = Obtiene los datos de un archivo
method-files-id-edit = Cambia el nombre de un archivo o a qué está adjunto
method-files-id-delete = Elimina un archivo
method-files-upload = Sube un archivo, que es el cuerpo de la llamada
method-files-id-download = Descarga un archivo
book-file-body = El cuerpo de la llamada es el propio archivo, con cualquier Content-Type. También se acepta el archivo de un cuerpo multipart/form-data. Los parámetros y la clave van en la URL o en las cabeceras.
book-file-answer = El contenido del archivo, con su nombre en Content-Disposition. Una clave con datos ocultos no puede descargar archivos.
why-too-large = El archivo supera el límite max-file.
method-orders-packs = Lista los paquetes de líneas de pedidos, primero los más recientes
method-orders-packs-history = Lee lo ocurrido con los paquetes, primero lo más antiguo
method-orders-packs-id = Obtiene un paquete
method-orders-packs-create = Añade un paquete de una línea de pedido
method-orders-packs-id-edit = Modifica un paquete
method-orders-packs-id-delete = Elimina un paquete
