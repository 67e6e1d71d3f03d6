//! The parts of a page's frame that are the same on all pages. Each is a template of its own: what stands in `layout.html`
//! becomes code of every page.

use askama::Template;

use super::page::Page;

/// Style sheets and scripts.
#[derive(Template)]
#[template(path = "frame_links.html")]
struct Links<'a> {
    page: &'a Page,
}

/// What stands beside the page: the navigation, for those who are signed in.
#[derive(Template)]
#[template(path = "frame_navigation.html")]
struct Navigation<'a> {
    page: &'a Page,
}

/// What stands above the page: keys that need care, and what was just done.
#[derive(Template)]
#[template(path = "frame_notices.html")]
struct Notices<'a> {
    page: &'a Page,
}

impl Page {
    /// Style sheets and scripts, as HTML.
    pub fn links(&self) -> String {
        drawn(&Links { page: self })
    }

    /// The navigation, as HTML.
    pub fn navigation(&self) -> String {
        drawn(&Navigation { page: self })
    }

    /// What stands above the page, as HTML.
    pub fn notices(&self) -> String {
        drawn(&Notices { page: self })
    }
}

/// A template without the line break at its end.
fn drawn(template: &impl Template) -> String {
    // Writing to a text does not fail.
    let mut html = template.render().unwrap_or_default();
    html.truncate(html.trim_end().len());
    html
}
