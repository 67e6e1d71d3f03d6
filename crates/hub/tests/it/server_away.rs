//! A PostgreSQL server that goes away and comes back, and the ways to reach it over TLS.

use database::Location;
use domain::fault::Fault;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tempfile::TempDir;

use crate::support::cluster::Cluster;
use crate::support::command::{Outcome, program, run};
use crate::support::fresh::setting;
use crate::support::{Call, Server, TestHub, reply};

/// Whether the tests run on PostgreSQL; those in here need no database that is made for them.
fn on_postgres() -> bool {
    setting("LATCHKEY_TEST_DATABASE").as_deref() == Some("postgres")
}

/// Runs a command on the database at this address.
fn command(folder: &TempDir, address: &str, arguments: &[&str]) -> Outcome {
    let mut command = program();
    command.args(arguments).arg("--data").arg(folder.path()).arg("--database").arg(address);
    run(command, "")
}

#[test]
fn calls_are_answered_by_503_while_the_database_is_away_and_as_before_when_it_is_back() {
    if !on_postgres() {
        return;
    }
    let cluster = Cluster::start("", "host all all 127.0.0.1/32 trust\n", &[]);
    let (folder, address) = (TempDir::new().expect("a folder can be made"), cluster.address("127.0.0.1", ""));
    command(&folder, &address, &["site", "add", "north", "--name", "North"]).ok();
    let made = command(&folder, &address, &["key", "add", "--name", "A key", "--sites", "all", "--methods", "all", "--json"]).ok();
    let token = serde_json::from_str::<serde_json::Value>(&made).expect("it is JSON")["token"].as_str().expect("a token").to_owned();
    let mut serve = program();
    serve.args(["serve", "--listen", "127.0.0.1:0", "--log", "off", "--data"]).arg(folder.path()).arg("--database").arg(&address);
    let server = Server::start(serve);
    let key = server.holder(&token);
    let create = |id: &str| key.call(Call::post("/orders/create").form(form! { order: {externalId: id, firstName: "Ann"} }));
    let mut number = 0;
    let mut fresh = || {
        number += 1;
        number.to_string()
    };
    create(&fresh()).is(201);
    for _ in 0..2 {
        cluster.stop();
        for _ in 0..12 {
            // More than there are connections, so that each of them is seen to fail.
            let replies = [create(&fresh()), key.get("/orders", form! {}), key.get("/orders/history", form! {})];
            for reply in replies {
                assert!(reply.header("retry-after").is_some(), "{reply}");
                reply.refused(503, "Service Temporarily Unavailable");
            }
        }
        let asked =
            format!("GET /integration/keys HTTP/1.1\r\nHost: x\r\nCookie: latchkey={}\r\nConnection: close\r\n\r\n", "a".repeat(43));
        let page = reply::exchange_bytes(server.address, asked.as_bytes()).expect("the server listens");
        let page = String::from_utf8_lossy(&page).to_ascii_lowercase();
        assert!(page.starts_with("http/1.1 503") && page.contains("\r\nretry-after: "), "{page}");
        cluster.again();
        // A node that could not hear of changes admits no call before it has caught up.
        let mut replies = (0..600).map(|_| {
            std::thread::sleep(std::time::Duration::from_millis(100));
            create(&fresh())
        });
        assert!(replies.any(|reply| reply.status == 201), "the database is back");
        let statuses: Vec<u16> = (0..12).map(|_| create(&fresh()).status).collect();
        assert_eq!(statuses, [201; 12], "every connection is made anew");
    }
}

struct Certificates {
    root: String,
    server: String,
    key: String,
}

/// An authority, and the certificate of a server that is called `localhost`.
fn certificates() -> Certificates {
    let mut root = CertificateParams::default();
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let root = CertifiedIssuer::self_signed(root, KeyPair::generate().expect("a key can be made")).expect("an authority can be made");
    let key = KeyPair::generate().expect("a key can be made");
    let server = CertificateParams::new(vec!["localhost".to_owned()]).and_then(|server| server.signed_by(&key, &root));
    Certificates { root: root.pem(), server: server.expect("a certificate can be made").pem(), key: key.serialize_pem() }
}

