//! Where events may be sent: whole addresses, and machines that are out in the open.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{Ipv4Net, Ipv6Net};

/// Networks of version 4 that do not lead out into the open.
const CLOSED_4: [(Ipv4Addr, u8); 16] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 31, 196, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// The only networks of version 6 that do are the global ones; of these, those that do not.
const OPEN_6: (Ipv6Addr, u8) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);
const CLOSED_6: [(Ipv6Addr, u8); 3] = [
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

/// Whether an address leads out into the open: not to this machine, not into its networks, not to the metadata of a cloud.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !CLOSED_4.iter().any(|(net, length)| Ipv4Net::new_assert(*net, *length).contains(&address)),
        IpAddr::V6(address) => embedded(address).map_or_else(
            || {
                let within = |(net, length): &(Ipv6Addr, u8)| Ipv6Net::new_assert(*net, *length).contains(&address);
                within(&OPEN_6) && !CLOSED_6.iter().any(within)
            },
            |inner| is_public(IpAddr::V4(inner)),
        ),
    }
}

/// The address of version 4 that one of version 6 leads to.
fn embedded(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let part = |high: u16, low: u16| Some(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)));
    match address.segments() {
        // Mapped.
        [0, 0, 0, 0, 0, 0xffff, high, low] => part(high, low),
        // Translated.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => part(high, low),
        // 6to4.
        [0x2002, high, low, ..] => part(high, low),
        _ => None,
    }
}

/// A whole address, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Whether it is encrypted.
    pub secure: bool,
    /// The host, without the brackets of an address of version 6.
    pub host: String,
    /// The port.
    pub port: u16,
    /// Host and port as the address writes them.
    pub authority: String,
    /// Path and query.
    pub path: String,
}

impl Target {
    /// Reads `https://host/path`. `private` allows what only makes sense within one's own networks: plain `http`, and
    /// addresses that do not lead out.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(url: &str, private: bool) -> Result<Self, String> {
        let bad = || format!("\"{}\" is not a complete URL. Example: https://example.com/hooks", url.chars().take(200).collect::<String>());
        if url.len() > 2000 || url.contains(|email: char| email.is_control() || email.is_whitespace() || !email.is_ascii()) {
            return Err(bad());
        }
        let (scheme, rest) = url.split_once("://").ok_or_else(bad)?;
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" if private => false,
            "http" => return Err("Use an https:// URL.".to_owned()),
            _ => return Err(bad()),
        };
        let rest = rest.split('#').next().unwrap_or_default();
        let end = rest.find(['/', '?', '\\']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        if authority.contains('@') {
            return Err("The URL must not contain a user name or a password; messages are signed instead.".to_owned());
        }
        let (host, port) = match authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((host, "")) => (host, None),
            Some((host, port)) => (host, Some(port.strip_prefix(':').ok_or_else(bad)?)),
            None => authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port))),
        };
        let port = match port {
            Some(port) => port.parse().ok().filter(|port| *port != 0).ok_or_else(bad)?,
            None if secure => 443,
            None => 80,
        };
        let v6 = authority.starts_with('[');
        let named = !v6 && !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
        if path.starts_with('\\') || !(named || v6 && host.parse::<Ipv6Addr>().is_ok()) {
            return Err(bad());
        }
        if !private && host.parse::<IpAddr>().is_ok_and(|address| !is_public(address)) {
            return Err(closed(host));
        }
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        Ok(Self { secure, host: host.to_owned(), port, authority: authority.to_owned(), path })
    }
}

/// Why an address is not taken.
pub fn closed(address: &str) -> String {
    format!("{address} is in a private network; to allow this, start the server with --webhooks-allow-private.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_out_in_the_open_are_public() {
        for open in
            ["1.1.1.1", "93.184.216.34", "172.15.0.1", "172.32.0.1", "100.63.0.1", "2606:4700::1111", "2a00:1450::1", "::ffff:1.1.1.1"]
        {
            assert!(open.parse().is_ok_and(is_public), "{open}");
        }
        for closed in [
            "127.0.0.1",
            "127.8.8.8",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "100.127.0.1",
            "192.0.0.8",
            "192.0.2.1",
            "198.18.0.1",
            "198.19.0.1",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fec0::1",
            "fc00::1",
            "fd12:3456::1",
            "ff02::1",
            "2001:db8::1",
            "2001::1",
            "100::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::10.0.0.1",
            "64:ff9b:1::1",
            "2002:a00:1::",
            "2002:7f00:1::1",
        ] {
            assert!(closed.parse().is_ok_and(|address| !is_public(address)), "{closed}");
        }
    }

    #[test]
    fn an_address_is_taken_apart() {
        let read = |url: &str| Target::read(url, true).unwrap_or_else(|error| panic!("{error}"));
        let target = read("https://Example.com:8443/hooks/a?b=c#d");
        assert_eq!((target.secure, target.host.as_str(), target.port), (true, "Example.com", 8443));
        assert_eq!((target.authority.as_str(), target.path.as_str()), ("Example.com:8443", "/hooks/a?b=c"));
        let target = read("http://[fd00::1]?x");
        assert_eq!((target.host.as_str(), target.port, target.path.as_str()), ("fd00::1", 80, "/?x"));
    }

    #[test]
    fn what_must_not_be_called_is_refused_when_it_is_written_down() {
        for wrong in [
            "",
            "example.com",
            "ftp://example.com",
            "https://",
            "https:///x",
            "https://user:pass@example.com",
            "https://exa mple.com",
            "https://example.com:0",
            "https://example.com:99999",
            "https://example.com:x",
            "https://[::1",
            "https://[x]/",
            "https://ex\u{e4}mple.com",
            "https://a\r\nb",
            "https://a\\@b",
            "javascript:alert(1)",
        ] {
            assert!(Target::read(wrong, true).is_err(), "{wrong}");
        }
        for closed in ["http://example.com", "https://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/latest", "https://10.0.0.1:9"]
        {
            assert!(Target::read(closed, false).is_err(), "{closed}");
            assert!(Target::read(closed, true).is_ok(), "{closed}");
        }
    }
}
