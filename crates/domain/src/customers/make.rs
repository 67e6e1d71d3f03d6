//! Making a customer: sent by itself, or from the buyer of an order.

use database::history::Book;
use database::merged::{self, Gone};
use database::sent_contacts::Kind;
use database::{Scope, Sequence, Sites, Tx, customers};
use serde_json::{Value, json};
use wire::customer::Customer;
use wire::order::CustomerName;
use wire::{Moment, Problem};

use crate::account::Account;
use crate::act::Act;
use crate::change::{self, Change, Subject};
use crate::contact;
use crate::custom_fields::{self, Owner};
use crate::customers::save;
use crate::customers::{checks, facets};
use crate::draft::{self, Body};
use crate::fault::Fault;
use crate::matching::{self, Clues, lock};
use crate::noun::Target;
use crate::phone::{self, Phones};

/// A customer that waits for its ids, written out as far as it can be before the database is held.
#[derive(Debug, Clone)]
pub struct NewCustomer {
    /// The row, without ids; its body lacks the address.
    row: customers::Customer,
    /// The address, without its id: JSON text.
    address: Option<String>,
    /// Phones as they are compared.
    phones: Vec<String>,
}

impl NewCustomer {
    /// The customer that an order's buyer becomes when none is found, should it be made at this moment. `country` is the
    /// one that the order named.
    pub fn of_order(
        order: &Body,
        named: Option<&CustomerName>,
        clues: &Clues,
        country: Option<&str>,
        account: &Account,
        now: Moment,
    ) -> Self {
        let mut body = Body::new();
        for field in ["firstName", "lastName", "patronymic", "email", "source"] {
            if let Some(value) = order.get(field) {
                body.insert(field.to_owned(), value.clone());
            }
        }
        let nick_name = named.and_then(|named| named.nick_name.value()).filter(|_| !body.contains_key("firstName"));
        if let Some(name) = nick_name {
            body.insert("firstName".to_owned(), json!(name));
        }
        let phones: Vec<Value> = ["phone", "additionalPhone"]
            .iter()
            .filter_map(|field| draft::text(order, field))
            .map(|number| json!({ "number": number }))
            .collect();
        body.insert("phones".to_owned(), Value::Array(phones));
        if let Some(address) = draft::object(order, "delivery").and_then(|delivery| draft::object(delivery, "address")) {
            body.insert("address".to_owned(), Value::Object(address.clone()));
        }
        custom_fields::fill_in(account, Owner::Customer, &mut body);
        Self::of(body, Phones { keys: clues.phones.clone(), country: country.map(str::to_owned) }, clues.browser_id.clone(), now)
    }

    /// Completes a body and writes it out.
    fn of(body: Body, phones: Phones, browser_id: Option<String>, now: Moment) -> Self {
        let mut body = complete(body);
        save::take_consent(&mut body, now);
        draft::without_nulls(&mut body);
        if !body.contains_key("createdAt") {
            body.insert("createdAt".to_owned(), draft::stored(now));
        }
        let facets = draft::json(&facets::of(&body, &phones));
        let external_id = save::take_text(&mut body, "externalId");
        let address = body.shift_remove("address").map(|address| draft::json(&address));
        let row = customers::Customer {
            id: 0,
            site: 0,
            external_id,
            created_at: draft::moment(&body, "createdAt").unwrap_or(now).0,
            email: draft::text(&body, "email").and_then(contact::email),
            browser_id,
            merged_into: None,
            body: draft::json(&body),
            facets,
        };
        Self { row, address, phones: phones.keys }
    }

    fn external_id(&self) -> Option<&str> {
        self.row.external_id.as_deref()
    }

    /// Its row with its ids in their places.
    fn numbered(&self, id: i64, site: i64, address_id: Option<i64>) -> customers::Customer {
        let mut row = customers::Customer { id, site, ..self.row.clone() };
        if let (Some(address), Some(address_id)) = (&self.address, address_id) {
            row.body.pop();
            row.body.push_str(",\"address\":");
            row.body.push_str(&draft::identified(address_id, address));
            row.body.push('}');
        }
        row
    }
}

/// Checks a sent customer of a store and completes it; `now` is when it is made.
///
/// # Errors
/// What is wrong, by its path.
pub fn take_in(sent: &Customer, site: i64, account: &Account, now: Moment) -> Result<NewCustomer, Problem> {
    checks::check(sent, account)?;
    let mut body = draft::of(sent).map_err(|_| Problem::internal())?;
    custom_fields::take(account, Owner::Customer, "", &mut body, None)?;
    draft::without_nulls(&mut body);
    custom_fields::fill_in(account, Owner::Customer, &mut body);
    let browser_id = save::take_text(&mut body, "browserId");
    save::take_tags(&mut body);
    let phones = phones(&body, None, site, account);
    Ok(NewCustomer::of(body, phones, browser_id, now))
}

