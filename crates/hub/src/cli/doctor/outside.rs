//! What the doctor looks at beyond this machine: the public address as the hub sees it through its proxy, TLS, mail, webhooks.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use database::webhooks::Webhook;
use database::{Database, webhooks};
use domain::access::sealed::Seal;
use domain::clock::Clock;
use domain::fault::Fault;
use domain::webhooks::{Place, Target, Ways};
use serde_json::Value;
use tokio_rustls::rustls::client::WebPkiServerVerifier;
use tokio_rustls::rustls::client::danger::ServerCertVerifier;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{ServerName, UnixTime};

use super::Found;
use crate::config::Config;
use crate::metrics::seen::{CODE, PATH};
use crate::threads;
use crate::work::post::{self, Poster};

/// A certificate that expires within so many days is to be renewed.
const DAYS_LEFT: u64 = 14;
/// The address that the doctor claims to call from: one of those kept for documentation.
pub const CLAIMED: &str = "203.0.113.77";
/// How many webhooks are tried.
const WEBHOOKS: usize = 20;

/// The lines about what is outside; `seal` is that of the data folder, and `db` the account's database, where they could be read.
pub fn look(config: &Config, seal: Option<&Seal>, db: Option<&Database>) -> Vec<(&'static str, Found)> {
    let runtime = match threads::single() {
        Ok(runtime) => runtime,
        Err(error) => return vec![("public address", Err(format!("no threads can be started: {error}")))],
    };
    let mut lines = Vec::new();
    // The database is not asked from within the runtime: it waits by itself.
    let active = db.map(|db| db.read_now(webhooks::all).map(|all| all.into_iter().filter(|webhook| webhook.active).collect::<Vec<_>>()));
    runtime.block_on(async {
        match &config.public_url {
            None => lines.push(("public address", Ok("none is set: the hub is for this machine".to_owned()))),
            Some(url) if url.starts_with("http://") && !is_local(url) => lines.push((
                "public address",
                Err(format!("{url} has no TLS: keys would cross the network in the clear; put a proxy with TLS in front, or set tls-cert, and use https://")),
            )),
            Some(url) => {
                if url.starts_with("https://") {
                    lines.push(("TLS", certificate(url).await));
                }
                lines.push(("public address", through(config, url, seal).await));
            }
        }
        lines.push(("mail server", mail(config).await));
        lines.extend(collector(config).await.map(|found| ("traces", found)));
        match active {
            Some(Ok(active)) => lines.push(("webhook targets", targets(&active, config.webhooks_allow_private).await)),
            Some(Err(error)) => lines.push(("webhook targets", Err(Fault::from(error).to_string()))),
            None => {}
        }
    });
    lines
}

/// Whether an address is one of this machine.
fn is_local(url: &str) -> bool {
    let host = Target::read(url, true).map(|target| target.host).unwrap_or_default();
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|host| host.is_loopback())
}

/// Whether the certificate of an address is one that clients trust, now and for some days to come.
pub async fn certificate(url: &str) -> Found {
    let target = Target::read(url, true)?;
    let stream = Poster::new(true).connect(&target).await.map_err(|error| format!("{url} cannot be reached: {error}"))?;
    let name = ServerName::try_from(target.host.clone()).map_err(|_| format!("{} is not a valid server name", target.host))?;
    let secured = tokio::time::timeout(post::PATIENCE, post::trusting()?.connect(name.clone(), stream)).await;
    let secured = secured.map_err(|_| format!("{url} does not answer in TLS"))?;
    let secured = secured.map_err(|error| {
        format!("clients refuse the certificate of {url}: {error}; use one of an authority they trust, with its whole chain, for this host")
    })?;
    let chain = secured.get_ref().1.peer_certificates().unwrap_or_default();
    let (Some((leaf, others)), later) = (chain.split_first(), Clock::system().now().0.max(0).cast_unsigned() + DAYS_LEFT * 86_400) else {
        return Err(format!("{url} shows no certificate"));
    };
    let provider = Arc::new(ring::default_provider());
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(post::trusted()?), provider).build();
    let verifier = verifier.map_err(|error| format!("the certificate cannot be looked at: {error}"))?;
    let later = UnixTime::since_unix_epoch(Duration::from_secs(later));
    match verifier.verify_server_cert(leaf, others, &name, &[], later) {
        Ok(_) => Ok(format!("clients trust the certificate of {}, also in {DAYS_LEFT} days", target.host)),
        Err(_) => Err(format!("the certificate of {} expires within {DAYS_LEFT} days: renew it", target.host)),
    }
}

/// What the hub sees of a call that comes through the public address.
async fn through(config: &Config, url: &str, seal: Option<&Seal>) -> Found {
    let Some(seal) = seal else { return Err(format!("{url} cannot be tried without the seal")) };
    let origin: String = url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    let headers = [(CODE, seal.doctor_code(Clock::system().now())), ("origin", origin.clone()), ("x-forwarded-for", CLAIMED.to_owned())];
    let answer = Poster::new(true).get(&format!("{url}{PATH}"), &headers).await;
    let (status, body) =
        answer.map_err(|error| format!("{url} cannot be reached: {error}; start the server, and check name, port and proxy"))?;
    let seen: Value = serde_json::from_slice(&body).unwrap_or_default();
    if status != 200 || !seen["peer"].is_string() {
        return Err(format!("what answers at {url} is not this hub (status {status}): let the proxy lead the whole address to it"));
    }
    let text = |name: &str| seen[name].as_str().unwrap_or_default();
    judge(config, url, &origin, (text("host"), text("origin"), text("peer"), text("client"), text("forwarded")))
}

