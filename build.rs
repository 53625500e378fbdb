//! Puts the front end into the program: the NHS stylesheet and script from npm, and our own
//! `static/` folder, each hashed and compressed (gzip, brotli), in a table that `src/web/assets.rs` includes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use flate2::{Compression, GzBuilder};
use sha2::{Digest, Sha256};

type Outcome<T> = Result<T, String>;

const PACKAGE: &str = "node_modules/nhsuk-frontend";
const REMEDY: &str = "Install Node.js 20 or later, or unpack the nhsuk-frontend package and set \
                      NHSUK_DIST to its dist/nhsuk folder";
/// An SVG has to name its vocabulary; no browser fetches it.
const NAMESPACE: &str = "http://www.w3.org/2000/svg";

struct File {
    logical: String,
    url: String,
    body: Vec<u8>,
    hashed: bool,
}

fn main() {
    if let Err(reason) = run() {
        for line in reason.lines() {
            println!("cargo::error={line}");
        }
        std::process::exit(1);
    }
}

#[expect(clippy::disallowed_methods, reason = "cargo tells a build script everything through the environment")]
fn run() -> Outcome<()> {
    for input in ["build.rs", "package.json", "package-lock.json", "static"] {
        println!("cargo::rerun-if-changed={input}");
    }
    println!("cargo::rerun-if-env-changed=NHSUK_DIST");
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|e| e.to_string())?);
    fs::write(out.join("assets.rs"), table(&gather(&dist()?)?, &out)?).map_err(|e| e.to_string())
}

/// Where the package's built files are, fetched first when they are absent or another version
/// than the lock asks for: a checkout that moves the lock must not ship yesterday's stylesheet.
#[expect(clippy::disallowed_methods, reason = "cargo tells a build script everything through the environment")]
fn dist() -> Outcome<PathBuf> {
    if let Some(folder) = env::var_os("NHSUK_DIST") {
        return Ok(PathBuf::from(folder));
    }
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(|e| e.to_string())?);
    let (dist, manifest) = (root.join(PACKAGE).join("dist/nhsuk"), root.join(PACKAGE).join("package.json"));
    let locked = version(&text(&root.join("package-lock.json"))?, &format!("\"{PACKAGE}\""));
    let present = || fs::read_to_string(&manifest).ok().and_then(|json| version(&json, "\"name\""));
    if !dist.is_dir() || present() != locked {
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        let status = Command::new(npm)
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .current_dir(&root)
            .status()
            .map_err(|e| format!("could not start npm ({e}), which fetches the NHS front end\n{REMEDY}"))?;
        if !status.success() || present() != locked {
            return Err(format!("npm ci could not fetch the NHS front end ({status})\n{REMEDY}"));
        }
    }
    println!("cargo::rerun-if-changed={}", manifest.display());
    Ok(dist)
}

/// The first version after a key: two files are not worth a JSON parser among the build's crates.
fn version(json: &str, key: &str) -> Option<String> {
    let after = json.split_once(key)?.1.split_once("\"version\": \"")?.1;
    Some(after.split_once('"')?.0.to_owned())
}

fn gather(dist: &Path) -> Outcome<Vec<File>> {
    let css = without(&read_text(dist, "nhsuk-frontend.min.css")?, "@font-face", "}");
    let css = without(&css, "/*# sourceMappingURL", "*/");
    let js = read_text(dist, "nhsuk-frontend.min.js")?;
    let js = js.split("//# sourceMappingURL").next().unwrap_or(&js).to_owned();
    let mut files = vec![];
    // Only images the stylesheet draws are shipped: the rest carry the NHS logo.
    for name in images(&css) {
        let body = read(&dist.join("assets/images").join(&name))?;
        files.push(File { url: format!("/assets/images/{name}"), logical: name, body, hashed: false });
    }
    files.push(hashed("nhsuk-frontend.min.css", css.into_bytes()));
    files.push(hashed("nhsuk-frontend.min.js", js.into_bytes()));
    let names: BTreeMap<String, String> =
        files.iter().map(|file| (format!("/assets/{}", file.logical), file.url.clone())).collect();
    let mut own: Vec<PathBuf> = fs::read_dir("static")
        .and_then(|entries| entries.map(|entry| entry.map(|e| e.path())).collect())
        .map_err(|e| format!("static: {e}"))?;
    own.sort();
    for path in own {
        let logical = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // A script imports the package's by its plain name; browsers need the hashed one.
        let body = names.iter().fold(text(&path)?, |body, (plain, url)| body.replace(plain, url));
        files.push(hashed(&logical, body.into_bytes()));
    }
    files.iter().try_for_each(stays_home)?;
    files.sort_by(|a, b| a.url.cmp(&b.url));
    Ok(files)
}

