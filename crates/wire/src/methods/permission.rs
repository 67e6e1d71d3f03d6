//! The coarse permissions that methods belong to.

/// The coarse permission a method belongs to, as `/api/credentials` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Permission {
    /// No scope: the method is about the key or the account itself.
    None,
    /// `analytics_write`
    AnalyticsWrite,
    /// `cost_read`
    CostRead,
    /// `cost_write`
    CostWrite,
    /// `custom_fields_read`
    CustomFieldsRead,
    /// `custom_fields_write`
    CustomFieldsWrite,
    /// `customer_read`
    CustomerRead,
    /// `customer_write`
    CustomerWrite,
    /// `delivery_read`
    DeliveryRead,
    /// `delivery_write`
    DeliveryWrite,
    /// `file_read`
    FileRead,
    /// `file_write`
    FileWrite,
    /// `integration_read`
    IntegrationRead,
    /// `integration_write`
    IntegrationWrite,
    /// `key_read`
    KeyRead,
    /// `key_write`
    KeyWrite,
    /// `order_read`
    OrderRead,
    /// `order_write`
    OrderWrite,
    /// `reference_read`
    ReferenceRead,
    /// `reference_write`
    ReferenceWrite,
    /// `store_read`
    StoreRead,
    /// `store_write`
    StoreWrite,
    /// `task_read`
    TaskRead,
    /// `task_write`
    TaskWrite,
    /// `telephony_read`
    TelephonyRead,
    /// `telephony_write`
    TelephonyWrite,
    /// `user_read`
    UserRead,
    /// `user_write`
    UserWrite,
}

impl Permission {
    /// The name on the wire; `None` has none.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::AnalyticsWrite => Some("analytics_write"),
            Self::CostRead => Some("cost_read"),
            Self::CostWrite => Some("cost_write"),
            Self::CustomFieldsRead => Some("custom_fields_read"),
            Self::CustomFieldsWrite => Some("custom_fields_write"),
            Self::CustomerRead => Some("customer_read"),
            Self::CustomerWrite => Some("customer_write"),
            Self::DeliveryRead => Some("delivery_read"),
            Self::DeliveryWrite => Some("delivery_write"),
            Self::FileRead => Some("file_read"),
            Self::FileWrite => Some("file_write"),
            Self::IntegrationRead => Some("integration_read"),
            Self::IntegrationWrite => Some("integration_write"),
            Self::KeyRead => Some("key_read"),
            Self::KeyWrite => Some("key_write"),
            Self::OrderRead => Some("order_read"),
            Self::OrderWrite => Some("order_write"),
            Self::ReferenceRead => Some("reference_read"),
            Self::ReferenceWrite => Some("reference_write"),
            Self::StoreRead => Some("store_read"),
            Self::StoreWrite => Some("store_write"),
            Self::TaskRead => Some("task_read"),
            Self::TaskWrite => Some("task_write"),
            Self::TelephonyRead => Some("telephony_read"),
            Self::TelephonyWrite => Some("telephony_write"),
            Self::UserRead => Some("user_read"),
            Self::UserWrite => Some("user_write"),
        }
    }
}
