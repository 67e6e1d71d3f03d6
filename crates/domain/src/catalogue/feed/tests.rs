//! Feeds of every kind, good and broken.

use wire::Money;

use super::*;

fn read(feed: &str) -> Result<Vec<Piece>, Broken> {
    let mut feed = Feed::new(feed.as_bytes());
    let mut pieces = Vec::new();
    while let Some(piece) = feed.piece()? {
        pieces.push(piece);
    }
    Ok(pieces)
}

/// A feed with these offers.
fn with(offers: &str) -> String {
    format!(
        "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE yml_catalog SYSTEM \"shops.dtd\">\n\
         <yml_catalog date=\"2026-01-01 10:00:00\"><shop><name>Tea</name><categories><category id=\"1\">All</category></categories>\n\
         <offers>\n{offers}\n</offers></shop></yml_catalog>"
    )
}

fn offers(feed: &str) -> Vec<Offer> {
    let pieces = read(&with(feed)).unwrap_or_else(|broken| panic!("{broken:?}"));
    pieces.into_iter().filter_map(|piece| if let Piece::Offer(_, offer) = piece { Some(*offer) } else { None }).collect()
}

fn refusals(feed: &str) -> Vec<Refusal> {
    let pieces = read(&with(feed)).unwrap_or_else(|broken| panic!("{broken:?}"));
    pieces.into_iter().filter_map(|piece| if let Piece::Refused(refusal) = piece { Some(refusal) } else { None }).collect()
}

const PLAIN: &str = "<name>A</name><price>1</price><categoryId>1</categoryId>";

#[test]
fn an_offer_has_everything_the_format_knows() {
    let found = offers(
        "<offer id=\"12#3-4\" productId=\"12\" quantity=\"7.5\" type=\"service\">
        <url>https://shop.test/a?b=1&amp;c=2</url><price>99.90</price><purchasePrice>0</purchasePrice>
        <categoryId>1</categoryId><categoryId>2</categoryId><picture>https://shop.test/1.jpg</picture><picture>https://shop.test/2.jpg</picture>
        <name>Tea &lt;green&gt; 5&nbsp;g &#169;</name><productName><![CDATA[Tea & more]]></productName><xmlId>guid#1</xmlId><vendor>Maker</vendor>
        <barcode>4600000000017</barcode><barcode>4600000000024</barcode><vatRate>20</vatRate><weight>0.125</weight><dimensions>10/20.5/30</dimensions>
        <unit code=\"pcs\" name=\"Piece\" sym=\"pc.\"/><productActivity>N</productActivity><activity>Y</activity><markable>Y</markable>
        <description>Soft<br/>and <b>green</b></description>
        <param name=\"Article\" code=\"article\">T-1</param><param name=\"Size\" code=\"size\">L</param><param name=\"Colour\" code=\"color\">red</param>
        <param name=\"No code\">lost</param><currencyId>RUB</currencyId></offer>",
    );
    let [offer] = found.as_slice() else { panic!("{found:?}") };
    let money = |text: &str| Money::of(&serde_json::json!(text));
    assert_eq!((offer.id.as_str(), offer.product_id.as_str(), offer.is_service), ("12#3-4", "12", true));
    assert_eq!((offer.name.as_str(), offer.product_name.as_str()), ("Tea <green> 5\u{a0}g ©", "Tea & more"));
    assert_eq!((offer.price, offer.purchase_price, offer.quantity), (money("99.9"), money("0"), money("7.5")));
    assert_eq!(offer.groups, ["1", "2"]);
    assert_eq!(offer.url.as_deref(), Some("https://shop.test/a?b=1&c=2"));
    assert_eq!(offer.pictures.len(), 2);
    assert_eq!(offer.barcodes, ["4600000000017", "4600000000024"]);
    assert_eq!((offer.xml_id.as_deref(), offer.vendor.as_deref(), offer.vat_rate.as_deref()), (Some("guid#1"), Some("Maker"), Some("20")));
    assert_eq!((offer.weight, offer.dimensions.map(|sides| sides[1])), (money("0.125"), money("20.5")));
    assert_eq!(offer.unit.as_ref().map(|unit| (unit.code.as_str(), unit.sym.as_str())), Some(("pcs", "pc.")));
    assert_eq!((offer.product_active, offer.active, offer.markable), (false, true, true));
    assert_eq!(offer.description.as_deref(), Some("Softand green"));
    assert_eq!(offer.article.as_deref(), Some("T-1"));
    let codes: Vec<(&str, &str)> = offer.properties.iter().map(|property| (property.code.as_str(), property.value.as_str())).collect();
    assert_eq!(codes, [("size", "L"), ("color", "red")]);
}

#[test]
fn what_may_be_left_out_has_a_default() {
    let [offer] =
        &offers(&format!("<offer id=\"a\" type=\"vendor.model\">{PLAIN}<dimensions>0/0/0</dimensions><vatRate>none</vatRate></offer>"))[..]
    else {
        panic!("one offer")
    };
    assert_eq!((offer.product_id.as_str(), offer.product_name.as_str()), ("a", "A"));
    assert!(offer.active && offer.product_active && !offer.markable && !offer.is_service);
    assert_eq!((offer.quantity, offer.dimensions, offer.vat_rate.as_deref()), (None, None, Some("none")));
    assert_eq!(offers(&format!("<offer id=\"a\">{PLAIN}<vendorCode>V-1</vendorCode></offer>"))[0].article.as_deref(), Some("V-1"));
}

