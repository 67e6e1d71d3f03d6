//! The articles of the help: our own in the reader's language, and the guides of the repository in English.

use std::collections::HashMap;
use std::sync::LazyLock;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// An article.
#[derive(Debug)]
pub struct Article {
    /// Its name in addresses: `keys`, `guide/keys`.
    pub code: &'static str,
    /// The Markdown by language; a guide has English only.
    texts: &'static [(&'static str, &'static str)],
}

/// An article as a page shows it.
#[derive(Debug)]
pub struct Rendered {
    /// Its title.
    pub title: String,
    /// The language it is in.
    pub language: &'static str,
    /// The text as HTML, without the title.
    pub html: String,
    /// The table of contents: id and text of each heading.
    pub contents: Vec<(String, String)>,
}

macro_rules! own {
    ($code:literal) => {
        Article {
            code: $code,
            texts: &[
                ("en", include_str!(concat!("../../help/en/", $code, ".md"))),
                ("ru", include_str!(concat!("../../help/ru/", $code, ".md"))),
                ("es", include_str!(concat!("../../help/es/", $code, ".md"))),
            ],
        }
    };
}

macro_rules! guide {
    ($name:literal) => {
        Article { code: concat!("guide/", $name), texts: &[("en", include_str!(concat!("../../../../docs/guide/", $name, ".md")))] }
    };
}

/// Every article, in the order in which they are read.
pub static ARTICLES: [Article; 18] = [
    own!("keys"),
    own!("landing-page"),
    own!("marketplace"),
    own!("orders"),
    guide!("catalogue"),
    guide!("keys"),
    guide!("key-life"),
    guide!("seeing"),
    guide!("usage"),
    guide!("templates-and-bulk"),
    guide!("automation"),
    guide!("webhooks"),
    guide!("record"),
    guide!("people"),
    guide!("marketplace"),
    guide!("shops"),
    guide!("spreadsheets"),
    guide!("operating"),
];

static RENDERED: LazyLock<HashMap<(&'static str, &'static str), Rendered>> = LazyLock::new(|| {
    let texts = ARTICLES.iter().flat_map(|article| article.texts.iter().map(|(language, text)| (article.code, *language, *text)));
    texts.map(|(code, language, text)| ((code, language), render(text, language))).collect()
});

impl Article {
    /// The article of a name.
    pub fn named(code: &str) -> Option<&'static Self> {
        ARTICLES.iter().find(|article| article.code == code)
    }

    /// Whether it is a guide of the repository.
    pub fn is_guide(&self) -> bool {
        self.code.starts_with("guide/")
    }

    /// It as a page shows it: in this language, or else in English.
    pub fn rendered(&self, language: &'static str) -> Option<&'static Rendered> {
        RENDERED.get(&(self.code, language)).or_else(|| RENDERED.get(&(self.code, "en")))
    }

    /// The one that is read after it; none after the last.
    pub fn next(&self) -> Option<&'static Self> {
        let place = ARTICLES.iter().position(|article| article.code == self.code)?;
        ARTICLES.get(place + 1)
    }
}

/// Reads Markdown. HTML in it is text like any other, and so are links that lead nowhere here.
fn render(text: &str, language: &'static str) -> Rendered {
    let mut rendered = Rendered { title: String::new(), language, html: String::new(), contents: Vec::new() };
    let mut events: Vec<Event<'_>> = Vec::new();
    let mut heading: Option<(HeadingLevel, usize)> = None;
    let mut links = Vec::new();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => heading = Some((level, events.len())),
            Event::End(TagEnd::Heading(_)) => {
                let Some((level, begin)) = heading.take() else { continue };
                let inner: Vec<Event<'_>> = events.drain(begin..).collect();
                let said = plain(&inner);
                if level == HeadingLevel::H1 {
                    rendered.title = said;
                    continue;
                }
                let id = unused(&rendered.contents, slug(&said));
                let tag = if level == HeadingLevel::H2 { "h2" } else { "h3" };
                events.push(Event::Html(format!("<{tag} id=\"{id}\"><span>").into()));
                events.extend(inner);
                events.push(Event::Html(
                    format!("</span> <a class=\"anchor\" href=\"#{id}\" aria-label=\"#\" data-anchor>#</a></{tag}>\n").into(),
                ));
                if level == HeadingLevel::H2 {
                    rendered.contents.push((id, said));
                }
            }
            // The page allows no styles of its own on an element, which alignments would be.
            Event::Start(Tag::Table(columns)) => {
                events.push(Event::Start(Tag::Table(columns.iter().map(|_| pulldown_cmark::Alignment::None).collect())))
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let address = address(&dest_url);
                links.push(address.is_some());
                if let Some(address) = address {
                    events.push(Event::Start(Tag::Link { link_type, dest_url: CowStr::from(address), title, id }));
                }
            }
            Event::End(TagEnd::Link) => {
                if links.pop() == Some(true) {
                    events.push(Event::End(TagEnd::Link));
                }
            }
            Event::Html(text) | Event::InlineHtml(text) => events.push(Event::Text(text)),
            other => events.push(other),
        }
    }
    html::push_html(&mut rendered.html, events.into_iter());
    // Wide tables scroll by themselves, not the page.
    rendered.html = rendered.html.replace("<table>", "<div class=\"scroll\" tabindex=\"0\"><table>").replace("</table>", "</table></div>");
    rendered
}

