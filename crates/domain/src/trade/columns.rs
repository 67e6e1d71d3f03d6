//! The columns of files with orders and customers: their names, where their values are, how they are sent, and what files
//! call them.

use serde_json::Value;

use super::custom;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Orders, a row for each of their lines.
    Orders,
    /// Customers.
    Customers,
}

impl Kind {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Customers => "customers",
        }
    }

    /// The kind of a word.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Orders, Self::Customers].into_iter().find(|kind| kind.name() == name)
    }

    /// The columns, in the order of files that are exported.
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Orders => ORDERS,
            Self::Customers => CUSTOMERS,
        }
    }

    /// The column of a name.
    pub fn column(self, name: &str) -> Option<&'static Column> {
        self.columns().iter().find(|column| column.name == name)
    }

    /// The member of a request that holds the row: `order`, `customer`.
    pub fn member(self) -> &'static str {
        match self {
            Self::Orders => "order",
            Self::Customers => "customer",
        }
    }
}

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// It finds the row, and is not written.
    Id,
    /// It says of which store the row is.
    Store,
    /// A field.
    Field,
    /// A field of orders that are added; of those that exist it changes nothing.
    New,
    /// A field of a line.
    Line,
    /// A phone of a customer, by its place.
    Phone(usize),
    /// Tags, separated by commas.
    Tags,
    /// Worked out; written into files, and never read.
    Shown,
}

/// How the text of a cell is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As it is.
    Text,
    /// A number, perhaps with a comma and spaces.
    Number,
    /// A day.
    Day,
    /// A moment.
    Moment,
    /// Yes or no.
    Flag,
    /// The code of an entry of a dictionary, or its name.
    Code(&'static str),
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name, as in the first row of files that are exported.
    pub name: &'static str,
    /// What it is for.
    pub part: Part,
    /// How its cells are read.
    pub form: Form,
    /// Where its value is in an answer of the API, or in a line of it.
    pub pointer: &'static str,
    /// The members that its value is sent as.
    pub path: &'static [&'static str],
    /// What files call it besides, in lower case without spaces and signs.
    pub aliases: &'static [&'static str],
}

macro_rules! columns {
    ($($name:literal $part:expr, $form:expr, $pointer:literal, [$($path:literal),*], $aliases:literal;)*) => {
        &[$(Column {
            name: $name, part: $part, form: $form, pointer: $pointer, path: &[$($path),*],
            aliases: &[$aliases],
        }),*]
    };
}

use Form::{Code, Day, Flag, Moment, Number, Text};
use Part::{Field, Id, Line, New, Phone, Shown, Store, Tags};

