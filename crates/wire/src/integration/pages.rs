//! The description of a module's own pages.

use crate::patch::entity;
use crate::{Flag, Int, List, LongText, Patch, Text};

entity! {
    /// Pages and parts of pages of a module.
    pub struct EmbedJsIntegration {
        /// URL of its script.
        entrypoint: Patch<LongText>,
        /// URL of its stylesheet.
        stylesheet: Patch<LongText>,
        /// Places in pages where it appears.
        targets: Patch<List<Text>>,
        /// How it runs: `worker`.
        runner: Patch<Text>,
        /// Its pages.
        pages: Patch<List<EmbedJsPage>>,
    }
}

entity! {
    /// A page of a module.
    pub struct EmbedJsPage {
        /// Code.
        code: Patch<Text>,
        /// The menu it appears in.
        menu: Patch<Text>,
        /// Code of the parent menu entry.
        parent_menu_item_code: Patch<Text>,
        /// Place in the menu.
        menu_item_ordering: Patch<Int>,
        /// Title in the menu.
        menu_item_title: Patch<Translation>,
        /// URL of its help.
        page_help_link: Patch<Translation>,
        /// Whether it holds the module's settings.
        is_settings_main_page: Patch<Flag>,
    }
}

entity! {
    /// A text in each language.
    pub struct Translation {
        /// English.
        en: Patch<LongText>,
        /// Spanish.
        es: Patch<LongText>,
        /// Russian.
        ru: Patch<LongText>,
    }
}