/// The phones of a body. National numbers are those of the customer's address, else of the country that was named when
/// they were made, else of their store, else of the account.
pub(super) fn phones(body: &Body, country: Option<&str>, site: i64, account: &Account) -> Phones {
    let address = draft::object(body, "address").and_then(|address| draft::text(address, "countryIso"));
    let countries = phone::countries([address, country], site, account);
    let mut phones = Phones { keys: Vec::new(), country: country.map(str::to_owned) };
    for number in body.get("phones").and_then(Value::as_array).into_iter().flatten().filter_map(|phone| phone["number"].as_str()) {
        phones.add(number, &countries);
    }
    phones.keys.sort();
    phones
}

/// Fills in what was not sent and every customer has.
pub(super) fn complete(mut body: Body) -> Body {
    let mut default = |field: &str, value: Value| {
        if !body.contains_key(field) {
            body.insert(field.to_owned(), value);
        }
    };
    for flag in ["isContact", "vip", "bad"] {
        default(flag, json!(false));
    }
    default("contragent", json!({}));
    for list in ["tags", "phones"] {
        default(list, json!([]));
    }
    default("personalDiscount", json!(0));
    default("cumulativeDiscount", json!(0));
    default_contragent(&mut body);
    let custom = draft::map_or_list(body.get("customFields"));
    body.insert("customFields".to_owned(), custom);
    if let Some(address) = body.get_mut("address").and_then(Value::as_object_mut) {
        facets::compose_address(address);
        checks::spell_country(address);
    }
    body
}

/// Whoever says nothing else is a private person.
pub fn default_contragent(body: &mut Body) {
    if let Some(contragent) = body.get_mut("contragent").and_then(Value::as_object_mut) {
        contragent.entry("contragentType").or_insert_with(|| json!("individual"));
    }
}

/// The locks of making a customer: two with the same external id take turns.
pub fn locks(site: i64, new: &NewCustomer) -> Vec<i64> {
    new.external_id().map(|id| lock("customer", &format!("{site}/{id}"))).into_iter().collect()
}

/// Makes a sent customer and returns its id. The caller holds its [`locks`].
///
/// # Errors
/// The external id is taken in the store, or the database failed.
pub fn create(tx: &mut Tx<'_>, act: &Act<'_>, site: i64, new: &NewCustomer) -> Result<i64, Fault> {
    if let Some(external_id) = new.external_id() {
        refuse_taken(tx, act, site, external_id, None)?;
    }
    Ok(make(tx, act, site, new)?.id)
}

/// An external id names one customer of a store, and one that was merged keeps it: the customer it became, `own`, may
/// take it over, and no other.
pub(super) fn refuse_taken(tx: &mut Tx<'_>, act: &Act<'_>, site: i64, external_id: &str, own: Option<i64>) -> Result<(), Fault> {
    let Some((_, is_gone)) = merged::customer_named(tx, site, external_id)? else { return Ok(()) };
    let exists = format!("\"Customer\" with \"externalId\"=\"{external_id}\" already exists");
    if !is_gone {
        return Err(Problem::entity("externalId", format!("{exists}.")).into());
    }
    let (gone, every) = (Gone::External(site, external_id), Scope::of(Sites::All));
    let into = merged::customer(tx, Target::Customer, &every, &every, gone)?.map(|into| into.id);
    if into.is_some() && into == own {
        return Ok(());
    }
    // Which customer it is, only those who see that one learn.
    Err(match merged::customer(tx, Target::Customer, &act.scope.whole(), act.scope, gone)? {
        Some(into) => Problem::entity("externalId", format!("{exists}: it was combined into the customer with the id {}.", into.id))
            .and("combinedTo", into.id),
        None => Problem::entity("externalId", format!("{exists}.")),
    }
    .into())
}

/// Makes a customer of a store and returns its row.
///
/// # Errors
/// The database failed.
pub fn make(tx: &mut Tx<'_>, act: &Act<'_>, site: i64, new: &NewCustomer) -> Result<customers::Customer, Fault> {
    let ids = tx.ids(&[(Sequence::Customers, 1), (Sequence::Addresses, usize::from(new.address.is_some()))])?;
    let row = new.numbered(ids[0][0], site, ids[1].first().copied());
    customers::add(tx, &row, &new.phones)?;
    for phone in &new.phones {
        matching::remember(tx, act, Kind::Phone, phone, row.id, true)?;
    }
    if let Some(email) = &row.email {
        matching::remember(tx, act, Kind::Email, email, row.id, true)?;
    }
    let whole = save::whole(&row, act.account);
    let created = Change::new("id", Value::Null, json!(row.id)).marked("created", true);
    let (book, member, event) = (Book::Customers, "customer", "customer.created");
    change::record(tx, act, &Subject { book, id: row.id, site, member, shown: &whole, event }, vec![created])?;
    Ok(row)
}
