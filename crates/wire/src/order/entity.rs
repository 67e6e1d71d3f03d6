//! The order itself.

use crate::contragent::Contragent;
use crate::order::{Delivery, Item};
use crate::patch::entity;
use crate::payment::Payment;
use crate::source::Source;
use crate::{Day, Flag, Int, Json, List, LongText, Moment, Money, Patch, ReadOnly, Text};

entity! {
    /// An order.
    #[schemars(example = serde_json::json!({
        "externalId": "1001", "firstName": "Ana", "phone": "+34612345678",
        "items": [{"productName": "Green tea", "initialPrice": 4.9, "quantity": 2}]
    }))]
    pub struct Order {
        /// Internal ID.
        id: ReadOnly<i64>,
        /// The same number as `id`; deprecated.
        slug: ReadOnly<i64>,
        /// Order number; made from the ID if it is not sent.
        number: Patch<Text>,
        /// External ID, unique in the store.
        external_id: Patch<Text>,
        /// Code of the order type; the one that is the default for the API when it is not sent.
        order_type: Patch<Text>,
        /// Code of the order method; the one that is the default for the API when it is not sent.
        order_method: Patch<Text>,
        /// How loyalty counts: `none`, `personal_discount`, `loyalty_level` or `loyalty_event`.
        privilege_type: Patch<Text>,
        /// Country of the buyer, ISO 3166-1 alpha-2.
        country_iso: Patch<Text>,
        /// Creation time of the order; default: now.
        created_at: Patch<Moment>,
        /// When the status last changed.
        status_updated_at: Patch<Moment>,
        /// Discount on the whole order, in its currency.
        discount_manual_amount: Patch<Money>,
        /// Discount on the whole order, in percent.
        discount_manual_percent: Patch<Money>,
        /// Goods after their own discounts, before the order's discount and the delivery.
        summ: ReadOnly<Money>,
        /// What is to be paid: goods after every discount, and the delivery.
        total_summ: ReadOnly<Money>,
        /// What payments in a completed status add up to.
        prepay_sum: ReadOnly<Money>,
        /// What the goods cost the seller.
        purchase_summ: ReadOnly<Money>,
        /// Personal discount of the customer, in percent.
        personal_discount_percent: ReadOnly<Money>,
        /// Bonuses credited for the order.
        bonuses_credit_total: ReadOnly<Money>,
        /// Bonuses spent on the order.
        bonuses_charge_total: ReadOnly<Money>,
        /// Currency of the store, ISO 4217.
        currency: ReadOnly<Text>,
        /// Mark of the buyer, from 1 to 5.
        mark: Patch<Int>,
        /// When the mark was given.
        mark_datetime: Patch<Moment>,
        /// Last name of the buyer, as of this order.
        last_name: Patch<Text>,
        /// First name of the buyer, as of this order.
        first_name: Patch<Text>,
        /// Patronymic of the buyer, as of this order.
        patronymic: Patch<Text>,
        /// Phone, as it was written.
        phone: Patch<Text>,
        /// A second phone.
        additional_phone: Patch<Text>,
        /// Email.
        email: Patch<Text>,
        /// A call is wanted.
        call: Patch<Flag>,
        /// The order is overdue.
        expired: Patch<Flag>,
        /// Comment of the buyer.
        customer_comment: Patch<LongText>,
        /// Comment of the manager.
        manager_comment: Patch<LongText>,
        /// Internal ID of the manager.
        manager_id: Patch<Int>,
        /// The customer. In requests: `id`, `externalId` (with `site`) or `browserId`. In responses: the complete customer.
        customer: Patch<CustomerName>,
        /// The contact person of a corporate customer, identified like the customer.
        contact: Patch<CustomerName>,
        /// The company of a corporate customer: `id`, `externalId` or `name`. In responses: the company.
        company: Patch<crate::corporate::CorporateName>,
        /// Billing details.
        contragent: Patch<Contragent>,
        /// Delivery.
        delivery: Patch<Delivery>,
        /// Code of the store.
        site: ReadOnly<Text>,
        /// Code of the status; the account's first status when it is not sent.
        status: Patch<Text>,
        /// Comment on the change of status; saved only together with one.
        status_comment: Patch<LongText>,
        /// Where the buyer came from.
        source: Patch<Source>,
        /// Lines, at most 5,000. In an edit, lines that are not listed are removed.
        items: Patch<List<Item>>,
        /// When payments covered the total.
        full_paid_at: ReadOnly<Moment>,
        /// Payments, at most 100. In requests: a list. In responses: an object by internal ID; a list if the order has just been created.
        payments: Patch<List<Payment>>,
        /// Other orders it was linked with, of the stores that the key sees.
        links: ReadOnly<List<OrderLink>>,
        /// The order came through the API.
        from_api: ReadOnly<bool>,
        /// Weight, in grams.
        weight: Patch<Money>,
        /// Length, in millimetres.
        length: Patch<Int>,
        /// Width, in millimetres.
        width: Patch<Int>,
        /// Height, in millimetres.
        height: Patch<Int>,
        /// Code of the warehouse it ships from.
        shipment_store: Patch<Text>,
        /// Day of shipment.
        shipment_date: Patch<Day>,
        /// It has been shipped.
        shipped: Patch<Flag>,
        /// Internal ID of the dialogue it was created in.
        dialog_id: Patch<Int>,
        /// Custom fields by code.
        custom_fields: Patch<Json>,
        /// ID of the visitor in a web analytics system.
        client_id: Patch<Text>,
        /// Loyalty event the order takes part in.
        loyalty_event_id: Patch<Int>,
        /// Loyalty event whose discount applies.
        loyalty_event_discount_id: Patch<Int>,
        /// Round the total to whole units.
        apply_round: Patch<Flag>,
        /// The order was created from the customer's cart.
        is_from_cart: Patch<Flag>,
    }
}

entity! {
    /// A link to another order.
    pub struct OrderLink {
        /// Comment.
        comment: ReadOnly<LongText>,
        /// The other order.
        order: ReadOnly<crate::payment::OrderName>,
        /// Creation time.
        created_at: ReadOnly<Moment>,
    }
}

entity! {
    /// Names a customer.
    pub struct CustomerName {
        /// Internal ID; it wins over the others.
        id: Patch<Int>,
        /// External ID, unique in the store.
        external_id: Patch<Text>,
        /// ID of the visitor's browser.
        browser_id: Patch<Text>,
        /// Code of the store in which to look for the external id; the order's own when it is not sent.
        site: Patch<Text>,
        /// `customer` or `customer_corporate`.
        #[serde(rename = "type")]
        kind: Patch<Text>,
        /// Name in a messenger, for a new customer.
        nick_name: Patch<Text>,
    }
}
