//! The methods of /store.

mod lines;
mod lists;
mod uploads;
mod writing;

use std::io::{Seek, Write};

use domain::catalogue::loads;
use hub::work::catalogue::{Job, Loaded};

use crate::support::TestHub;

impl TestHub {
    /// Loads a feed with these offers into a store.
    #[track_caller]
    pub fn load(&self, site: &str, offers: &str) -> Loaded {
        let account = self.hub.account();
        let site = account.site(site).expect("there is the store").id;
        let now = self.clock.now();
        let begun = self.hub.db.write_apart(move |tx| loads::begin(tx, site, "feed.xml", now)).expect("it begins");
        let job = Job { db: &self.hub.db, clock: &self.clock, site, load: begun.expect("no other load runs") };
        let mut file = tempfile::tempfile().expect("a file can be made");
        let feed = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><yml_catalog date=\"2026-01-01 10:00:00\"><shop><categories>
             <category id=\"drinks\">Drinks</category><category id=\"tea\" parentId=\"drinks\">Tea</category><category id=\"cups\">Cups</category>
             </categories><offers>{offers}</offers></shop></yml_catalog>"
        );
        file.write_all(feed.as_bytes()).and_then(|()| file.rewind()).expect("it can be written");
        job.run(file, &mut |_| true).expect("the feed is loaded")
    }
}

/// A product of two offers, and one of one offer.
pub const FEED: &str = r##"
    <offer id="t#1" productId="t" quantity="5"><name>Green tea, 100 g</name><productName>Green tea</productName><price>10.50</price>
        <purchasePrice>4</purchasePrice><categoryId>tea</categoryId><url>https://shop.test/tea</url><picture>https://shop.test/t1.jpg</picture>
        <xmlId>x-1</xmlId><vendor>Maker</vendor><barcode>4600000000017</barcode><vatRate>20</vatRate><weight>0.1</weight>
        <dimensions>10/5/2</dimensions><unit code="pack" name="Pack" sym="pk."/><description>Fine</description>
        <param name="Article" code="article">A-100</param><param name="Size" code="size">100</param><param name="Leaf" code="leaf">whole</param></offer>
    <offer id="t#2" productId="t" quantity="7"><name>Green tea, 200 g</name><productName>Green tea</productName><price>20</price>
        <categoryId>tea</categoryId><xmlId>x-2</xmlId><param name="Article" code="article">A-200</param>
        <param name="Size" code="size">200</param><param name="Leaf" code="leaf">whole</param></offer>
    <offer id="c" quantity="0"><name>Cup</name><price>99</price><categoryId>cups</categoryId><activity>N</activity>
        <param name="Colour" code="color">white</param></offer>"##;
