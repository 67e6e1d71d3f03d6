//! What is wrong with a form, all of it at once: at each field, and as links in a summary above the form.

use domain::TOKEN_IN_TEXT;
use domain::access::settings::{SETTINGS, Setting};
use wire::Problem;

use super::page::Page;
use super::sentences;

/// What is wrong with a form: fields and texts.
#[derive(Debug, Clone, Default)]
pub struct Faults(pub Vec<(String, String)>);

/// Where the field of a fault is on its page, and the text of its label, where they are not called like the field.
const PLACES: [(&str, &str, &str); 95] = [
    ("template", "fault-template", "templates"),
    ("name", "name", "key-name"),
    ("token", "token", "key-token"),
    ("comment", "comment", "key-comment"),
    ("externalId", "external_id", "external-id"),
    ("whose", "whose-ours", "whose-title"),
    ("party", "party", "whose-company"),
    ("sites", "stores", "key-stores"),
    ("methods", "methods", "key-allowed"),
    ("ends", "ends", "limit-ends"),
    ("endsAt", "ends", "limit-ends"),
    ("life", "ends", "limit-ends"),
    ("hours", "from", "limit-hours"),
    ("masks", "masks", "masks"),
    ("rows", "rows", "rows"),
    ("row-days", "row_days", "row-days"),
    ("purpose", "purpose", "card-purpose"),
    ("owner", "owner", "card-owner"),
    ("review", "review", "card-review"),
    ("template-code", "code", "template-code"),
    ("about", "about", "template-about"),
    ("url", "url", "store-address"),
    ("code", "code", "store-code"),
    ("ordering", "ordering", "store-order"),
    ("currency", "currency", "store-currency"),
    ("countryIso", "country", "store-country"),
    ("country", "country", "store-country"),
    ("timezone", "timezone", "settings-zone"),
    ("language", "language", "language"),
    ("contragentCode", "entity", "store-entity"),
    ("senderName", "sender-name", "store-sender-name"),
    ("senderEmail", "sender-email", "store-sender-email"),
    ("description", "description", "store-description"),
    ("email", "email", "email"),
    ("password", "password", "password"),
    ("role", "role", "person-role"),
    ("target", "url", "webhook-address"),
    ("signing", "secret", "webhook-secret"),
    ("events", "events", "webhook-events"),
    ("remark", "comment", "key-comment"),
    ("reason", "reason", "reveal-reason"),
    ("old", "old", "password-old"),
    ("proof", "proof", "password"),
    ("otp", "otp", "code-field"),
    ("backup-schedule", "schedule", "backups-schedule"),
    ("backup-time", "time", "backups-time"),
    ("backup-hours", "hours", "backups-hours"),
    ("backup-keep", "keep", "backups-keep"),
    ("backup-encryption", "encryption", "backups-encryption"),
    ("backup-passphrase", "encryption", "backups-encryption"),
    ("storage-histories", "histories", "storage-histories"),
    ("storage-refusals", "refusals", "storage-refusals"),
    ("storage-deliveries", "deliveries", "storage-deliveries"),
    ("storage-usage", "usage", "storage-usage"),
    ("storage-idle", "idle", "storage-idle"),
    ("storage-life", "life", "storage-life"),
    ("cf-name", "name", "cf-name"),
    ("cf-code", "code", "cf-code"),
    ("cf-type", "type", "cf-type"),
    ("cf-dictionary", "dictionary", "cf-dictionary"),
    ("cf-default", "default", "cf-default"),
    ("cf-ordering", "ordering", "cf-ordering"),
    ("cf-viewMode", "mode", "cf-mode"),
    ("elements", "elements", "dictionary-elements"),
    ("import-store", "store", "order-store"),
    ("file", "file", "import-file"),
    ("columns", "columns", "import-columns"),
    ("status", "status", "order-status"),
    ("managerId", "manager", "order-manager"),
    ("orderType", "type", "order-type"),
    ("orderMethod", "method", "order-method"),
    ("firstName", "firstName", "buyer-first-name"),
    ("lastName", "lastName", "buyer-last-name"),
    ("patronymic", "patronymic", "buyer-patronymic"),
    ("phone", "phone", "buyer-phone"),
    ("birthday", "birthday", "customer-birthday"),
    ("phones", "phones", "customer-phones"),
    ("tags", "tags", "customer-tags"),
    ("items", "items", "order-items"),
    ("delivery.code", "delivery", "order-delivery-type"),
    ("delivery.cost", "cost", "order-delivery-cost"),
    ("delivery.date", "date", "order-delivery-day"),
    ("delivery.data.trackNumber", "track", "order-track"),
    ("customerComment", "customerComment", "order-customer-comment"),
    ("managerComment", "managerComment", "order-manager-comment"),
    ("payments", "payments", "order-payments"),
    ("task-text", "task-text", "card-task-text"),
    ("task-performerId", "task-who", "card-task-who"),
    ("task-datetime", "task-due", "card-task-due-at"),
    ("task-commentary", "task-note", "card-task-note"),
    ("note-text", "note", "note-new"),
    ("payment-type", "payment-type", "order-payment-type"),
    ("payment-status", "payment-status", "order-status"),
    ("payment-amount", "payment-amount", "order-sum"),
    ("payment-comment", "payment-comment", "payment-comment"),
];