// The other names of a column are one text, separated by spaces.
static ORDERS: &[Column] = columns! {
    "id" Id, Text, "/id", [], "orderid idзаказа idpedido";
    "number" Field, Text, "/number", ["number"], "ordernumber order no номер номерзаказа заказ numero número pedido númerodepedido";
    "externalId" Field, Text, "/externalId", ["externalId"], "external внешнийid внешнийкод idexterno externalorderid";
    "store" Store, Text, "/site", [], "shop site магазин tienda";
    "status" Field, Code("statuses"), "/status", ["status"], "state статус estado";
    "createdAt" Field, Moment, "/createdAt", ["createdAt"], "created date orderdate дата датазаказа датаоформления создан fecha fechadelpedido fechadecreación";
    "orderType" Field, Code("order-types"), "/orderType", ["orderType"], "type типзаказа тип tipo tipodepedido";
    "orderMethod" Field, Code("order-methods"), "/orderMethod", ["orderMethod"], "method способоформления método métododepedido";
    "lastName" Field, Text, "/lastName", ["lastName"], "surname фамилия apellido apellidos";
    "firstName" Field, Text, "/firstName", ["firstName"], "name customer customername buyer имя покупатель клиент nombre cliente comprador";
    "patronymic" Field, Text, "/patronymic", ["patronymic"], "middlename отчество segundonombre";
    "phone" Field, Text, "/phone", ["phone"], "tel telephone mobile телефон тел teléfono telefono móvil";
    "additionalPhone" Field, Text, "/additionalPhone", ["additionalPhone"], "phone2 secondphone телефон2 дополнительныйтелефон teléfono2 segundoteléfono";
    "email" Field, Text, "/email", ["email"], "mail почта электроннаяпочта correo correoelectrónico";
    "countryIso" Field, Text, "/countryIso", ["countryIso"], "country страна país pais";
    "managerId" Field, Number, "/managerId", ["managerId"], "manager менеджер gestor";
    "customerComment" Field, Text, "/customerComment", ["customerComment"], "comment комментарий комментарийклиента comentario comentariodelcliente";
    "managerComment" Field, Text, "/managerComment", ["managerComment"], "note комментарийменеджера comentariointerno comentariodelgestor";
    "discountManualAmount" Field, Number, "/discountManualAmount", ["discountManualAmount"], "discount orderdiscount скидка descuento";
    "discountManualPercent" Field, Number, "/discountManualPercent", ["discountManualPercent"], "discountpercent скидкапроцент descuentoporcentaje";
    "deliveryType" Field, Code("delivery-types"), "/delivery/code", ["delivery", "code"], "delivery shipping доставка способдоставки envío entrega tipodeenvío";
    "deliveryCost" Field, Number, "/delivery/cost", ["delivery", "cost"], "shippingcost стоимостьдоставки gastosdeenvío costedeenvío";
    "deliveryDate" Field, Day, "/delivery/date", ["delivery", "date"], "shippingdate датадоставки fechadeentrega";
    "deliveryIndex" Field, Text, "/delivery/address/index", ["delivery", "address", "index"], "postcode zip index индекс códigopostal";
    "deliveryCountry" Field, Text, "/delivery/address/countryIso", ["delivery", "address", "countryIso"], "deliverycountryiso странадоставки paísdeentrega";
    "deliveryRegion" Field, Text, "/delivery/address/region", ["delivery", "address", "region"], "region регион область región provincia";
    "deliveryCity" Field, Text, "/delivery/address/city", ["delivery", "address", "city"], "city город ciudad población";
    "deliveryStreet" Field, Text, "/delivery/address/street", ["delivery", "address", "street"], "street улица calle";
    "deliveryBuilding" Field, Text, "/delivery/address/building", ["delivery", "address", "building"], "building house дом edificio";
    "deliveryFlat" Field, Text, "/delivery/address/flat", ["delivery", "address", "flat"], "flat apartment квартира piso";
    "deliveryAddress" Field, Text, "/delivery/address/text", ["delivery", "address", "text"], "address адрес адресдоставки dirección direccióndeentrega";
    "paymentType" New, Code("payment-types"), "/payment/type", ["payments", "0", "type"], "payment оплата способоплаты типоплаты pago formadepago";
    "paymentStatus" New, Code("payment-statuses"), "/payment/status", ["payments", "0", "status"], "статусоплаты estadodelpago";
    "paymentAmount" New, Number, "/payment/amount", ["payments", "0", "amount"], "суммаоплаты importepagado";
    "itemExternalId" Line, Text, "/offer/externalId", ["offer", "externalId"], "sku offerid внешнийidтовара артикул idproducto referencia";
    "itemName" Line, Text, "", ["productName"], "item product productname товар названиетовара producto artículo";
    "itemQuantity" Line, Number, "/quantity", ["quantity"], "quantity qty amount количество колво cantidad";
    "itemPrice" Line, Number, "/initialPrice", ["initialPrice"], "price цена precio";
    "itemDiscount" Line, Number, "/discountManualAmount", ["discountManualAmount"], "скидканатовар descuentodelproducto";
    "itemComment" Line, Text, "/comment", ["comment"], "комментарийктовару comentariodelproducto";
    "sum" Shown, Number, "/totalSumm", [], "total totalsumm сумма итого importe";
    "paid" Shown, Number, "/prepaySum", [], "prepaysum оплачено pagado";
    "currency" Shown, Text, "/currency", [], "валюта moneda divisa";
};

