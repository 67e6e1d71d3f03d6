//! Several products at once, made and changed by the API: with the products of feeds, the last change counts.

use database::Tx;
use database::catalogue::groups;
use database::catalogue::offers::{self, Offer};
use database::catalogue::products::{self as kept, Product};
use serde_json::{Value, json};
use wire::request::Bulk;
use wire::store::{AddedProducts, EditedProducts, GroupRef, ProductChange, ProductNamed};
use wire::{Flag, List, Patch, Problem};

use super::intake::search;
use super::narrow::given;
use super::stock::{readable, site_of};
use crate::act::Act;
use crate::draft;
use crate::fault::Fault;

const BLANK: &str = "This value should not be blank.";

/// The store of a product that was sent: by its code, or the id of its catalogue, else that of the call.
fn store_of(act: &Act<'_>, sent: &ProductChange, of_call: Option<i64>) -> Result<Option<i64>, Problem> {
    match sent.catalog_id.value() {
        Some(id) if given(&sent.site).is_none() => {
            let site = act.account.site_by_id(id.0).filter(|site| act.scope.sites.contains(site.id));
            site.map(|site| Some(site.id)).ok_or_else(|| Problem::entity("catalogId", "there is no such catalogue"))
        }
        _ => site_of(act, &sent.site, of_call),
    }
}

/// A problem of one of several products.
fn at(place: usize, fault: Fault) -> Fault {
    match fault {
        Fault::Refused(mut problem) if !problem.errors.is_empty() => {
            problem.errors = problem.errors.into_iter().map(|(path, text)| (format!("products[{place}].{path}"), text)).collect();
            Fault::Refused(problem)
        }
        fault => fault,
    }
}

/// Makes products; each has one offer with its own id and name, which prices and stock can be sent of.
///
/// # Errors
/// One of them cannot be made; none is made then.
pub fn create(tx: &mut Tx<'_>, act: &Act<'_>, sent: &Bulk<ProductChange>, site: Option<i64>) -> Result<AddedProducts, Fault> {
    offers::before_first(tx)?;
    let mut added = Vec::new();
    for (place, sent) in readable("products", sent)?.into_iter().enumerate() {
        added.push(create_one(tx, act, sent, site).map_err(|fault| at(place, fault))?);
    }
    Ok(AddedProducts { processed_products_count: added.len(), added_products: added })
}

fn create_one(tx: &mut Tx<'_>, act: &Act<'_>, sent: &ProductChange, site: Option<i64>) -> Result<i64, Fault> {
    let site = store_of(act, sent, site)?.ok_or_else(|| Problem::entity("catalogId", "name the catalogue, or the store in site"))?;
    let mut product = Product {
        id: 0,
        site,
        external_id: None,
        name: String::new(),
        article: None,
        manufacturer: None,
        url: None,
        kind: "product".to_owned(),
        active: true,
        markable: false,
        marks: [false; 4],
        updated_at: act.now.0,
        search: String::new(),
        body: "{}".to_owned(),
    };
    change(&mut product, sent)?;
    let taken =
        || Problem::entity("externalId", format!("\"{}\" is taken in this store", product.external_id.as_deref().unwrap_or_default()));
    product.id = kept::add(tx, site, &product)?.ok_or_else(taken)?;
    set_groups(tx, act, &product, &sent.groups)?;
    let offer = Offer {
        id: 0,
        site,
        product: product.id,
        external_id: product.external_id.clone(),
        xml_id: None,
        name: product.name.clone(),
        article: product.article.clone(),
        active: true,
        price: None,
        purchase_price: None,
        quantity: None,
        body: "{}".to_owned(),
    };
    let (name, codes) = (search(&[Some(&offer.name)]), search(&[offer.article.as_ref()]));
    // Where an offer has the id already, the product has none of its own.
    offers::add(tx, site, &offer, &name, &codes)?;
    Ok(product.id)
}

/// Changes products. Those that are not found are named in the answer.
///
/// # Errors
/// One of them cannot be changed so; none is changed then.
pub fn edit(tx: &mut Tx<'_>, act: &Act<'_>, sent: &Bulk<ProductChange>, site: Option<i64>) -> Result<EditedProducts, Fault> {
    let mut reply = EditedProducts { processed_products_count: 0, not_found_products: Vec::new() };
    for (place, sent) in readable("products", sent)?.into_iter().enumerate() {
        if edit_one(tx, act, sent, site).map_err(|fault| at(place, fault))? {
            reply.processed_products_count += 1;
        } else {
            let (id, external_id) = (sent.id.value().map(|id| id.0), given(&sent.external_id).map(str::to_owned));
            reply.not_found_products.push(ProductNamed { id, external_id });
        }
    }
    Ok(reply)
}

