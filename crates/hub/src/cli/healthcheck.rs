//! `latchkey healthcheck`: whether the server of these options is ready, for containers and scripts.

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream, ToSocketAddrs};
use std::time::Duration;

use crate::cli::{Stop, local_tls, output};
use crate::config::{Common, Config, Serving};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// Ask the server of these options whether it is ready to answer calls; exits with 1 when it is not
#[derive(clap::Args)]
pub struct Healthcheck {
    /// The address that the server listens on [LATCHKEY_LISTEN; default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// Ask only whether it is alive
    #[arg(long)]
    alive: bool,
    /// The server speaks TLS itself, as it does with the option tls-cert
    #[arg(long)]
    tls: bool,
}

pub fn run(common: &Common, asked: &Healthcheck) -> Result<(), Stop> {
    let serving = Serving { listen: asked.listen.clone(), ..Serving::default() };
    let config = Config::decide(common, &serving).map_err(Stop::Usage)?;
    let path = if asked.alive { "/healthz" } else { "/readyz" };
    let (status, text) = ask(&config.listen, path, asked.tls || config.tls.is_some())
        .map_err(|error| Stop::Refused(format!("{} does not answer: {error}", config.listen)))?;
    if status == 200 { output::text(&text) } else { Err(Stop::Refused(text)) }
}

/// The status and the body that a server answers.
fn ask(listen: &str, path: &str, tls: bool) -> std::io::Result<(u16, String)> {
    let mut found = listen.to_socket_addrs()?;
    let address = found.next().ok_or_else(|| std::io::Error::other("there is no such address"))?;
    let stream = TcpStream::connect_timeout(&reached(address), PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    if tls { exchange(local_tls::secured(stream)?, path) } else { exchange(stream, path) }
}

fn exchange(mut stream: impl Read + Write, path: &str) -> std::io::Result<(u16, String)> {
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    let read = stream.take(64 * 1024).read_to_string(&mut answer);
    // Over TLS a server may end the connection without saying so.
    if let (Err(error), true) = (read, answer.is_empty()) {
        return Err(error);
    }
    let status = answer.split_whitespace().nth(1).and_then(|text| text.parse().ok());
    let status = status.ok_or_else(|| std::io::Error::other("what answers is no HTTP server"))?;
    Ok((status, answer.split_once("\r\n\r\n").map_or_else(String::new, |(_, body)| body.trim().to_owned())))
}

/// Where an address that is listened on is reached: one that means every address of the machine, at the machine itself.
fn reached(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip(if address.is_ipv4() { IpAddr::V4(Ipv4Addr::LOCALHOST) } else { IpAddr::V6(Ipv6Addr::LOCALHOST) });
    }
    address
}
