//! Takes what the pages need from npm packages, packs it and writes the list that the crate includes.
//!
//! Without npm, or without a way to its registry, the list is empty and the build goes on: one warning says what is
//! missing. `LATCHKEY_ASSETS` may be `none` (do not try) or a folder of packages that is there already.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;

/// What is served as it is: the file in its package, the name it is served under, its type.
const SERVED: [(&str, &str, &str); 9] = [
    ("swagger-ui-dist/swagger-ui-bundle.js", "swagger-ui-bundle.js", "text/javascript; charset=utf-8"),
    ("swagger-ui-dist/swagger-ui.css", "swagger-ui.css", "text/css; charset=utf-8"),
    ("swagger-ui-dist/LICENSE", "swagger-ui-license.txt", "text/plain; charset=utf-8"),
    ("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2", "inter-latin.woff2", "font/woff2"),
    ("@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2", "inter-latin-ext.woff2", "font/woff2"),
    ("@fontsource-variable/inter/files/inter-cyrillic-wght-normal.woff2", "inter-cyrillic.woff2", "font/woff2"),
    ("@fontsource-variable/inter/files/inter-cyrillic-ext-wght-normal.woff2", "inter-cyrillic-ext.woff2", "font/woff2"),
    ("@fontsource-variable/inter/LICENSE", "inter-license.txt", "text/plain; charset=utf-8"),
    ("bootstrap-icons/LICENSE", "icons-license.txt", "text/plain; charset=utf-8"),
];

/// The icons of the pages, all of them in one file: the name a page uses, the name in the package.
const ICONS: [(&str, &str); 64] = [
    ("stores", "shop"),
    ("keys", "key"),
    ("reference", "book"),
    ("refusals", "shield-x"),
    ("marketplace", "grid"),
    ("webhooks", "broadcast"),
    ("record", "clock-history"),
    ("people", "people"),
    ("settings", "gear"),
    ("account", "person-circle"),
    ("sign-out", "box-arrow-right"),
    ("add", "plus-lg"),
    ("copy", "copy"),
    ("use", "bar-chart"),
    ("advice", "lightbulb"),
    ("changes", "arrow-left-right"),
    ("try", "question-circle"),
    ("can", "eye"),
    ("rotate", "arrow-repeat"),
    ("off", "slash-circle"),
    ("on", "check-circle"),
    ("leaked", "exclamation-triangle"),
    ("delete", "trash"),
    ("templates", "file-earmark-text"),
    ("who", "person-check"),
    ("care", "bell"),
    ("unused", "moon"),
    ("suspend", "pause-circle"),
    ("start", "house"),
    ("search", "search"),
    ("help", "question-circle"),
    ("more", "three-dots"),
    ("menu", "list"),
    ("back", "arrow-left"),
    ("next", "arrow-right"),
    ("down", "chevron-down"),
    ("right", "chevron-right"),
    ("filters", "sliders"),
    ("close", "x-lg"),
    ("yes", "check-lg"),
    ("done", "check-circle-fill"),
    ("edit", "pencil"),
    ("duplicate", "files"),
    ("extend", "calendar-event"),
    ("download", "download"),
    ("code", "code-slash"),
    ("info", "info-circle"),
    ("fault", "exclamation-circle"),
    ("graph", "graph-up"),
    ("out", "box-arrow-up-right"),
    ("link", "link-45deg"),
    ("person", "person"),
    ("hidden", "eye-slash"),
    ("clock", "clock"),
    ("email", "envelope"),
    ("globe", "globe"),
    ("orders", "bag"),
    ("customers", "person-vcard"),
    ("phone", "telephone"),
    ("place", "geo-alt"),
    ("merge", "intersect"),
    ("pin", "pin-angle"),
    ("braces", "braces"),
    ("books", "database"),
];

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=npm/package.json");
    println!("cargo::rerun-if-changed=npm/package-lock.json");
    println!("cargo::rerun-if-env-changed=LATCHKEY_ASSETS");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    let packages = match std::env::var_os("LATCHKEY_ASSETS") {
        Some(choice) if choice == "none" => Err("LATCHKEY_ASSETS is \"none\"".to_owned()),
        Some(folder) if !folder.is_empty() => Ok(PathBuf::from(folder)),
        _ => install(&out),
    };
    let list = match packages.and_then(|packages| pack(&packages, &out)) {
        Ok(list) => list,
        Err(why) => {
            println!("cargo::rerun-if-env-changed=PATH");
            println!(
                "cargo::warning=built without font, icons and Swagger UI ({why}); for the full looks install Node.js with npm, \
                 run \"cargo clean -p latchkey-assets\" and build again"
            );
            String::new()
        }
    };
    std::fs::write(out.join("assets.rs"), format!("&[\n{list}]\n"))
}

/// Installs the packages of the lock file, without running any script of theirs.
fn install(out: &Path) -> Result<PathBuf, String> {
    let folder = out.join("npm");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    for list in ["package.json", "package-lock.json"] {
        std::fs::copy(Path::new("npm").join(list), folder.join(list)).map_err(|error| error.to_string())?;
    }
    let mut npm = Command::new(if cfg!(windows) { OsString::from("npm.cmd") } else { OsString::from("npm") });
    // Whoever is offline learns so at once, not after minutes of trying again.
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=0", "--loglevel=error"]);
    let ended = npm.current_dir(&folder).output().map_err(|_| "npm was not found".to_owned())?;
    if !ended.status.success() {
        let output = String::from_utf8_lossy(&ended.stderr);
        let line = output.lines().find(|line| line.contains("error")).unwrap_or("no reason was given");
        return Err(format!("npm ci failed: {}", line.trim()));
    }
    Ok(folder.join("node_modules"))
}

/// Packs the files that are served and returns the list of them, as Rust.
fn pack(packages: &Path, out: &Path) -> Result<String, String> {
    let mut list = String::new();
    for (file, name, kind) in SERVED {
        list.push_str(&packed(&read(packages, file)?, name, kind, out)?);
    }
    list.push_str(&packed(sprite(packages)?.as_bytes(), "icons.svg", "image/svg+xml", out)?);
    Ok(list)
}

/// Packs one file and returns its line of the list.
fn packed(bytes: &[u8], name: &str, kind: &str, out: &Path) -> Result<String, String> {
    let packed = out.join(format!("{name}.gz"));
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish()).and_then(|bytes| std::fs::write(&packed, bytes));
    written.map_err(|error| error.to_string())?;
    let (tag, packed) = (crc32fast::hash(bytes), packed.display().to_string());
    Ok(format!("    Asset {{ name: {name:?}, kind: {kind:?}, tag: \"\\\"{tag:08x}\\\"\", packed: include_bytes!({packed:?}) }},\n"))
}

/// The icons as one file, each a symbol by the name that pages use.
fn sprite(packages: &Path) -> Result<String, String> {
    let mut sprite = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" fill=\"currentColor\">");
    for (name, file) in ICONS {
        let bytes = read(packages, &format!("bootstrap-icons/icons/{file}.svg"))?;
        let text = String::from_utf8(bytes).map_err(|error| format!("{file}: {error}"))?;
        let inner = text.split_once('>').and_then(|(_, rest)| rest.rsplit_once("</svg>"));
        let (inner, _) = inner.ok_or_else(|| format!("{file} is no picture"))?;
        let _ = write!(sprite, "<symbol id=\"{name}\" viewBox=\"0 0 16 16\">{}</symbol>", inner.trim());
    }
    sprite.push_str("</svg>");
    Ok(sprite)
}

fn read(packages: &Path, file: &str) -> Result<Vec<u8>, String> {
    let path = packages.join(file);
    std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
}
