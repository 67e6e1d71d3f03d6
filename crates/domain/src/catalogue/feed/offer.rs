//! One offer of a feed: what its elements and attributes say, and why it may be refused.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use wire::Money;

/// Why an offer is refused, in a word, and what it is about: an element or a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The line the offer begins in.
    pub line: u64,
    /// Its id, if it has one.
    pub offer: String,
    /// The reason in a word; pages have a sentence for each.
    pub reason: String,
    /// What the sentence speaks of.
    pub about: String,
}

impl Refusal {
    /// The sentence in English, for the command line.
    pub fn sentence(&self) -> String {
        let about = &self.about;
        match self.reason.as_str() {
            "no-id" => "the offer has no id".to_owned(),
            "repeated" => "the feed has another offer with this id".to_owned(),
            "missing" => format!("{about} is missing"),
            "too-long" => format!("{about} is too long"),
            "no-number" => format!("{about} is not a number, or is negative"),
            "no-dimensions" => "dimensions must be three numbers: length/width/height".to_owned(),
            "no-vat" => "vatRate must be \"none\" or a percentage".to_owned(),
            "no-flag" => format!("{about} must be Y or N"),
            "entity" => format!("the entity &{about}; is unknown"),
            other => other.to_owned(),
        }
    }
}

/// A unit of measurement as the feed writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Short form.
    pub sym: String,
}

/// A property of an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Value.
    pub value: String,
}

/// An offer that was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Offer {
    /// The shop's own id.
    pub id: String,
    /// The shop's own id of the product; the offer's where the feed names none.
    pub product_id: String,
    /// How many there are.
    pub quantity: Option<Money>,
    /// Whether it is a service.
    pub is_service: bool,
    /// Name.
    pub name: String,
    /// Name of the product; the offer's where the feed names none.
    pub product_name: String,
    /// Base price.
    pub price: Option<Money>,
    /// What it costs the shop.
    pub purchase_price: Option<Money>,
    /// The shop's own ids of the groups of the product.
    pub groups: Vec<String>,
    /// Page in the shop.
    pub url: Option<String>,
    /// Addresses of pictures, in their order.
    pub pictures: Vec<String>,
    /// Id in the accounting system.
    pub xml_id: Option<String>,
    /// Manufacturer.
    pub vendor: Option<String>,
    /// Bar codes, in their order.
    pub barcodes: Vec<String>,
    /// `none` or a percentage.
    pub vat_rate: Option<String>,
    /// Weight in kilograms.
    pub weight: Option<Money>,
    /// Length, width and height in centimetres.
    pub dimensions: Option<[Money; 3]>,
    /// Unit of measurement.
    pub unit: Option<Unit>,
    /// Whether the product is sold.
    pub product_active: bool,
    /// Whether the offer is sold.
    pub active: bool,
    /// Whether the goods are under mandatory marking.
    pub markable: bool,
    /// Description.
    pub description: Option<String>,
    /// Article number.
    pub article: Option<String>,
    /// Properties, in their order; codes do not repeat.
    pub properties: Vec<Property>,
}

/// An offer under construction: the first thing that is wrong with it is kept.
#[derive(Debug)]
pub struct Draft {
    offer: Offer,
    product_name: Option<String>,
    vendor_code: Option<String>,
    wrong: Option<(&'static str, String)>,
}

/// The most of something that repeats: pictures, bar codes, groups, properties.
const MOST: usize = 200;
/// The longest name, code or id, in characters, and the longest address and description.
const SHORT: usize = 255;
const ADDRESS: usize = 2000;
const LONG: usize = 65_535;

impl Draft {
    /// Begins with the attributes of `offer`, by name.
    pub fn new(attributes: &[(String, String)]) -> Self {
        let mut draft = Self {
            offer: Offer { product_active: true, active: true, ..Offer::default() },
            product_name: None,
            vendor_code: None,
            wrong: None,
        };
        let text = |name: &str| attribute(attributes, name).map(str::to_owned).unwrap_or_default();
        draft.offer.id = draft.short("id", &text("id")).unwrap_or_default();
        draft.offer.product_id = draft.short("productId", &text("productId")).unwrap_or_else(|| draft.offer.id.clone());
        draft.offer.quantity = draft.number("quantity", &text("quantity"));
        // Feeds of other markets have further types, all of them of goods.
        draft.offer.is_service = text("type").trim().eq_ignore_ascii_case("service");
        draft
    }

    fn refuse(&mut self, reason: &'static str, about: &str) {
        self.wrong.get_or_insert_with(|| (reason, about.chars().take(100).collect()));
    }

    /// Notes that a text has an undeclared entity.
    pub fn unknown_entity(&mut self, name: &str) {
        self.refuse("entity", name);
    }

    fn bounded(&mut self, element: &str, text: &str, most: usize) -> Option<String> {
        let text: String = text.trim().chars().filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t')).collect();
        if text.len() > most && text.chars().count() > most {
            self.refuse("too-long", element);
        }
        (!text.is_empty()).then_some(text)
    }

    fn short(&mut self, element: &str, text: &str) -> Option<String> {
        self.bounded(element, text, SHORT)
    }

    /// A number that is not negative; a decimal comma is read as a point.
    fn number(&mut self, element: &str, text: &str) -> Option<Money> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let value = serde_json::Value::String(text.to_owned());
        let number = Money::of(&value).filter(|number| number.0 >= Decimal::ZERO);
        if number.is_none() {
            self.refuse("no-number", element);
        }
        number
    }

