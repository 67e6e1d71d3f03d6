//! The book as files: Markdown for people, the OpenAPI document for programs.

use std::fmt::Write;

use super::article::{Article, Parameter};
use super::{Book, Chapter, Field, Kind, book, openapi};
use crate::admin::words::Words;

/// The address that stands for the reader's own hub.
const HUB: &str = "https://hub.example.com";
/// What to run when the files are stale.
const RENEW: &str = "cargo run -- methods --docs docs/reference";

/// Every file of the book: its name and its text.
pub fn files() -> Vec<(String, String)> {
    let (book, words) = (book(), Words::of("en"));
    let mut files = vec![
        ("README.md".to_owned(), index(book, words)),
        ("shapes.md".to_owned(), shapes(book, words)),
        ("openapi.json".to_owned(), openapi::document()),
    ];
    files.extend(book.chapters.iter().map(|chapter| (format!("{}.md", chapter.group), self::chapter(chapter, words))));
    files
}

/// Writes a line; writing to a text cannot fail.
macro_rules! line {
    ($out:expr) => { line!($out, "") };
    ($out:expr, $($text:tt)*) => { let _ = writeln!($out, $($text)*); };
}

fn head(out: &mut String, title: &str) {
    line!(out, "<!-- Generated: {RENEW} -->\n");
    line!(out, "# {title}\n");
}

fn index(book: &Book, words: Words) -> String {
    let mut out = String::new();
    head(&mut out, &words.say("book-title"));
    line!(out, "{}\n", words.say("book-intro"));
    line!(out, "{}\n", words.say("book-key"));
    line!(out, "{}\n", words.say("book-form"));
    line!(out, "{}\n", words.say("book-envelope"));
    line!(out, "[openapi.json](openapi.json) · [{}](shapes.md)\n", words.say("book-shapes"));
    for chapter in &book.chapters {
        line!(out, "## [{}]({}.md)\n", title(words, chapter), chapter.group);
        line!(out, "| {} | {} |\n|---|---|", words.say("book-method"), words.say("book-what"));
        for article in &chapter.articles {
            let address = format!("{} {}", article.entry.verb.name(), article.entry.pattern());
            line!(out, "| [`{address}`]({}.md#{}) | {} |", chapter.group, article.slug, article.entry.summary);
        }
        line!(out);
    }
    trimmed(out)
}

fn chapter(chapter: &Chapter, words: Words) -> String {
    let mut out = String::new();
    head(&mut out, &title(words, chapter));
    line!(out, "[{}](README.md)\n", words.say("book-title"));
    for article in &chapter.articles {
        self::article(&mut out, article, words);
    }
    trimmed(out)
}

fn article(out: &mut String, article: &Article, words: Words) {
    line!(out, "<a id=\"{}\"></a>\n", article.slug);
    line!(out, "## {} {}\n", article.entry.verb.name(), article.entry.pattern());
    line!(out, "{}.\n", article.entry.summary);
    let addresses: Vec<String> = article.addresses().iter().map(|address| format!("`{} {address}`", article.entry.verb.name())).collect();
    line!(out, "- {}: {}", words.say("book-addresses"), addresses.join(", "));
    line!(
        out,
        "- {}: {}",
        words.say("book-scope"),
        article.entry.scope.name().map_or_else(|| words.say("book-scope-none"), |scope| format!("`{scope}`"))
    );
    line!(out, "- {}: {}\n", words.say("book-stores"), words.say(article.stores.label()));
    line!(out, "**{}**\n", words.say("book-parameters"));
    if article.reads_file() {
        line!(out, "{}\n", words.say("book-file-body"));
    }
    if article.parameters.is_empty() {
        line!(out, "{}\n", words.say("book-no-parameters"));
    } else {
        line!(
            out,
            "| {} | {} | {} | {} |\n|---|---|---|---|",
            words.say("book-name"),
            words.say("book-place"),
            words.say("book-kind"),
            words.say("book-meaning")
        );
        for parameter in &article.parameters {
            line!(
                out,
                "| `{}` | {} | {} | {} |",
                parameter.field.name,
                words.say(parameter.place.label()),
                kind(&parameter.field.kind, "shapes.md", words),
                meaning(parameter, words)
            );
        }
        line!(out);
    }
    line!(out, "**{}**\n", words.count("book-answer", i64::from(article.entry.status)));
    if article.answers_file() {
        line!(out, "{}\n", words.say("book-file-answer"));
    } else if article.answer.is_empty() {
        line!(out, "`{{\"success\": true}}`\n");
    } else {
        fields(out, &article.answer, "shapes.md", words);
    }
    line!(out, "**{}**\n", words.say("book-errors"));
    line!(out, "| {} | `errorMsg` | {} |\n|---|---|---|", words.say("book-status"), words.say("book-meaning"));
    for refusal in &article.refusals {
        line!(out, "| {} | `{}` | {} |", refusal.status, refusal.message, cell(&words.say(refusal.why)));
    }
    line!(out, "\n**{}**\n", words.say("book-example"));
    line!(out, "```sh\n{}\n```\n", article.curl(HUB));
}

fn fields(out: &mut String, fields: &[Field], shapes: &str, words: Words) {
    line!(out, "| {} | {} | {} |\n|---|---|---|", words.say("book-name"), words.say("book-kind"), words.say("book-meaning"));
    for field in fields {
        let read_only = if field.read_only { format!("*{}.* ", words.say("book-read-only")) } else { String::new() };
        line!(out, "| `{}` | {} | {read_only}{} |", field.name, kind(&field.kind, shapes, words), cell(&field.about));
    }
    line!(out);
}

fn shapes(book: &Book, words: Words) -> String {
    let mut out = String::new();
    head(&mut out, &words.say("book-shapes"));
    line!(out, "{}\n", words.say("book-shapes-intro"));
    for shape in &book.shapes {
        line!(out, "## {}\n\n{}\n", shape.name, shape.about);
        fields(&mut out, &shape.fields, "", words);
    }
    trimmed(out)
}

fn kind(kind: &Kind, shapes: &str, words: Words) -> String {
    let before = cell(&kind.words(words));
    match kind.shape() {
        Some(name) => format!("{before}[{name}]({shapes}#{})", name.to_ascii_lowercase()),
        None => before,
    }
}

fn meaning(parameter: &Parameter, words: Words) -> String {
    let mut parts = Vec::new();
    if parameter.field.required {
        parts.push(format!("**{}.**", words.say("book-required")));
    }
    if !parameter.versions.is_empty() {
        parts.push(format!("*{}.*", parameter.versions.join(", ")));
    }
    parts.push(cell(&parameter.field.about));
    parts.join(" ")
}

/// A text as it may stand in a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn title(words: Words, chapter: &Chapter) -> String {
    words.say(&format!("block-{}", chapter.group))
}

fn trimmed(text: String) -> String {
    format!("{}\n", text.trim_end())
}
