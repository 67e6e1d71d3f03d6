//! The description of a payment module.

use crate::patch::entity;
use crate::{Flag, List, LongText, Patch, Text};

entity! {
    /// What a payment module can do, and for which of its shops.
    pub struct PaymentIntegration {
        /// URLs within the module's `baseUrl`.
        actions: Patch<PaymentActions>,
        /// ISO 4217 codes of the currencies it takes.
        currencies: Patch<List<Text>>,
        /// How it requests payments: `link`.
        invoice_types: Patch<List<Text>>,
        /// Shops within the module.
        shops: Patch<List<PaymentShop>>,
    }
}

entity! {
    /// URLs at which a payment module is called.
    pub struct PaymentActions {
        /// Begins a payment.
        create: Patch<LongText>,
        /// Takes money that was set aside.
        approve: Patch<LongText>,
        /// Gives up a payment.
        cancel: Patch<LongText>,
        /// Pays back.
        refund: Patch<LongText>,
    }
}

entity! {
    /// A shop on the side of a payment module.
    pub struct PaymentShop {
        /// Code.
        code: Patch<Text>,
        /// Name.
        name: Patch<Text>,
        /// Whether it is in use.
        active: Patch<Flag>,
    }
}