#[test]
fn the_way_to_the_database_is_encrypted_and_its_certificate_is_checked_as_sslmode_says() {
    if !on_postgres() {
        return;
    }
    let (ours, others) = (certificates(), certificates());
    let access = "hostssl all all 127.0.0.1/32 trust\nhostssl all all ::1/128 trust\n";
    let files = [("server.crt", ours.server.as_str()), ("server.key", ours.key.as_str())];
    let cluster = Cluster::start("ssl = on\nssl_cert_file = 'server.crt'\nssl_key_file = 'server.key'", access, &files);
    let folder = TempDir::new().expect("a folder can be made");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("the folder can be written");
        path.display().to_string()
    };
    let (right, wrong, itself) = (file("right.pem", &ours.root), file("wrong.pem", &others.root), file("itself.pem", &ours.server));
    let reach = |host: &str, parameters: &str| command(&folder, &cluster.address(host, parameters), &["site", "list"]);
    for parameters in [
        // What is not said is `prefer`.
        "".to_owned(),
        "sslmode=allow".to_owned(),
        "sslmode=prefer".to_owned(),
        "sslmode=require".to_owned(),
        format!("sslmode=require&sslrootcert={right}"),
        format!("sslmode=verify-ca&sslrootcert={right}"),
        format!("sslmode=verify-full&sslrootcert={right}"),
        format!("sslmode=verify-full&sslrootcert={itself}"),
    ] {
        let outcome = reach("localhost", &parameters);
        assert_eq!((outcome.code, outcome.err.as_str()), (0, ""), "{parameters}");
    }
    // The certificate is not that of an address.
    assert_eq!(reach("127.0.0.1", &format!("sslmode=verify-ca&sslrootcert={right}")).code, 0);
    for (host, parameters) in [
        ("localhost", "sslmode=disable".to_owned()),
        ("127.0.0.1", format!("sslmode=verify-full&sslrootcert={right}")),
        ("localhost", format!("sslmode=verify-full&sslrootcert={wrong}")),
        ("localhost", format!("sslmode=verify-ca&sslrootcert={wrong}")),
        ("localhost", format!("sslmode=require&sslrootcert={wrong}")),
        // No public authority has signed it.
        ("localhost", "sslmode=verify-full".to_owned()),
        ("localhost", "sslrootcert=system".to_owned()),
    ] {
        let view = reach(host, &parameters).refused();
        assert!(view.contains("PostgreSQL") || view.contains("database"), "{parameters}: {view}");
    }
}

/// Without TLS there is none to be had.
#[test]
fn a_server_without_tls_is_reached_where_tls_is_only_preferred() {
    if !on_postgres() {
        return;
    }
    let cluster = Cluster::start("", "host all all 127.0.0.1/32 trust\n", &[]);
    let folder = TempDir::new().expect("a folder can be made");
    let reach = |parameters: &str| command(&folder, &cluster.address("127.0.0.1", parameters), &["site", "list"]);
    for parameters in ["", "sslmode=disable", "sslmode=allow", "sslmode=prefer"] {
        assert_eq!(reach(parameters).code, 0, "{parameters}");
    }
    for parameters in ["sslmode=require", "sslmode=verify-ca", "sslmode=verify-full"] {
        reach(parameters).refused();
    }
    let location = Location::Server(cluster.address("127.0.0.1", "sslmode=sometimes"));
    let view = database::Database::open(&database::Options::at(location)).map(drop).expect_err("there is no such mode");
    assert!(view.to_string().contains("sslmode must be"), "{view}");
}

#[test]
fn what_passes_is_answered_by_503_and_slips_of_ours_by_500() {
    let hub = TestHub::new();
    if hub.hub.db.reads_here() {
        return;
    }
    // Full, too many connections, stopped, no lock in time, a standby, an error of the disk, starting up.
    let passing = ["53100", "53200", "53300", "57014", "55P03", "25006", "58030", "57P03", "08006"].map(|code| (code, 503));
    let ours = ["23505", "42601", "22012", "42P01"].map(|code| (code, 500));
    for (code, status) in passing.into_iter().chain(ours) {
        let failing = format!("DO $$ BEGIN RAISE EXCEPTION 'as if' USING ERRCODE = '{code}'; END $$");
        let failed = hub.hub.db.write_now(move |tx| Ok::<_, Fault>(tx.execute(database::Sql::new(failing.clone())).map(drop)?));
        assert_eq!(failed.expect_err("it fails").into_problem().status, status, "{code}");
    }
}