    fn flag(&mut self, element: &str, text: &str, default: bool) -> bool {
        match text.trim().to_ascii_lowercase().as_str() {
            "" => default,
            "y" | "yes" | "1" | "true" => true,
            "n" | "no" | "0" | "false" => false,
            _ => {
                self.refuse("no-flag", element);
                default
            }
        }
    }

    /// Takes an element: its name, its attributes and its text.
    pub fn take(&mut self, element: &str, attributes: &[(String, String)], text: &str) {
        match element {
            "name" => self.offer.name = self.short(element, text).unwrap_or_default(),
            "productName" => self.product_name = self.short(element, text),
            "price" => self.offer.price = self.number(element, text),
            "purchasePrice" => self.offer.purchase_price = self.number(element, text),
            "url" => self.offer.url = self.bounded(element, text, ADDRESS),
            "xmlId" => self.offer.xml_id = self.short(element, text),
            "vendor" => self.offer.vendor = self.short(element, text),
            "vendorCode" => self.vendor_code = self.short(element, text),
            "description" => self.offer.description = self.bounded(element, text, LONG),
            "weight" => self.offer.weight = self.number(element, text).or(self.offer.weight),
            "dimensions" => self.offer.dimensions = self.dimensions(text),
            "vatRate" => self.offer.vat_rate = self.vat_rate(text),
            "productActivity" => self.offer.product_active = self.flag(element, text, true),
            "activity" => self.offer.active = self.flag(element, text, true),
            "markable" => self.offer.markable = self.flag(element, text, false),
            "unit" => self.offer.unit = self.unit(attributes),
            "param" => self.param(attributes, text),
            "categoryId" => {
                if let Some(group) = self.short(element, text)
                    && self.offer.groups.len() < MOST
                    && !self.offer.groups.contains(&group)
                {
                    self.offer.groups.push(group);
                }
            }
            "picture" => {
                if let Some(picture) = self.bounded(element, text, ADDRESS)
                    && self.offer.pictures.len() < MOST
                {
                    self.offer.pictures.push(picture);
                }
            }
            "barcode" => {
                if let Some(barcode) = self.short(element, text)
                    && self.offer.barcodes.len() < MOST
                {
                    self.offer.barcodes.push(barcode);
                }
            }
            // Whatever else feeds have is not for us.
            _ => {}
        }
    }

    fn dimensions(&mut self, text: &str) -> Option<[Money; 3]> {
        if text.trim().is_empty() {
            return None;
        }
        let sides: Vec<Money> = text.split('/').filter_map(|side| self.number("dimensions", side)).collect();
        match <[Money; 3]>::try_from(sides) {
            Ok(sides) => sides.iter().any(|side| *side != Money::ZERO).then_some(sides),
            Err(_) => {
                self.refuse("no-dimensions", text);
                None
            }
        }
    }

    fn vat_rate(&mut self, text: &str) -> Option<String> {
        let text = text.trim().trim_end_matches('%').trim();
        if text.is_empty() || text.eq_ignore_ascii_case("none") {
            return (!text.is_empty()).then(|| "none".to_owned());
        }
        let value = serde_json::Value::String(text.to_owned());
        let rate = Money::of(&value).filter(|rate| (Decimal::ZERO..=Decimal::from(100)).contains(&rate.0));
        if rate.is_none() {
            self.refuse("no-vat", text);
        }
        rate.map(|_| text.to_owned())
    }

    fn unit(&mut self, attributes: &[(String, String)]) -> Option<Unit> {
        let code = self.short("unit", attribute(attributes, "code")?)?;
        let name = attribute(attributes, "name").and_then(|name| self.short("unit", name)).unwrap_or_else(|| code.clone());
        let sym = attribute(attributes, "sym").and_then(|sym| self.short("unit", sym)).unwrap_or_else(|| name.clone());
        Some(Unit { code, name, sym })
    }

    fn param(&mut self, attributes: &[(String, String)], text: &str) {
        // A parameter without a code has nothing that it could be called by.
        let Some(code) = attribute(attributes, "code").and_then(|code| self.short("param", code)) else { return };
        let Some(value) = self.short("param", text) else { return };
        match code.as_str() {
            "article" => self.offer.article = Some(value),
            "weight" => {
                let weight = self.number("weight", &value);
                self.offer.weight = self.offer.weight.or(weight);
            }
            _ if self.offer.properties.len() >= MOST => {}
            _ => {
                let name = attribute(attributes, "name").and_then(|name| self.short("param", name)).unwrap_or_else(|| code.clone());
                self.offer.properties.retain(|known| known.code != code);
                self.offer.properties.push(Property { code, name, value });
            }
        }
    }

    /// The offer, or why it is refused.
    ///
    /// # Errors
    /// The reason in a word, what it is about, and the offer's id.
    pub fn finish(mut self) -> Result<Offer, (&'static str, String, String)> {
        if self.offer.id.is_empty() {
            self.wrong = Some(("no-id", String::new()));
        }
        if self.offer.name.is_empty() {
            // A simple product may be called by its product's name alone.
            self.offer.name = self.product_name.clone().unwrap_or_default();
        }
        if self.offer.name.is_empty() {
            self.refuse("missing", "name");
        }
        if self.offer.price.is_none() {
            self.refuse("missing", "price");
        }
        if self.offer.groups.is_empty() {
            self.refuse("missing", "categoryId");
        }
        self.offer.product_name = self.product_name.unwrap_or_else(|| self.offer.name.clone());
        self.offer.article = self.offer.article.or(self.vendor_code);
        match self.wrong {
            Some((reason, about)) => Err((reason, about, self.offer.id)),
            None => Ok(self.offer),
        }
    }
}

/// An attribute by name.
pub fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}