/// The text of some events.
fn plain(events: &[Event<'_>]) -> String {
    let texts = events.iter().filter_map(|event| match event {
        Event::Text(text) | Event::Code(text) => Some(text.as_ref()),
        Event::SoftBreak => Some(" "),
        _ => None,
    });
    texts.collect()
}

/// A heading as a part of an address: its letters and digits, with dashes between the words.
fn slug(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

fn unused(contents: &[(String, String)], slug: String) -> String {
    if contents.iter().all(|(id, _)| *id != slug) {
        return slug;
    }
    format!("{slug}-{}", contents.len())
}

/// Where a link of an article leads here; none for files that only the repository has.
fn address(link: &str) -> Option<String> {
    if link.starts_with("https://") || link.starts_with("http://") || link.starts_with('/') || link.starts_with('#') {
        return Some(link.to_owned());
    }
    let (file, part) = link.split_once('#').unwrap_or((link, ""));
    let name = file.rsplit('/').next().unwrap_or(file).strip_suffix(".md")?;
    let code = format!("guide/{name}");
    if file.contains("reference/") {
        return Some("/reference".to_owned());
    }
    let known = ARTICLES.iter().any(|article| article.code == code);
    known.then(|| format!("/help/{code}{}{part}", if part.is_empty() { "" } else { "#" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_text_headings_have_links_and_links_stay_here() {
        let text = "# Title\n\n## A `b` heading\n\n<script>alert(1)</script> and <b>x</b>\n\n## A b heading\n\n\
                    [life](key-life.md#limits) [book](../reference/README.md) [rules](../detect/gitleaks.toml) [out](https://a.example)\n\n\
                    | a | b |\n|---|--:|\n| 1 | 2 |\n";
        let shown = render(text, "en");
        assert_eq!(shown.title, "Title");
        assert_eq!(shown.contents, [("a-b-heading".into(), "A b heading".into()), ("a-b-heading-1".into(), "A b heading".to_owned())]);
        assert!(!shown.html.contains("<script") && !shown.html.contains("<b>") && !shown.html.contains("style="), "{}", shown.html);
        assert!(shown.html.contains("href=\"/help/guide/key-life#limits\"") && shown.html.contains("href=\"/reference\""));
        assert!(shown.html.contains("rules") && !shown.html.contains("gitleaks"), "{}", shown.html);
    }

    #[test]
    fn every_article_has_a_title_contents_and_links_that_lead_somewhere() {
        for article in &ARTICLES {
            for (language, _) in article.texts {
                let shown = article.rendered(language).expect("it was rendered");
                assert!(!shown.title.is_empty() && shown.contents.len() > 1, "{} {language}", article.code);
                for link in shown.html.split("href=\"/help/").skip(1).filter_map(|rest| rest.split(['"', '#']).next()) {
                    assert!(Article::named(link).is_some(), "{}: {link}", article.code);
                }
            }
        }
        let own = ARTICLES.iter().filter(|article| !article.is_guide());
        for article in own {
            let parts = article.texts.iter().map(|(_, text)| text.matches("\n## ").count()).collect::<Vec<_>>();
            assert!(parts.iter().all(|count| *count == parts[0]), "{}: the languages say the same", article.code);
        }
    }
}
