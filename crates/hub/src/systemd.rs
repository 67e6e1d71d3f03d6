//! What systemd hears of a server: that it serves, that it still lives, that it ends.

use std::os::unix::net::UnixDatagram;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;

/// The socket of systemd.
#[derive(Debug, Clone)]
pub struct Systemd {
    socket: Arc<UnixDatagram>,
    watchdog: Option<Duration>,
}

impl Systemd {
    /// Connects to the socket of this name; `watchdog` is within how many microseconds systemd wants to hear that the server lives.
    ///
    /// # Errors
    /// It is not there.
    pub fn connect(name: &str, watchdog: Option<u64>) -> std::io::Result<Self> {
        let socket = UnixDatagram::unbound()?;
        match name.strip_prefix('@') {
            #[cfg(target_os = "linux")]
            Some(name) => {
                use std::os::linux::net::SocketAddrExt;
                socket.connect_addr(&std::os::unix::net::SocketAddr::from_abstract_name(name)?)?;
            }
            _ => socket.connect(name)?,
        }
        Ok(Self { socket: Arc::new(socket), watchdog: watchdog.map(Duration::from_micros) })
    }

    fn say(&self, text: &str) {
        if let Err(error) = self.socket.send(text.as_bytes()) {
            tracing::warn!(%error, "systemd cannot be reached");
        }
    }

    /// Says that the server serves. From then on it says that it lives, from the threads that answer pages: when they hang it does not.
    pub fn ready(&self, runtime: &Handle) {
        self.say("READY=1");
        let Some(watchdog) = self.watchdog else { return };
        let own = self.clone();
        runtime.spawn(async move {
            loop {
                own.say("WATCHDOG=1");
                tokio::time::sleep(watchdog / 3).await;
            }
        });
    }

    /// Says that the server ends.
    pub fn stopping(&self) {
        self.say("STOPPING=1");
    }
}