#[test]
fn both_styles_of_groups_are_read() {
    let feed = "<yml_catalog><shop><categories>
        <category id=\"c-9f\" parentId=\"root\"><name>Leaf &amp; co</name><picture>https://shop.test/1.jpg</picture><picture>x</picture></category>
        <category id=\"root\" parentId=\"0\">Root</category><category id=\"\">None</category></categories></shop></yml_catalog>";
    let group = |id: &str, parent: Option<&str>, name: &str, level| Group {
        id: id.into(),
        parent: parent.map(Into::into),
        name: name.into(),
        level,
    };
    assert_eq!(read(feed), Ok(vec![Piece::Groups(vec![group("c-9f", Some("root"), "Leaf & co", 2), group("root", None, "Root", 1)])]));
}

#[test]
fn a_wrong_offer_is_refused_with_its_line_and_does_not_cost_the_others() {
    let long = "x".repeat(256);
    let wrong = [
        ("<offer>", PLAIN.to_owned(), "no-id", ""),
        ("<offer id=\"a\">", "<price>1</price><categoryId>1</categoryId>".to_owned(), "missing", "name"),
        ("<offer id=\"a\">", "<name>A</name><categoryId>1</categoryId>".to_owned(), "missing", "price"),
        ("<offer id=\"a\">", "<name>A</name><price>1</price>".to_owned(), "missing", "categoryId"),
        ("<offer id=\"a\">", PLAIN.replace("<price>1", "<price>ten"), "no-number", "price"),
        ("<offer id=\"a\">", PLAIN.replace("<price>1", "<price>-1"), "no-number", "price"),
        ("<offer id=\"a\" quantity=\"many\">", PLAIN.to_owned(), "no-number", "quantity"),
        ("<offer id=\"a\">", format!("{PLAIN}<purchasePrice>1e99</purchasePrice>"), "no-number", "purchasePrice"),
        ("<offer id=\"a\">", format!("{PLAIN}<dimensions>1/2</dimensions>"), "no-dimensions", "1/2"),
        ("<offer id=\"a\">", format!("{PLAIN}<vatRate>often</vatRate>"), "no-vat", "often"),
        ("<offer id=\"a\">", format!("{PLAIN}<activity>maybe</activity>"), "no-flag", "activity"),
        ("<offer id=\"a\">", format!("<name>{long}</name>{PLAIN}"), "too-long", "name"),
        ("<offer id=\"a\">", format!("{PLAIN}<vendor>&company;</vendor>"), "entity", "company"),
    ];
    for (begin, inner, reason, about) in wrong {
        let feed = format!("<offer id=\"good\">{PLAIN}</offer>\n\n{begin}{inner}</offer>\n<offer id=\"also\">{PLAIN}</offer>");
        let found = refusals(&feed);
        let id = if reason == "no-id" { "" } else { "a" };
        let expected = Refusal { line: 7, offer: id.to_owned(), reason: reason.to_owned(), about: about.to_owned() };
        assert_eq!(found, [expected], "{begin}{inner}");
        assert!(!found[0].sentence().is_empty());
        assert_eq!(offers(&feed).len(), 2, "{begin}{inner}");
    }
}

#[test]
fn a_broken_feed_is_refused_with_its_line() {
    let good = with(&format!("<offer id=\"a\">{PLAIN}</offer>"));
    let large = format!("<offer id=\"a\"><name>{}</name></offer>", "x".repeat(source::PIECE + 1));
    let broken = [
        (String::new(), "no-catalogue"),
        ("no XML at all".to_owned(), "no-catalogue"),
        ("<html><body>404</body></html>".to_owned(), "no-catalogue"),
        (good[..good.len() - 40].to_owned(), "cut-off"),
        (good[..good.len() - 8].to_owned(), "cut-off"),
        (good.replace("</name>", "</nome>"), "xml"),
        (good.replace("UTF-8", "windows-1251"), "encoding"),
        (with(&large), "too-large"),
        (with(&format!("<offer id=\"a\">{}</offer>", "<a>".repeat(50))), "too-deep"),
    ];
    for (feed, reason) in broken {
        let found = read(&feed);
        assert!(found.as_ref().is_err_and(|broken| broken.reason == reason), "{reason}: {found:?}");
    }
    let mut bytes = good.into_bytes();
    let at = bytes.windows(3).position(|part| part == b"<na").unwrap_or_default() + 7;
    bytes[at] = 0xff;
    let mut feed = Feed::new(bytes.as_slice());
    let found = std::iter::from_fn(|| feed.piece().transpose()).find_map(Result::err);
    assert!(found.as_ref().is_some_and(|broken| broken.reason == "encoding"), "{found:?}");
}

#[test]
fn entities_that_a_document_declares_do_not_grow() {
    let feed = "<!DOCTYPE yml_catalog [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
        .to_owned()
        + with(&format!("<offer id=\"a\">{PLAIN}<vendor>&b;</vendor></offer><offer id=\"b\">{PLAIN}<vendor>&f;</vendor></offer>"))
            .split_once("shops.dtd\">")
            .map_or("", |parts| parts.1);
    let pieces = read(&feed).unwrap_or_else(|broken| panic!("{broken:?}"));
    let reasons: Vec<&str> =
        pieces.iter().filter_map(|piece| if let Piece::Refused(refusal) = piece { Some(refusal.reason.as_str()) } else { None }).collect();
    assert_eq!(reasons, ["entity", "entity"]);
}