fn hashed(logical: &str, body: Vec<u8>) -> File {
    let mut hash = String::new();
    for byte in &Sha256::digest(&body)[..6] {
        let _ = write!(hash, "{byte:02x}");
    }
    let (stem, extension) = logical.rsplit_once('.').unwrap_or((logical, ""));
    let url = format!("/assets/{stem}.{hash}.{extension}");
    File { logical: logical.to_owned(), url, body, hashed: true }
}

fn without(source: &str, start: &str, end: &str) -> String {
    let mut kept = String::new();
    let mut rest = source;
    while let Some((before, cut)) = rest.split_once(start) {
        kept.push_str(before);
        rest = cut.split_once(end).map_or("", |(_, after)| after);
    }
    kept + rest
}

fn images(css: &str) -> Vec<String> {
    let found = css.split("url(/assets/images/").skip(1).filter_map(|rest| rest.split_once(')'));
    let mut names: Vec<String> = found.map(|(name, _)| name.to_owned()).collect();
    names.sort();
    names.dedup();
    names
}

/// A reader looking for help must not be seen by anyone else, so no shipped file may name
/// another host: the fonts are the case this was written for.
fn stays_home(file: &File) -> Outcome<()> {
    let body = String::from_utf8_lossy(&file.body).replace(NAMESPACE, "");
    let foreign = ["://", "url(//", "\"//", "'//", "`//", "@font-face"];
    match foreign.iter().find(|mark| body.contains(**mark)) {
        Some(mark) => Err(format!("{} refers to another host (it contains {mark})", file.logical)),
        None => Ok(()),
    }
}

fn table(files: &[File], out: &Path) -> Outcome<String> {
    let (mut assets, mut names) = (String::new(), String::new());
    for (index, file) in files.iter().enumerate() {
        let content_type = match file.logical.rsplit('.').next() {
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("svg") => "image/svg+xml",
            _ => return Err(format!("{}: no content type is known for it", file.logical)),
        };
        let mut gzip = GzBuilder::new().write(vec![], Compression::best());
        let gzip = gzip.write_all(&file.body).and_then(|()| gzip.finish());
        let stored = ["", ".gz", ".br"].map(|ending| format!("asset{index}{ending}"));
        let bodies = [file.body.clone(), gzip.map_err(|e| e.to_string())?, brotli(&file.body)?];
        for (name, body) in stored.iter().zip(bodies) {
            fs::write(out.join(name), body).map_err(|e| e.to_string())?;
        }
        let [plain, gzip, brotli] = stored;
        let (url, hashed) = (&file.url, file.hashed);
        let _ = writeln!(
            assets,
            "    Asset {{ path: {url:?}, content_type: {content_type:?}, \
             body: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{plain}\")), \
             gzip: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{gzip}\")), \
             brotli: include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{brotli}\")), \
             immutable: {hashed} }},"
        );
        let _ = writeln!(names, "    ({:?}, {url:?}),", file.logical);
    }
    Ok(format!("static ASSETS: &[Asset] = &[\n{assets}];\nstatic NAMES: &[(&str, &str)] = &[\n{names}];\n"))
}

fn brotli(body: &[u8]) -> Outcome<Vec<u8>> {
    let (mut packed, settings) = (vec![], brotli::enc::BrotliEncoderParams::default());
    brotli::BrotliCompress(&mut &body[..], &mut packed, &settings).map_err(|e| e.to_string())?;
    Ok(packed)
}

fn read_text(dist: &Path, name: &str) -> Outcome<String> {
    let path = dist.join(name);
    println!("cargo::rerun-if-changed={}", path.display());
    text(&path).map_err(|reason| format!("{reason}\n{REMEDY}"))
}

fn text(path: &Path) -> Outcome<String> {
    String::from_utf8(read(path)?).map_err(|e| format!("{}: {e}", path.display()))
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|e| format!("{}: {e}", path.display()))
}
