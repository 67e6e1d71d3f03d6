//! What a module that brings pages of its own tells about them.

use crate::patch::entity;
use crate::{Flag, Int, List, LongText, Patch, Text};

entity! {
    /// Pages and parts of pages of a module.
    pub struct EmbedJsIntegration {
        /// Address of its script.
        entrypoint: Patch<LongText>,
        /// Address of its styles.
        stylesheet: Patch<LongText>,
        /// Places in pages in which it stands.
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
        /// The menu it stands in.
        menu: Patch<Text>,
        /// Code of the entry of the menu it stands under.
        parent_menu_item_code: Patch<Text>,
        /// Place in the menu.
        menu_item_ordering: Patch<Int>,
        /// Title in the menu.
        menu_item_title: Patch<Translation>,
        /// Address of its help.
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