fn edit_one(tx: &mut Tx<'_>, act: &Act<'_>, sent: &ProductChange, site: Option<i64>) -> Result<bool, Fault> {
    let found = match (sent.id.value(), given(&sent.external_id)) {
        (Some(id), _) => kept::of_ids(tx, act.scope, &[id.0])?.into_iter().next(),
        (None, Some(external_id)) => match store_of(act, sent, site)? {
            Some(site) => kept::of_external(tx, site, external_id)?,
            None => return Err(Problem::entity("catalogId", "name the catalogue, or the store in site").into()),
        },
        (None, None) => return Err(Problem::entity("id", "Set one of the following fields: id, externalId").into()),
    };
    let Some(mut product) = found else { return Ok(false) };
    let before = product.external_id.clone();
    change(&mut product, sent)?;
    if let Some(id) = product.external_id.as_ref().filter(|id| before.as_ref() != Some(*id))
        && kept::of_external(tx, product.site, id)?.is_some()
    {
        return Err(Problem::entity("externalId", format!("\"{id}\" is taken in this store")).into());
    }
    product.updated_at = act.now.0;
    kept::save(tx, product.site, &product)?;
    set_groups(tx, act, &product, &sent.groups)?;
    Ok(true)
}

/// Writes what was sent into a product; what was not sent stays.
fn change(product: &mut Product, sent: &ProductChange) -> Result<(), Fault> {
    if !sent.name.is_absent() || product.name.is_empty() {
        product.name = given(&sent.name).ok_or_else(|| Problem::entity("name", BLANK))?.to_owned();
    }
    let texts = [
        (&mut product.article, &sent.article),
        (&mut product.manufacturer, &sent.manufacturer),
        (&mut product.external_id, &sent.external_id),
    ];
    for (kept, sent) in texts {
        if !sent.is_absent() {
            *kept = given(sent).map(str::to_owned);
        }
    }
    if !sent.url.is_absent() {
        product.url = sent.url.value().map(|url| url.0.trim().to_owned()).filter(|url| !url.is_empty());
    }
    let set = |kept: &mut bool, sent: &Patch<Flag>| {
        if !sent.is_absent() {
            *kept = sent.value().is_some_and(|flag| flag.0);
        }
    };
    set(&mut product.active, &sent.active);
    set(&mut product.markable, &sent.markable);
    for (kept, sent) in product.marks.iter_mut().zip([&sent.popular, &sent.stock, &sent.novelty, &sent.recommended]) {
        set(kept, sent);
    }
    match given(&sent.r#type) {
        None => {}
        Some(kind @ ("product" | "service")) => product.kind = kind.to_owned(),
        Some(_) => return Err(Problem::entity("type", "must be one of: product, service").into()),
    }
    if !sent.description.is_absent() {
        let mut body = draft::read(&product.body)?;
        match sent.description.value().filter(|text| !text.is_empty()) {
            Some(text) => drop(body.insert("description".to_owned(), json!(text.0))),
            None => drop(body.shift_remove("description")),
        }
        product.body = Value::Object(body).to_string();
    }
    product.search = search(&[Some(&product.name), product.article.as_ref()]);
    Ok(())
}

/// Puts a product into the groups that were sent, all of its store.
fn set_groups(tx: &mut Tx<'_>, act: &Act<'_>, product: &Product, sent: &Patch<List<GroupRef>>) -> Result<(), Fault> {
    if sent.is_absent() {
        return Ok(());
    }
    let mut ids = Vec::new();
    for (place, group) in sent.value().into_iter().flat_map(|groups| groups.iter()).enumerate().take(1000) {
        let found = match (group.id.value(), given(&group.external_id)) {
            (Some(id), _) => groups::of_id(tx, act.scope, id.0)?.filter(|found| found.site == product.site),
            (None, Some(external_id)) => groups::of_external(tx, product.site, external_id)?,
            (None, None) => {
                return Err(Problem::entity(format!("groups[{place}]"), "Set one of the following fields: id, externalId").into());
            }
        };
        let unknown = || Problem::entity(format!("groups[{place}]"), "there is no such group in this store");
        ids.push(found.ok_or_else(unknown)?.id);
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(kept::set_groups(tx, product.site, product.id, &ids)?)
}
