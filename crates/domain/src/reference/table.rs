//! The dictionaries of the account, each with its rules.

use super::dictionary::{Dictionary, Fresh};
use super::rule::Rule;

const ACTIVE: (&str, Fresh) = ("active", Fresh::Yes);
const ORDERING: (&str, Fresh) = ("ordering", Fresh::Whole(990));
const FOR_CRM: (&str, Fresh) = ("defaultForCrm", Fresh::No);
const FOR_API: (&str, Fresh) = ("defaultForApi", Fresh::No);
const DEFAULTS: &[&str] = &["defaultForCrm", "defaultForApi"];
const NAME: &[&str] = &["name"];
const MONEY: Rule = Rule::Between(0, i64::MAX);

/// Statuses of orders.
pub const STATUSES: Dictionary = Dictionary {
    kind: "statuses",
    required: &["name", "group"],
    fresh: &[ACTIVE, ORDERING],
    rules: &[("group", Rule::Code("status-groups", "StatusGroup"))],
    ..Dictionary::PLAIN
};

/// Status groups; they cannot be changed.
pub const STATUS_GROUPS: Dictionary = Dictionary { kind: "status-groups", ..Dictionary::PLAIN };

/// Order types.
pub const ORDER_TYPES: Dictionary =
    Dictionary { kind: "order-types", required: NAME, fresh: &[ACTIVE, FOR_CRM, FOR_API, ORDERING], one: DEFAULTS, ..Dictionary::PLAIN };

/// Order methods.
pub const ORDER_METHODS: Dictionary = Dictionary {
    kind: "order-methods",
    required: NAME,
    fresh: &[ACTIVE, FOR_CRM, FOR_API, ("isFromPos", Fresh::No)],
    one: DEFAULTS,
    ..Dictionary::PLAIN
};

/// Payment types. Which delivery types they are offered with is kept with those.
pub const PAYMENT_TYPES: Dictionary = Dictionary {
    kind: "payment-types",
    required: NAME,
    fresh: &[ACTIVE, FOR_CRM, FOR_API, ("paymentStatuses", Fresh::List), ("sites", Fresh::List)],
    one: DEFAULTS,
    rules: &[
        ("paymentStatuses[]", Rule::Code("payment-statuses", "PaymentStatus")),
        ("deliveryTypes[]", Rule::Code("delivery-types", "DeliveryType")),
        ("sites[]", Rule::Site),
    ],
    ..Dictionary::PLAIN
};

/// Payment statuses. Which payment types have them is kept with those.
pub const PAYMENT_STATUSES: Dictionary = Dictionary {
    kind: "payment-statuses",
    required: NAME,
    fresh: &[ACTIVE, FOR_CRM, FOR_API, ("paymentComplete", Fresh::No), ORDERING],
    one: DEFAULTS,
    rules: &[("paymentTypes[]", Rule::Code("payment-types", "PaymentType"))],
    ..Dictionary::PLAIN
};

/// Delivery types.
pub const DELIVERY_TYPES: Dictionary = Dictionary {
    kind: "delivery-types",
    required: NAME,
    fresh: &[
        ACTIVE,
        ("defaultCost", Fresh::Whole(0)),
        ("defaultNetCost", Fresh::Whole(0)),
        FOR_CRM,
        ("deliveryPaymentTypes", Fresh::List),
        ("deliveryServices", Fresh::List),
        ("sites", Fresh::List),
        ("isDynamicCostCalculation", Fresh::No),
        ("isAutoCostCalculation", Fresh::No),
        ("isAutoNetCostCalculation", Fresh::No),
        ("isCostDependsOnRegionAndWeightAndSum", Fresh::No),
        ("isCostDependsOnDateTime", Fresh::No),
    ],
    one: &["defaultForCrm"],
    fixed: &["integrationCode"],
    rules: &[
        ("defaultCost", MONEY),
        ("defaultNetCost", MONEY),
        ("currency", Rule::Currency),
        ("vatRate", Rule::Vat),
        ("paymentTypes[]", Rule::Code("payment-types", "PaymentType")),
        ("deliveryPaymentTypes[].code", Rule::Code("payment-types", "PaymentType")),
        ("deliveryServices[]", Rule::Code("delivery-services", "DeliveryService")),
        ("sites[]", Rule::Site),
    ],
};

/// Delivery services.
pub const DELIVERY_SERVICES: Dictionary = Dictionary { kind: "delivery-services", required: NAME, fresh: &[ACTIVE], ..Dictionary::PLAIN };

/// Statuses of order lines.
pub const PRODUCT_STATUSES: Dictionary = Dictionary {
    kind: "product-statuses",
    required: NAME,
    fresh: &[ORDERING, ACTIVE, ("createdAt", Fresh::Now), ("cancelStatus", Fresh::No)],
    rules: &[
        ("orderStatusByProductStatus", Rule::Code("statuses", "Status")),
        ("orderStatusForProductStatus", Rule::Code("statuses", "Status")),
    ],
    ..Dictionary::PLAIN
};

