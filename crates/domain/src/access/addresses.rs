//! Sets of IP addresses: single ones, networks (`10.0.0.0/8`) and ranges (`10.0.0.5-10.0.0.9`), of both versions.

use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

use ipnet::IpNet;
use smallvec::SmallVec;

/// A range of addresses by their numbers, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Range<N> {
    from: N,
    till: N,
}

impl<N: PartialOrd> Range<N> {
    fn holds(&self, number: N) -> bool {
        self.from <= number && number <= self.till
    }
}

impl Range<u128> {
    /// The same range among the addresses of IPv4, where all of it is.
    fn short(self) -> Option<Range<u32>> {
        Some(Range { from: short(self.from)?, till: short(self.till)? })
    }
}

impl FromStr for Range<u128> {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let wrong = || {
            format!(
                "\"{text}\" is not a valid IP address, network or range. Examples: 203.0.113.7, 203.0.113.0/24, 203.0.113.7-203.0.113.20"
            )
        };
        let address = |text: &str| text.trim().parse::<IpAddr>().map_err(|_| wrong());
        let (from, till) = if let Some((from, till)) = text.split_once('-') {
            (address(from)?, address(till)?)
        } else if text.contains('/') {
            let net: IpNet = text.parse().map_err(|_| wrong())?;
            (net.network(), net.broadcast())
        } else {
            (address(text)?, address(text)?)
        };
        let (from, till) = (number(from), number(till));
        if from > till {
            return Err(format!("The end of the range {text} is before its start."));
        }
        Ok(Self { from, till })
    }
}

/// A set of addresses; the empty one holds every address.
///
/// What every call is compared with comes first and is small, see [`Key`](super::gate::Key).
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
#[repr(C)]
pub struct Addresses {
    /// Ranges of IPv4, in either spelling.
    short: SmallVec<[Range<u32>; 2]>,
    /// Those of IPv6.
    long: Box<[Range<u128>]>,
    /// How each was written.
    texts: Box<[Box<str>]>,
}

impl Addresses {
    /// Reads ranges, each a text of its own.
    ///
    /// # Errors
    /// A text that is no range, named.
    pub fn read<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Result<Self, String> {
        let texts: Box<[Box<str>]> = texts.into_iter().map(|text| text.as_ref().trim().into()).collect();
        let (mut short, mut long) = (SmallVec::new(), Vec::new());
        for text in &texts {
            let range: Range<u128> = text.parse()?;
            match range.short() {
                Some(range) => short.push(range),
                None => long.push(range),
            }
        }
        Ok(Self { short, long: long.into(), texts })
    }

    /// Reads ranges separated by commas, blanks or lines.
    ///
    /// # Errors
    /// A text that is no range, named.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::read(text.split([',', '\n', ' ', '\t', '\r', ';']).filter(|part| !part.trim().is_empty()))
    }

    /// True when every address is in it, because none was named.
    pub fn is_open(&self) -> bool {
        // Not the texts: they lie where a check of a key does not look.
        self.short.is_empty() && self.long.is_empty()
    }

    /// True when the address is in it. An IPv4 address is the same whether it is written as one of IPv6 or not.
    pub fn contain(&self, address: IpAddr) -> bool {
        self.is_open() || self.name(address)
    }

    /// True when one of the ranges holds the address.
    pub fn name(&self, address: IpAddr) -> bool {
        let number = number(address);
        short(number).is_some_and(|number| self.short.iter().any(|range| range.holds(number)))
            || self.long.iter().any(|range| range.holds(number))
    }

    fn ranges(&self) -> impl Iterator<Item = (u128, u128)> {
        let short = self.short.iter().map(|range| (IPV4 + u128::from(range.from), IPV4 + u128::from(range.till)));
        short.chain(self.long.iter().map(|range| (range.from, range.till)))
    }

    /// True when every address of this set is in the other one.
    pub fn are_within(&self, other: &Self) -> bool {
        if self.is_open() || other.is_open() {
            return other.is_open();
        }
        let mut ranges: Vec<(u128, u128)> = other.ranges().collect();
        ranges.sort_unstable();
        // Ranges that touch are one range.
        let mut whole: Vec<(u128, u128)> = Vec::new();
        for (from, till) in ranges {
            match whole.last_mut() {
                Some(last) if from <= last.1.saturating_add(1) => last.1 = last.1.max(till),
                _ => whole.push((from, till)),
            }
        }
        self.ranges().all(|range| whole.iter().any(|(from, till)| *from <= range.0 && range.1 <= *till))
    }

    /// The ranges as they were written.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(AsRef::as_ref)
    }
}

/// The number of 0.0.0.0 in its IPv6 spelling.
const IPV4: u128 = 0xffff << 32;

/// The number among the addresses of IPv4, if it is one.
fn short(number: u128) -> Option<u32> {
    number.checked_sub(IPV4)?.try_into().ok()
}

/// IPv4 addresses have the numbers of their IPv6 spellings.
fn number(address: IpAddr) -> u128 {
    let address: Ipv6Addr = match address {
        IpAddr::V4(address) => address.to_ipv6_mapped(),
        IpAddr::V6(address) => address,
    };
    u128::from(address)
}

