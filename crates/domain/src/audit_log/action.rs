//! What can be done, under names that never change: rows, filters and webhooks know it by them.

macro_rules! actions {
    ($($(#[$doc:meta])* $variant:ident = $name:literal),* $(,)?) => {
        /// What was done.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Action {
            $($(#[$doc])* $variant),*
        }

        impl Action {
            /// Every action, in the order of lists.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name it is kept by.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),*
                }
            }
        }
    };
}

actions! {
    /// A key was made.
    KeyCreated = "key.created",
    /// What a key is called, reaches or grants was changed.
    KeyChanged = "key.changed",
    /// A key was switched off.
    KeyDisabled = "key.disabled",
    /// A key was switched on.
    KeyEnabled = "key.enabled",
    /// A key was deleted.
    KeyDeleted = "key.deleted",
    /// A deleted key was brought back.
    KeyRestored = "key.restored",
    /// A key was given another secret.
    KeyRotated = "key.rotated",
    /// The secret before it works no more.
    KeyRotationFinished = "key.rotation_finished",
    /// A token was shown again.
    KeyRevealed = "key.revealed",
    /// A key's time is over.
    KeyExpired = "key.expired",
    /// A key's time is over soon.
    KeyExpiring = "key.expiring",
    /// A key's end was moved, for a reason.
    KeyExtended = "key.extended",
    /// The person to ask about a key has been shut out.
    KeyContactLeft = "key.contact_left",
    /// The review day of a key has come.
    KeyReviewDue = "key.review_due",
    /// A key has not been used for long.
    KeyStale = "key.stale",
    /// A narrower grant of a key was put on trial; nothing is refused by it.
    KeyTrialBegun = "key.trial_begun",
    /// A trial was dropped.
    KeyTrialEnded = "key.trial_ended",
    /// A retired secret was used.
    KeyReused = "key.reused",
    /// A token was reported as leaked.
    KeyLeaked = "key.leaked",
    /// A key was refused many times in a row.
    KeyRefusedOften = "key.refused_often",
    /// An address tried many different tokens that belong to no key.
    AddressGuessing = "address.guessing",
    /// A template of keys was added.
    TemplateAdded = "template.added",
    /// A template of keys was changed.
    TemplateChanged = "template.changed",
    /// A template of keys was deleted.
    TemplateDeleted = "template.deleted",
    /// A person was added.
    UserAdded = "user.added",
    /// Name, role or another property of a person was changed.
    UserChanged = "user.changed",
    /// A person was shut out.
    UserDisabled = "user.disabled",
    /// A person may sign in again.
    UserEnabled = "user.enabled",
    /// A person was given, or chose, another password.
    UserPasswordChanged = "user.password_changed",
    /// A link to choose another password was sent to a person who forgot theirs.
    UserPasswordForgotten = "user.password_forgotten",
    /// A person ended sessions of theirs.
    UserSessionsEnded = "user.sessions_ended",
    /// A person signs in with a second factor from now on.
    UserSecondFactorOn = "user.second_factor_on",
    /// A person signs in without a second factor from now on.
    UserSecondFactorOff = "user.second_factor_off",
    /// A store was added.
    SiteAdded = "site.added",
    /// A store was changed.
    SiteChanged = "site.changed",
    /// A person added an order on a page.
    OrderAdded = "order.added",
    /// A person edited an order on a page.
    OrderEdited = "order.edited",
    /// A person edited a customer on a page.
    CustomerEdited = "customer.edited",
    /// A person merged customers on a page.
    CustomerMerged = "customer.merged",
    /// An import of orders or customers was started or continued.
    ImportStarted = "import.started",
    /// An import has come to its end.
    ImportFinished = "import.finished",
    /// An import was undone.
    ImportUndone = "import.undone",
    /// All orders or customers of a store were exported.
    StoreExported = "site.exported",
    /// An entry of a data book was added or changed on a page.
    BookChanged = "book.changed",
    /// A custom field was added or changed on a page.
    FieldChanged = "field.changed",
    /// A dictionary of custom fields was added or changed on a page.
    FieldDictionaryChanged = "field.dictionary_changed",
    /// A view of orders or customers was shared with all users.
    ViewShared = "view.shared",
    /// A shared view was changed.
    ViewChanged = "view.changed",
    /// A shared view was deleted, or is its owner's alone again.
    ViewWithdrawn = "view.withdrawn",
    /// A setting of the account was changed.
    SettingsChanged = "settings.changed",
    /// A person asked for a backup.
    BackupStarted = "backup.started",
    /// A backup failed.
    BackupFailed = "backup.failed",
    /// The pepper was replaced.
    PepperRotated = "pepper.rotated",
    /// A webhook was added.
    WebhookAdded = "webhook.added",
    /// A webhook was changed.
    WebhookChanged = "webhook.changed",
    /// A webhook was given another signing secret.
    WebhookSecretRotated = "webhook.secret_rotated",
    /// A webhook was deleted.
    WebhookDeleted = "webhook.deleted",
    /// A webhook failed for so long that nothing more is sent to it.
    WebhookStopped = "webhook.stopped",
}

impl Action {
    /// The action of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.name() == name)
    }
}