/// Price types.
pub const PRICE_TYPES: Dictionary = Dictionary {
    kind: "price-types",
    required: NAME,
    fresh: &[ACTIVE, ("default", Fresh::No), ("geo", Fresh::List), ("groups", Fresh::List), ORDERING],
    rules: &[("currency", Rule::Currency), ("geo[].country", Rule::Country)],
    ..Dictionary::PLAIN
};

/// Units of measurement.
pub const UNITS: Dictionary = Dictionary {
    kind: "units",
    required: &["name", "sym"],
    fresh: &[("default", Fresh::No), ACTIVE],
    one: &["default"],
    ..Dictionary::PLAIN
};

/// Currencies; they are known by id.
pub const CURRENCIES: Dictionary = Dictionary {
    kind: "currencies",
    required: &["code"],
    fresh: &[("isBase", Fresh::No), ("isAutoConvert", Fresh::No)],
    one: &["isBase"],
    fixed: &[],
    rules: &[
        ("code", Rule::Currency),
        ("autoConvertExtraPercent", Rule::Between(0, 100)),
        ("manualConvertNominal", Rule::Between(1, i64::MAX)),
        ("manualConvertValue", MONEY),
    ],
};

/// Couriers; they have no code.
pub const COURIERS: Dictionary =
    Dictionary { kind: "couriers", required: &["firstName"], fresh: &[ACTIVE], rules: &[("email", Rule::Email)], ..Dictionary::PLAIN };

/// Groups of costs.
pub const COST_GROUPS: Dictionary = Dictionary {
    kind: "cost-groups",
    required: NAME,
    fresh: &[ORDERING, ACTIVE, ("color", Fresh::Text("#c7cdd4"))],
    rules: &[("color", Rule::Colour)],
    ..Dictionary::PLAIN
};

/// Cost items.
pub const COST_ITEMS: Dictionary = Dictionary {
    kind: "cost-items",
    required: &["name", "group"],
    fresh: &[ORDERING, ACTIVE, ("appliesToOrders", Fresh::No), ("type", Fresh::Text("const")), ("appliesToUsers", Fresh::No)],
    rules: &[("group", Rule::Code("cost-groups", "CostGroup")), ("type", Rule::OneOf(&["const", "var"]))],
    ..Dictionary::PLAIN
};

/// Legal entities.
pub const LEGAL_ENTITIES: Dictionary = Dictionary {
    kind: "legal-entities",
    required: &["legalName"],
    fresh: &[("contragentType", Fresh::Text("legal-entity")), ("countryIso", Fresh::Country)],
    rules: &[
        ("contragentType", Rule::OneOf(&["individual", "legal-entity", "enterpreneur"])),
        ("countryIso", Rule::Country),
        ("vatRate", Rule::Vat),
    ],
    ..Dictionary::PLAIN
};

/// Warehouses.
pub const STORES: Dictionary = Dictionary {
    kind: "stores",
    required: NAME,
    fresh: &[
        ("type", Fresh::Text("store-type-warehouse")),
        ("inventoryType", Fresh::Text("integer")),
        ("address", Fresh::Object),
        ACTIVE,
        ("phone", Fresh::Object),
        ("workTime", Fresh::Week),
    ],
    rules: &[
        ("type", Rule::OneOf(&["store-type-online", "store-type-retail", "store-type-supplier", "store-type-warehouse"])),
        ("inventoryType", Rule::OneOf(&["available", "integer"])),
        ("email", Rule::Email),
        ("address.countryIso", Rule::Country),
    ],
    ..Dictionary::PLAIN
};

/// Stores of the account (sites); they are kept apart from the dictionaries, under the same kind of rules.
pub const SITES: Dictionary = Dictionary {
    kind: "sites",
    required: NAME,
    one: &["defaultForCrm"],
    fixed: &[],
    fresh: &[FOR_CRM, ("loadFromYml", Fresh::No), ORDERING],
    rules: &[
        ("contragentCode", Rule::Code("legal-entities", "LegalEntity")),
        ("countryIso", Rule::Country),
        ("currency", Rule::Currency),
        ("senderEmail", Rule::Email),
    ],
};

/// Channels of messengers; the module of a messenger brings them.
pub const MG_CHANNELS: Dictionary = Dictionary { kind: "mg-channels", ..Dictionary::PLAIN };

/// Templates of messages in messengers.
pub const MG_TEMPLATES: Dictionary =
    Dictionary { kind: "mg-templates", required: &["code", "name", "mgChannelId"], fresh: &[ACTIVE], ..Dictionary::PLAIN };