/// Whose address a request comes from, as trusted proxies, and only they, state it.
///
/// `forwarded` are the values of `X-Forwarded-For`, in order. The chain is walked from its end, where the nearest proxy
/// wrote, for as long as the writer is trusted: what stands further left is unverified.
pub fn client<'a>(peer: IpAddr, forwarded: impl DoubleEndedIterator<Item = &'a str>, trusted: &Addresses) -> IpAddr {
    let mut nearest = peer;
    let hops = forwarded.rev().flat_map(|value| value.rsplit(','));
    for hop in hops {
        if !trusted.name(nearest) {
            break;
        }
        let hop = hop.trim();
        // An empty element is none (RFC 9110): a proxy that adds to an empty header writes ", 203.0.113.7".
        if hop.is_empty() {
            continue;
        }
        // Some proxies write the port too: 203.0.113.7:4711, [2001:db8::1]:4711.
        let read = hop.parse::<IpAddr>().or_else(|_| hop.parse::<std::net::SocketAddr>().map(|address| address.ip()));
        let Ok(address) = read.or_else(|_| hop.trim_matches(['[', ']']).parse()) else { break };
        nearest = address;
    }
    nearest.to_canonical()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn addresses_networks_and_ranges_of_both_versions() {
        let set = Addresses::parse("203.0.113.7, 10.0.0.0/8\n192.0.2.5-192.0.2.9 2001:db8::/32").expect("ranges");
        for inside in ["203.0.113.7", "10.255.0.1", "192.0.2.5", "192.0.2.9", "2001:db8:1::5", "::ffff:10.1.2.3"] {
            assert!(set.contain(ip(inside)), "{inside}");
        }
        for outside in ["203.0.113.8", "11.0.0.0", "192.0.2.4", "192.0.2.10", "2001:db9::", "::1", "::10.0.0.1"] {
            assert!(!set.contain(ip(outside)), "{outside}");
        }
        assert!(Addresses::parse("::ffff:10.0.0.1").expect("an address").contain(ip("10.0.0.1")));
        assert!(Addresses::default().contain(ip("198.51.100.1")) && !Addresses::default().name(ip("198.51.100.1")));
    }

    #[test]
    fn a_set_is_within_another_when_each_of_its_addresses_is() {
        let within = |own: &str, other: &str| {
            let read = |text: &str| Addresses::parse(text).expect("ranges");
            read(own).are_within(&read(other))
        };
        for (own, other) in [
            ("", ""),
            ("10.0.0.1", ""),
            ("10.0.0.0/8", "10.0.0.0/8"),
            ("10.0.0.0/25 10.0.0.128/25", "10.0.0.0/24"),
            ("10.0.0.0/24", "10.0.0.128/25 10.0.0.0/25"),
            ("10.0.0.5-10.0.0.9", "10.0.0.0-10.0.0.7 10.0.0.6-10.0.0.20"),
            ("::ffff:10.0.0.1", "10.0.0.0/8"),
            ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff::/16 ::1"),
        ] {
            assert!(within(own, other), "{own} in {other}");
        }
        for (own, other) in [
            ("", "10.0.0.0/8"),
            ("10.0.0.0/7", "10.0.0.0/8"),
            ("10.0.0.1 11.0.0.1", "10.0.0.0/8"),
            ("10.0.0.5-10.0.0.9", "10.0.0.0-10.0.0.6 10.0.0.8-10.0.0.20"),
            ("0.0.0.0/0", "::/128"),
        ] {
            assert!(!within(own, other), "{own} in {other}");
        }
    }

    #[test]
    fn what_is_no_address_is_named() {
        for wrong in ["10.0.0.0/33", "10.0.0", "somewhere", "10.0.0.9-10.0.0.1", "fe80::1%eth0"] {
            let error = Addresses::parse(wrong).expect_err(wrong);
            assert!(error.contains(wrong), "{error}");
        }
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        let trusted = Addresses::parse("127.0.0.1, 10.0.0.0/8").expect("ranges");
        let client = |peer: &str, chain: &[&str]| client(ip(peer), chain.iter().copied(), &trusted).to_string();
        assert_eq!(client("198.51.100.9", &["10.0.0.1"]), "198.51.100.9", "a stranger's word about themselves");
        assert_eq!(client("127.0.0.1", &["203.0.113.7"]), "203.0.113.7");
        assert_eq!(
            client("127.0.0.1", &["192.0.2.66, 203.0.113.7, 10.0.0.3"]),
            "203.0.113.7",
            "what the client itself wrote is passed over"
        );
        assert_eq!(client("127.0.0.1", &["192.0.2.66", "203.0.113.7"]), "203.0.113.7", "several headers are one chain");
        assert_eq!(client("127.0.0.1", &["10.0.0.9"]), "10.0.0.9", "everybody is trusted: the first of them it is");
        assert_eq!(client("127.0.0.1", &["nonsense"]), "127.0.0.1");
        for empty in
            [&["203.0.113.7, "][..], &["203.0.113.7,,\t,"], &["203.0.113.7", ""], &[", 203.0.113.7 ,10.0.0.3"], &["", "203.0.113.7", ","]]
        {
            assert_eq!(client("127.0.0.1", empty), "203.0.113.7", "{empty:?}");
        }
        assert_eq!(client("127.0.0.1", &["", ", ,"]), "127.0.0.1");
        assert_eq!(client("::ffff:127.0.0.1", &["203.0.113.7:4711"]), "203.0.113.7");
        assert_eq!(client("127.0.0.1", &["[2001:db8::1]:80"]), "2001:db8::1");
    }
}