/// The sections whose forms follow the rules of the API for rows.
const OF_ROWS: [&str; 3] = ["orders", "customers", "books"];

impl Faults {
    /// What is wrong, in the words of the page. A sentence that is known in English only is never shown in another language.
    pub fn of_problem(page: &Page, problem: &Problem) -> Self {
        let other = |text: &str| if page.words.language == "en" { text.to_owned() } else { page.say("refused-other") };
        let said = |(field, text): (&String, &serde_json::Value)| {
            let text = text.as_str().unwrap_or_default();
            // What holds a token is refused for that, whatever else the field is usually refused for.
            let plain = if text == TOKEN_IN_TEXT { "token-in-text" } else { field };
            let mut known: Vec<(&str, &str)> = problem.codes(field).map(|code| (code.word.as_str(), code.value.as_str())).collect();
            // Sentences about fields are of keys, stores and settings; forms of orders, customers and data books have fields of the same
            // names, and the rules of the API.
            let rule = sentences::of(text).map(|(name, value)| page.words.with(name, "value", value));
            if let (true, true, Some(rule)) = (known.is_empty(), OF_ROWS.contains(&page.section), &rule) {
                return (field.clone(), rule.clone());
            }
            if known.is_empty() {
                known.push((plain, ""));
            }
            let sentence = |(word, value): (&str, &str)| {
                let name = format!("refused-{word}");
                page.words.find(&name).map(|_| page.words.with(&name, "value", value.to_owned()))
            };
            let sentences: Vec<String> = known.into_iter().filter_map(sentence).collect();
            let mut sentence = match sentences.is_empty() {
                true => rule.unwrap_or_else(|| other(text)),
                false => sentences.join(" "),
            };
            // Of a list it is said which value is wrong, as the rule quotes it.
            if let ("addresses", Some(value)) = (field.as_str(), text.split('"').nth(1).filter(|value| !sentence.contains(*value))) {
                sentence = format!("{sentence} ({value})");
            }
            (field.clone(), sentence)
        };
        let mut faults: Vec<(String, String)> = problem.errors.iter().map(said).collect();
        if faults.is_empty() {
            faults.push((String::new(), other(&problem.message)));
        }
        // In the order of the fields, as they are read.
        faults.sort_by_key(|(field, _)| position(field));
        Self(faults)
    }

    /// The same of a form that stands among others on its page: its fields are called after it.
    pub fn of_form(self, form: &str) -> Self {
        let named = |(field, text): (String, String)| (if field.is_empty() { field } else { format!("{form}-{field}") }, text);
        Self(self.0.into_iter().map(named).collect())
    }

    /// The text about a field; empty when nothing is wrong with it.
    pub fn of(&self, field: &str) -> &str {
        self.0.iter().find(|(name, _)| name == field || list_of(name) == field).map_or("", |(_, text)| text)
    }

    /// True when something is wrong with the field.
    pub fn has(&self, field: &str) -> bool {
        !self.of(field).is_empty()
    }

    /// How many of these fields, separated by spaces, are wrong.
    pub fn among(&self, fields: &str) -> i64 {
        fields.split(' ').filter(|field| self.has(field)).count() as i64
    }

    /// The lines of the summary: the id of the field, empty where the form has none, and the sentence with its label.
    pub fn lines(&self, page: &Page) -> Vec<(&'static str, String)> {
        let line = |(field, text): &(String, String)| match place(field) {
            Some((id, label)) => match page.words.find(label) {
                Some(label) => (id, format!("{label}: {}", lowered(text))),
                None => (id, text.clone()),
            },
            None => ("", text.clone()),
        };
        self.0.iter().map(line).collect()
    }
}

/// The id of the field of a fault, and the text of its label.
fn place(field: &str) -> Option<(&'static str, &'static str)> {
    let declared = || Setting::of_field(field).map(|setting| (setting.field, setting.label));
    PLACES.iter().find(|(name, ..)| *name == field || *name == list_of(field)).map(|(_, id, label)| (*id, *label)).or_else(declared)
}

/// The place of a field among those of its form; settings of a key's limits come before its end.
fn position(field: &str) -> Option<(usize, usize)> {
    let of = |field: &str| PLACES.iter().position(|(name, ..)| *name == field);
    let declared = || SETTINGS.iter().position(|setting| setting.field == field).and_then(|index| Some((of("ends")?, index)));
    of(field).map(|index| (index, SETTINGS.len())).or_else(declared)
}

/// The list that a field such as `items[0].quantity` is in: an error in one line of a list is shown at the list.
fn list_of(field: &str) -> &str {
    field.split_once('[').map_or(field, |(list, _)| list)
}

/// A sentence as it goes on after a colon; one that begins with an abbreviation or a code stays as it is.
fn lowered(text: &str) -> String {
    let mut rest = text.chars();
    let Some(first) = rest.next() else { return String::new() };
    if rest.as_str().starts_with(char::is_lowercase) { first.to_lowercase().chain(rest).collect() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::lowered;

    #[test]
    fn a_sentence_goes_on_in_lower_case_unless_it_begins_with_an_abbreviation() {
        assert_eq!(lowered("Write a name."), "write a name.");
        assert_eq!(lowered("ISO code."), "ISO code.");
        assert_eq!(lowered("Введите имя."), "введите имя.");
        assert_eq!(lowered(""), "");
    }
}