/// What follows from what the hub has seen: host, origin, the address that called it, the one it takes for the client's, and the
/// header that says so.
fn judge(config: &Config, url: &str, origin: &str, seen: (&str, &str, &str, &str, &str)) -> Found {
    let (host, came, peer, client, forwarded) = seen;
    let trusted = peer.parse::<IpAddr>().is_ok_and(|peer| config.trusted_proxies.name(peer));
    if client == CLAIMED {
        return Err(format!(
            "a client can claim any address: the proxy {peer} passes X-Forwarded-For on as it came. Let it set the header to the address it \
             was called from (nginx: proxy_set_header X-Forwarded-For $remote_addr;)"
        ));
    }
    if !trusted && forwarded != CLAIMED {
        return Err(format!("calls come through {peer}, which trusted-proxies does not name: every client has its address. Add it"));
    }
    if trusted && forwarded.is_empty() {
        return Err(format!("the proxy {peer} does not say who calls: let it set X-Forwarded-For to the address it was called from"));
    }
    if came != origin {
        return Err(format!("the header Origin is lost on the way: forms of the pages are refused. Let the proxy pass it on to {url}"));
    }
    let authority = origin.split_once("://").map_or(origin, |parts| parts.1);
    let host = if host.eq_ignore_ascii_case(authority) { String::new() } else { format!("; the hub is called by another name, {host}") };
    Ok(format!("{url} leads here, and the hub sees each client's own address: {client} calls{host}"))
}

async fn mail(config: &Config) -> Found {
    match &config.mail {
        None => Ok("none: no emails are sent".to_owned()),
        Some(mail) => match mail.test().await {
            Ok(()) => Ok("it answers and takes the user and password".to_owned()),
            Err(error) => Err(format!("{error}; see the option mail-server")),
        },
    }
}

/// Whether the collector of traces takes a request without spans; none where there is no collector.
async fn collector(config: &Config) -> Option<Found> {
    let collector = config.traces.as_ref()?;
    let headers: Vec<_> = collector.headers.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    Some(match Poster::new(true).post(&collector.url, &headers, r#"{"resourceSpans":[]}"#.to_owned()).await {
        Ok(200..=299) => Ok(format!("{} takes them, {} of a hundred calls", collector.url, collector.percent)),
        Ok(status) => Err(format!("{} answers {status}; see the options traces-endpoint and traces-headers", collector.url)),
        Err(error) => Err(format!("{}: {error}; see the option traces-endpoint", collector.url)),
    })
}

/// Whether the targets of webhooks can be reached; nothing is sent to them.
async fn targets(active: &[Webhook], private: bool) -> Found {
    let poster = Poster::new(private);
    let (mut tried, mut wrong) = (0, Vec::new());
    for webhook in active.iter().take(WEBHOOKS) {
        let Ok(Place::Program(target)) = Place::read(&webhook.url, Ways { private, mail: true }) else { continue };
        tried += 1;
        if let Err(error) = poster.reach(&target).await {
            wrong.push(format!("webhook {}: {error}", webhook.id));
        }
    }
    if wrong.is_empty() { Ok(format!("reached: {tried}")) } else { Err(format!("{}; check the URL, or disable it", wrong.join("; "))) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Common, Serving};

    fn found(proxies: &str, seen: (&str, &str, &str, &str, &str)) -> Found {
        let serving = Serving { trusted_proxies: Some(proxies.to_owned()), ..Serving::default() };
        let config = Config::decide(&Common::default(), &serving).unwrap_or_else(|error| panic!("{error}"));
        judge(&config, "https://hub.example.com", "https://hub.example.com", seen)
    }

    #[test]
    fn each_fault_of_a_proxy_is_named() {
        const ORIGIN: &str = "https://hub.example.com";
        let good = ("hub.example.com", ORIGIN, "10.0.0.1", "192.0.2.9", "192.0.2.9");
        assert!(found("10.0.0.1", good).is_ok_and(|text| text.contains("192.0.2.9 calls") && !text.contains("another name")));
        let appended = ("hub.example.com", ORIGIN, "10.0.0.1", "192.0.2.9", "203.0.113.77, 192.0.2.9");
        assert!(found("10.0.0.1", appended).is_ok());
        for (proxies, seen, said) in [
            ("10.0.0.1", ("hub.example.com", ORIGIN, "10.0.0.1", CLAIMED, CLAIMED), "claim any address"),
            ("", ("hub.example.com", ORIGIN, "10.0.0.1", "10.0.0.1", "203.0.113.77, 192.0.2.9"), "trusted-proxies does not name"),
            ("10.0.0.2", ("hub.example.com", ORIGIN, "10.0.0.1", "10.0.0.1", "192.0.2.9"), "trusted-proxies does not name"),
            ("10.0.0.1", ("hub.example.com", ORIGIN, "10.0.0.1", "10.0.0.1", ""), "does not say who calls"),
            ("10.0.0.1", ("hub.example.com", "", "10.0.0.1", "192.0.2.9", "192.0.2.9"), "Origin is lost"),
        ] {
            assert!(found(proxies, seen).is_err_and(|text| text.contains(said)), "{seen:?}");
        }
        // Without a trusted proxy, the forwarded address is the one the client sent.
        assert!(found("", ("127.0.0.1:8080", ORIGIN, "127.0.0.1", "127.0.0.1", CLAIMED)).is_ok_and(|text| text.contains("another name")));
    }
}