static CUSTOMERS: &[Column] = columns! {
    "id" Id, Text, "/id", [], "customerid idклиента idcliente";
    "externalId" Field, Text, "/externalId", ["externalId"], "external custno customernumber внешнийid внешнийкод idexterno númerodecliente";
    "store" Store, Text, "/site", [], "shop site магазин tienda";
    "lastName" Field, Text, "/lastName", ["lastName"], "surname фамилия apellido apellidos";
    "firstName" Field, Text, "/firstName", ["firstName"], "name customer customername имя клиент nombre cliente";
    "patronymic" Field, Text, "/patronymic", ["patronymic"], "middlename отчество segundonombre";
    "phone" Phone(0), Text, "/phones/0/number", [], "tel telephone mobile телефон тел teléfono telefono móvil";
    "phone2" Phone(1), Text, "/phones/1/number", [], "additionalphone secondphone телефон2 дополнительныйтелефон teléfono2";
    "phone3" Phone(2), Text, "/phones/2/number", [], "телефон3 teléfono3";
    "email" Field, Text, "/email", ["email"], "mail почта электроннаяпочта correo correoelectrónico";
    "birthday" Field, Day, "/birthday", ["birthday"], "born dateofbirth деньрождения датарождения fechadenacimiento cumpleaños";
    "sex" Field, Text, "/sex", ["sex"], "gender пол sexo";
    "vip" Field, Flag, "/vip", ["vip"], "важный importante";
    "bad" Field, Flag, "/bad", ["bad"], "blacklist плохой чёрныйсписок listanegra";
    "managerId" Field, Number, "/managerId", ["managerId"], "manager менеджер gestor";
    "personalDiscount" Field, Number, "/personalDiscount", ["personalDiscount"], "discount скидка персональнаяскидка descuento";
    "discountCardNumber" Field, Text, "/discountCardNumber", ["discountCardNumber"], "card номеркарты карта tarjeta";
    "tags" Tags, Text, "/tags", [], "labels теги метки etiquetas";
    "addressIndex" Field, Text, "/address/index", ["address", "index"], "postcode zip index индекс códigopostal";
    "addressCountry" Field, Text, "/address/countryIso", ["address", "countryIso"], "country countryiso страна país pais";
    "addressRegion" Field, Text, "/address/region", ["address", "region"], "region регион область región provincia";
    "addressCity" Field, Text, "/address/city", ["address", "city"], "city город ciudad población";
    "addressStreet" Field, Text, "/address/street", ["address", "street"], "street улица calle";
    "addressBuilding" Field, Text, "/address/building", ["address", "building"], "building house дом edificio";
    "addressFlat" Field, Text, "/address/flat", ["address", "flat"], "flat apartment квартира piso";
    "addressText" Field, Text, "/address/text", ["address", "text"], "address адрес dirección";
    "createdAt" Field, Moment, "/createdAt", ["createdAt"], "created registered дата датарегистрации fecha fechadecreación";
    "orders" Shown, Number, "/ordersCount", [], "orderscount заказов заказы pedidos";
    "sum" Shown, Number, "/totalSumm", [], "total totalsumm сумма importe";
};

/// The letters and digits of a text in lower case: how headers are compared.
pub fn bare(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Column {
    /// Whether a file may call it so.
    pub fn is_called(&self, header: &str) -> bool {
        let header = bare(header);
        bare(self.name) == header || self.aliases.iter().flat_map(|all| all.split(' ')).any(|alias| bare(alias) == header)
    }

    /// Whether something is written from it.
    pub fn is_written(&self) -> bool {
        !matches!(self.part, Part::Id | Part::Store | Part::Shown)
    }
}

/// What the columns of a header become: for each the name of a column, or nothing. Each name is given once.
pub fn guess(kind: Kind, header: &[String]) -> Vec<String> {
    let mut taken: Vec<&str> = Vec::new();
    let mut found = vec![String::new(); header.len()];
    // Our own names first, so that a file that was exported is read as it was written.
    for own in [true, false] {
        for (place, cell) in header.iter().enumerate() {
            if !found[place].is_empty() || cell.trim().is_empty() {
                continue;
            }
            let fits = |column: &&Column| if own { column.name == cell.trim() } else { column.is_called(cell) };
            if own && custom::code(cell.trim()).is_some() && !found.iter().any(|name| name == cell.trim()) {
                found[place] = cell.trim().to_owned();
                continue;
            }
            if let Some(column) = kind.columns().iter().filter(|column| !taken.contains(&column.name)).find(fits) {
                taken.push(column.name);
                found[place] = column.name.to_owned();
            }
        }
    }
    found
}

/// The text of a value of an answer.
pub fn text(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(flag)) => flag.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read_in_three_languages_and_as_they_are_exported() {
        let header = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            guess(Kind::Customers, &header(&["Tel.", "E-Mail", "Фамилия", "Código postal", "Balance", "Cust. no"])),
            ["phone", "email", "lastName", "addressIndex", "", "externalId"]
        );
        assert_eq!(guess(Kind::Orders, &header(&["Номер заказа", "Товар", "Цена", "Товар"])), ["number", "itemName", "itemPrice", ""]);
        for kind in [Kind::Orders, Kind::Customers] {
            let own = kind.columns().iter().map(|column| column.name.to_owned()).collect::<Vec<_>>();
            assert_eq!(guess(kind, &own), own);
        }
    }
}
