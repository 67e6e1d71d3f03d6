//! A new order: everything about it that can be worked out before the database is held, down to the texts of its rows.

use database::order_items::Line;
use database::orders;
use database::payments::Payment;
use wire::Moment;

use crate::account::Account;
use crate::customers::NewCustomer;
use crate::draft::{self, Body};
use crate::fault::Fault;
use crate::matching::Clues;
use crate::orders::save::{Draft, Texts};
use crate::orders::{buyer, goods};
use crate::phone::Phones;

/// An order that was found good and waits for its ids and its customer.
#[derive(Debug, Clone)]
pub struct NewOrder {
    /// What it says about its customer.
    pub clues: Clues,
    /// The contact person that it names for a corporate customer.
    pub(super) contact: Clues,
    /// The company of the corporate customer that it names.
    pub(super) company: Option<wire::corporate::CorporateName>,
    /// The customer to make if none is found.
    pub customer: NewCustomer,
    /// Its row, without ids, customer and body.
    row: orders::Order,
    /// The offers of its lines, where they name one of the catalogue.
    offers: Vec<Option<i64>>,
    /// The rows of its payments, without ids.
    payments: Vec<Payment>,
    /// What it is written of, without ids.
    texts: Texts,
    /// What later rows of its history show of it, without its id.
    stub: String,
    /// Whether it names its customer and says nothing else of the buyer.
    asks_card: bool,
}

/// The ids of an order and its parts.
pub(super) struct Ids<'a> {
    /// Of the order.
    pub order: i64,
    /// Of its lines.
    pub items: &'a [i64],
    /// Of its payments.
    pub payments: &'a [i64],
}

/// An order with its ids.
pub(super) struct Numbered {
    /// Its row; the customer is still to be put in.
    pub row: orders::Order,
    /// Its lines.
    pub lines: Vec<Line>,
    /// The rows of its payments.
    pub payments: Vec<Payment>,
    /// What it is written of.
    pub texts: Texts,
    /// What later rows of its history show of it.
    pub stub: String,
}

impl NewOrder {
    /// Writes a draft out that has no ids yet.
    pub(super) fn of(draft: &Draft, clues: Clues, customer: NewCustomer, account: &Account, now: Moment) -> Self {
        let names_customer = clues.id.is_some() || clues.external_id.is_some() || clues.browser_id.is_some();
        Self {
            asks_card: names_customer && !buyer::is_told(&draft.body),
            clues,
            contact: Clues::default(),
            company: None,
            customer,
            row: draft.row(now, String::new()),
            offers: draft.items.iter().map(goods::offer_of).collect(),
            payments: draft.payment_rows(),
            texts: draft.texts(),
            stub: draft.stub(account),
        }
    }

    /// Whether the card of its customer says who the buyer is.
    pub(super) fn asks_card(&self) -> bool {
        self.asks_card
    }

    /// The same order with a buyer: few orders ask for one, and they are written out once more.
    ///
    /// # Errors
    /// It cannot be read again.
    pub(super) fn with_buyer(&self, buyer: Body, account: &Account, now: Moment) -> Result<Self, Fault> {
        let read = |text: &String| draft::read(text);
        let mut body = draft::read(&self.texts.body)?;
        body.extend(buyer);
        let mut draft = Draft {
            id: 0,
            site: self.row.site,
            customer: None,
            linked: false,
            merged_into: None,
            body,
            items: self.texts.items.iter().map(read).collect::<Result<_, _>>()?,
            payments: self.texts.payments.iter().map(|(_, text)| text).map(read).collect::<Result<_, _>>()?,
            phones: Phones::default(),
        };
        draft.read_phones(Phones::of_facets(&self.row.facets).country.as_deref(), account);
        Ok(Self { row: draft.row(now, String::new()), texts: draft.texts(), ..self.clone() })
    }

    /// Its store.
    pub(super) fn site(&self) -> i64 {
        self.row.site
    }

    /// The client's own id.
    pub(super) fn external_id(&self) -> Option<&str> {
        self.row.external_id.as_deref()
    }

    /// The client's own ids of its payments.
    pub(super) fn payment_ids(&self) -> impl Iterator<Item = &str> {
        self.payments.iter().filter_map(|payment| payment.external_id.as_deref())
    }

    /// The place of the payment with such an id.
    pub(super) fn place_of_payment(&self, external_id: &str) -> usize {
        self.payments.iter().position(|payment| payment.external_id.as_deref() == Some(external_id)).unwrap_or(0)
    }

    /// How many lines and payments it has.
    pub(super) fn parts(&self) -> (usize, usize) {
        (self.texts.items.len(), self.texts.payments.len())
    }

    /// Puts ids where they belong. An order without a number of its own gets one that is made of its id.
    pub(super) fn numbered(&self, ids: &Ids<'_>) -> Numbered {
        let mut row = orders::Order { id: ids.order, ..self.row.clone() };
        let mut body = self.texts.body.clone();
        if row.number.is_empty() {
            row.number = format!("{}A", row.id);
            body.pop();
            body.push_str(",\"number\":");
            draft::push_text(&mut body, &row.number);
            body.push('}');
        }
        let items = self.texts.items.iter().zip(ids.items).map(|(text, id)| draft::identified(*id, text)).collect();
        let payments = self.texts.payments.iter().zip(ids.payments).map(|((_, text), id)| (*id, draft::identified(*id, text))).collect();
        let texts = Texts { body, items, payments };
        row.body = texts.kept();
        Numbered {
            lines: ids.items.iter().zip(&self.offers).map(|(id, offer)| Line { id: *id, offer: *offer }).collect(),
            payments: self
                .payments
                .iter()
                .zip(ids.payments)
                .map(|(row, id)| Payment { id: *id, order: ids.order, ..row.clone() })
                .collect(),
            stub: draft::identified(ids.order, &self.stub),
            texts,
            row,
        }
    }
}
