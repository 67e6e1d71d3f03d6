//! What a module that brings pages of its own tells about them.

use crate::patch::entity;
use crate::{Flag, Int, Line, List, Patch, Prose};

entity! {
    /// Pages and parts of pages of a module.
    pub struct EmbedJsIntegration {
        /// Address of its script.
        entrypoint: Patch<Prose>,
        /// Address of its styles.
        stylesheet: Patch<Prose>,
        /// Places in pages in which it stands.
        targets: Patch<List<Line>>,
        /// How it runs: `worker`.
        runner: Patch<Line>,
        /// Its pages.
        pages: Patch<List<EmbedJsPage>>,
    }
}

entity! {
    /// A page of a module.
    pub struct EmbedJsPage {
        /// Code.
        code: Patch<Line>,
        /// The menu it stands in.
        menu: Patch<Line>,
        /// Code of the entry of the menu it stands under.
        parent_menu_item_code: Patch<Line>,
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
        en: Patch<Prose>,
        /// Spanish.
        es: Patch<Prose>,
        /// Russian.
        ru: Patch<Prose>,
    }
}
