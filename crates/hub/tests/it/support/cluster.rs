//! `Cluster`: a PostgreSQL server of a test's own, for what cannot be tried on the one that all tests share.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A cluster that listens on a port of the loopback address. It goes when this does.
pub struct Cluster {
    folder: TempDir,
    programs: PathBuf,
    /// Who runs it, where the tests run as root: PostgreSQL refuses to.
    user: Option<&'static str>,
    port: u16,
}

impl Cluster {
    /// Makes one and starts it, with these lines in `postgresql.conf` and `pg_hba.conf`, and these files in its folder.
    pub fn start(settings: &str, access: &str, files: &[(&str, &str)]) -> Self {
        let folder = TempDir::with_prefix("latchkey-cluster-").expect("a folder can be made");
        let root = fs::metadata("/proc/self").is_ok_and(|about| about.uid() == 0);
        let user = root.then(|| if known("postgres") { "postgres" } else { "nobody" });
        // The port is free now; that another program takes it in between is unlikely.
        let port = TcpListener::bind(("127.0.0.1", 0)).and_then(|free| free.local_addr()).expect("a port is free").port();
        let cluster = Self { folder, programs: programs(), user, port };
        if let Some(user) = user {
            let given = Command::new("chown").arg(user).arg(cluster.folder.path()).status().expect("there is chown");
            assert!(given.success(), "the folder cannot be given to {user}");
        }
        let data = cluster.data();
        cluster.run("initdb", &["-U", "latchkey", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-D", &data]);
        for (name, text) in files {
            cluster.write(name, text);
        }
        let socket = cluster.folder.path().display();
        let own = format!("listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = '{socket}'\nfsync = off\n{settings}\n");
        let shared = fs::read_to_string(Path::new(&data).join("postgresql.conf")).expect("initdb has made it");
        cluster.write("postgresql.conf", &format!("{shared}\n{own}"));
        cluster.write("pg_hba.conf", access);
        cluster.again();
        cluster
    }

    /// The address of its one database, with parameters such as `sslmode=require`; the host is the name or the address
    /// of this machine.
    pub fn address(&self, host: &str, parameters: &str) -> String {
        format!("postgres://latchkey@{host}:{}/postgres?{parameters}", self.port)
    }

    /// Stops it, as an operator does who does not wait for anybody.
    pub fn stop(&self) {
        self.run("pg_ctl", &["stop", "-D", &self.data(), "-m", "fast", "-s", "-w"]);
    }

    /// Starts it again, on the same port.
    pub fn again(&self) {
        let log = self.folder.path().join("log").display().to_string();
        self.run("pg_ctl", &["start", "-D", &self.data(), "-s", "-w", "-t", "120", "-l", &log]);
    }

    fn data(&self) -> String {
        self.folder.path().join("data").display().to_string()
    }

    /// Writes a file of the data folder, which only its owner may read.
    fn write(&self, name: &str, text: &str) {
        let path = Path::new(&self.data()).join(name);
        fs::write(&path, text).expect("the data folder can be written");
        let mode = Command::new("chmod").arg("600").arg(&path).status().expect("there is chmod");
        let owner = self.user.map(|user| Command::new("chown").arg(user).arg(&path).status().expect("there is chown"));
        assert!(mode.success() && owner.is_none_or(|owner| owner.success()), "{} cannot be given away", path.display());
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let program = self.programs.join(program);
        let mut command = match self.user {
            None => Command::new(&program),
            Some(user) => {
                let mut command = Command::new("runuser");
                command.args(["-u", user, "--"]).arg(&program);
                command
            }
        };
        // What it leaves running must not hold on to the test's output.
        let log = fs::File::create(self.folder.path().join("output")).expect("a file can be made");
        let ended = command
            .args(arguments)
            .current_dir("/")
            .stdout(log.try_clone().expect("a file can be shared"))
            .stderr(log)
            .status()
            .unwrap_or_else(|error| panic!("{} cannot be run: {error}", program.display()));
        let output = || fs::read_to_string(self.folder.path().join("output")).unwrap_or_default();
        let log = || fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
        assert!(ended.success(), "{} failed: {}{}", program.display(), output(), log());
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // It may have been stopped already.
        let data = self.data();
        let program = self.programs.join("pg_ctl");
        let mut command = self.user.map_or_else(|| Command::new(&program), |_| Command::new("runuser"));
        if let Some(user) = self.user {
            command.args(["-u", user, "--"]).arg(&program);
        }
        let _ = command.args(["stop", "-D", &data, "-m", "immediate", "-s"]).current_dir("/").output();
    }
}

fn known(user: &str) -> bool {
    Command::new("id").arg(user).output().is_ok_and(|output| output.status.success())
}

/// The folder of PostgreSQL's programs, which Debian keeps off the path.
fn programs() -> PathBuf {
    let mut folders: Vec<PathBuf> =
        fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|version| version.path().join("bin")).collect();
    folders.sort();
    folders.into_iter().rev().find(|folder| folder.join("initdb").exists()).unwrap_or_default()
}
