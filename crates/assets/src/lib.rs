//! What the pages take from npm packages: fetched when the program is built, packed into it, and served from it.
//!
//! Where npm was missing there is nothing here, and the pages do without.

use std::io::Read;

use flate2::read::GzDecoder;

/// A file that is served.
#[derive(Debug, Clone, Copy)]
pub struct Asset {
    /// Its name in addresses.
    pub name: &'static str,
    /// Its media type.
    pub kind: &'static str,
    /// Tells its versions apart, as an `ETag`.
    pub tag: &'static str,
    /// Its bytes, packed by gzip.
    pub packed: &'static [u8],
}

static ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Every file there is: all of them, or none when the program was built without npm.
pub fn all() -> &'static [Asset] {
    ASSETS
}

/// The file of a name.
pub fn find(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.name == name)
}

impl Asset {
    /// Its bytes as they are, for clients that cannot unpack them.
    ///
    /// # Errors
    /// The packed bytes are damaged.
    pub fn plain(&self) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        GzDecoder::new(self.packed).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_can_be_unpacked() {
        for asset in all() {
            let plain = asset.plain().unwrap_or_default();
            // Fonts are packed by their own means already.
            assert!(plain.len() > asset.packed.len() || (!plain.is_empty() && asset.kind == "font/woff2"), "{}", asset.name);
            assert!(find(asset.name).is_some_and(|found| found.tag == asset.tag));
        }
        assert!(find("nothing").is_none());
    }
}
