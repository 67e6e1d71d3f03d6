# Corporate customers: their methods.

method-customers-corporate = Lista los clientes corporativos, primero los más recientes
method-customers-corporate-externalId = Obtiene un cliente corporativo
method-customers-corporate-create = Crea un cliente corporativo
method-customers-corporate-externalId-edit = Modifica un cliente corporativo
method-customers-corporate-upload = Crea hasta 50 clientes corporativos
method-customers-corporate-fix-external-ids = Asigna los ID externos de los clientes corporativos
method-customers-corporate-history = Historial de los clientes corporativos, primero lo más antiguo
method-customers-corporate-combine = Fusiona clientes corporativos
method-customers-corporate-notes = Lista las notas sobre clientes corporativos
method-customers-corporate-notes-create = Añade una nota sobre un cliente corporativo
method-customers-corporate-notes-id-delete = Elimina una nota sobre un cliente corporativo
method-customers-corporate-externalId-addresses = Lista las direcciones de un cliente corporativo
method-customers-corporate-externalId-addresses-create = Añade una dirección a un cliente corporativo
method-customers-corporate-externalId-addresses-entityExternalId-edit = Modifica una dirección de un cliente corporativo
method-customers-corporate-externalId-companies = Lista las empresas de un cliente corporativo
method-customers-corporate-externalId-companies-create = Añade una empresa a un cliente corporativo
method-customers-corporate-externalId-companies-entityExternalId-edit = Modifica una empresa de un cliente corporativo
method-customers-corporate-externalId-contacts = Lista las personas de contacto de un cliente corporativo
method-customers-corporate-externalId-contacts-create = Añade una persona de contacto a un cliente corporativo
method-customers-corporate-externalId-contacts-entityExternalId-edit = Modifica una persona de contacto de un cliente corporativo
