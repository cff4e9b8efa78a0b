//! Puts the first script of each document into it, and the style of the page, and pins what Trunk leaves unpinned.
//!
//! - `src/guard.js` stands in `index.html` before everything that loads, and `style/main.css` after it. Where a policy of the host
//!   refuses what stands there, `src/boot.js` takes both from files.
//! - MSAL waits for the guard in a `<template>`, which no browser looks into by itself; the WebAssembly is fetched without a
//!   preload, which Firefox and `WebKit` would not use.
//! - `src/boot.js` goes to the end of the script of `wasm-bindgen`, which it starts: one request for both.
//! - The page says which files are wanted after the sign-in, for its scripts to ask for before the program can.
//! - The scripts of `redirect.html`, whose own name is a contract, get a hash in their names as all others have.
//! - The policy of each document allows by its hash what stands in that document; the files for hosts are made of both policies.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::failure::{About, Result};
use crate::files::{read, write};
use crate::hosts::{self, HostRules, Place};
use crate::markup::{attribute, element, replaced_once, unexpected};
use crate::pin::{self, Pin};
use crate::policy::Policy;
use crate::project::Project;
use crate::static_words;

/// The scripts of `redirect.html`, by what they are called before they have a hash.
const ANSWER_SCRIPTS: [&str; 2] = ["msal-redirect-bridge.min", "redirect"];

/// The one of them that is not Microsoft's, whose bytes stay what they are.
const OUR_ANSWER_SCRIPT: &str = "redirect";

/// The parts that somebody who signs in needs, in that order. `src/boot.js` fetches them while nobody is signed in, and the scripts
/// of `redirect.html` after the first.
const AHEAD: [&str; 3] = ["console", "panel", "paste"];

/// An element of the page as Trunk writes it: how it starts, what its tag holds, and how it ends.
type Element = (&'static str, &'static [&'static str], &'static str);

const PRELOAD: Element = ("<link ", &["rel=preload", "as=fetch"], ">");
const GLUE: Element = ("<link ", &["rel=modulepreload"], ">");
const STYLE: Element = ("<link ", &["rel=stylesheet", "/main-"], ">");
const MSAL: Element = ("<script ", &["msal-browser"], "</script>");
const BOOT: Element = ("<script ", &["/boot-", "type=module"], "</script>");
const TEMPLATE: Element = ("<template ", &["id=boot"], "</template>");

/// Seals the page that Trunk has written.
pub fn seal(project: &Project, dist: &Path) -> Result<()> {
    static_words::put(dist)?;
    let answer = dist.join("redirect.html");
    let answer_guard = without_comments(&project.read("public/redirect-guard.js")?);
    let mut answer_text = read(&answer)?;
    let mut answer_scripts = Vec::new();
    for name in ANSWER_SCRIPTS {
        let plain = dist.join(format!("{name}.js"));
        let contents = read(&plain)?;
        let script = if name == OUR_ANSWER_SCRIPT {
            Script::write(dist, name, &without_comments(&contents))?
        } else {
            Script::write(dist, name, &contents)?
        };
        fs::remove_file(&plain).about("delete", &plain)?;
        answer_text = replaced_once(
            &answer_text,
            &format!("src=\"{name}.js\""),
            &format!("src=\"{}\" integrity=\"{}\"", script.name, script.integrity),
        )?;
        answer_scripts.push(script.name);
    }
    let answer_text = answer_with(&answer_text, &answer_guard)?;
    let policy =
        Policy::of(&answer_text)?.allowing("script-src", &pin::of_inline(&answer_guard))?;
    write(&answer, &policy.put_into(&answer_text)?)?;

    let page = dist.join("index.html");
    let text = read(&page)?;
    let guard = without_comments(&project.read("src/guard.js")?);
    let style = read(&dist.join(file_of(&text, STYLE)?))?;
    let text = page_with(
        &text,
        &Seal {
            guard: &guard,
            style: &style,
            spare: Script::write(dist, "guard", &guard)?,
            start: start(dist, &text)?,
            ahead: ahead(dist, &answer_scripts)?,
        },
    )?;
    let policy = Policy::of(&text)?
        .allowing("script-src", &pin::of_inline(&guard))?
        .allowing("style-src", &pin::of_inline(&style))?;
    write(&page, &policy.put_into(&text)?)?;
    add_version(project, dist)?;
    hosts::write(&HostRules::of_page(dist)?, Place::Page, dist)
}

/// A script that lies beside the documents, with its hash in its name.
struct Script {
    name: String,
    /// <https://www.w3.org/TR/SRI/>
    integrity: String,
}

impl Script {
    fn write(dist: &Path, stem: &str, contents: &str) -> Result<Self> {
        let Pin { mark, integrity } = Pin::of(contents.as_bytes());
        let name = format!("{stem}-{mark}.js");
        write(&dist.join(&name), contents)?;
        Ok(Self { name, integrity })
    }
}

/// What the page is sealed with.
struct Seal<'a> {
    /// The script and the style that stand in it.
    guard: &'a str,
    style: &'a str,
    /// The same script as a file.
    spare: Script,
    /// The script that starts the program.
    start: Script,
    /// The attributes of [`ahead`].
    ahead: String,
}

/// Makes one script of that of `wasm-bindgen` and the one that starts it.
fn start(dist: &Path, page: &str) -> Result<Script> {
    let glue = file_of(page, GLUE)?;
    let stem = glue.rsplit_once('-').map_or(glue, |(stem, _)| stem);
    let (glue, boot) = (dist.join(glue), dist.join(file_of(page, BOOT)?));
    let contents = format!("{}\n{}", read(&glue)?, read(&boot)?);
    for path in [glue, boot] {
        fs::remove_file(&path).about("delete", &path)?;
    }
    Script::write(dist, stem, &contents)
}

/// The file that an element of the page names.
fn file_of(page: &str, (start, marks, end): Element) -> Result<&str> {
    let tag = &page[element(page, start, marks, end)?];
    attribute(tag, "href")
        .or_else(|| attribute(tag, "src"))
        .and_then(|file| file.strip_prefix("./"))
        .ok_or_else(|| unexpected(tag))
}

/// Says which build the page is, in itself and beside it: for a tab that was open when another one took its place.
fn add_version(project: &Project, dist: &Path) -> Result<()> {
    let path = dist.join("index.html");
    let page = read(&path)?;
    let build = Pin::of(page.as_bytes()).mark;
    let marked = replaced_once(
        &page,
        "<template data-js=",
        &format!("<template data-build={build} data-js="),
    )?;
    write(&path, &marked)?;
    let version = json!({"version": project.version()?, "build": build});
    write(&dist.join("version.json"), &format!("{version}\n"))
}

/// What the template says of the files that are wanted next: all of them, and the hash of the first, for which `src/guard.js`
/// asks. Nothing, where the page is in one piece.
fn ahead(dist: &Path, answer_scripts: &[String]) -> Result<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(dist).about("read", dist)? {
        names.extend(entry.about("read", dist)?.file_name().into_string());
    }
    let of_part = |part| {
        let start = format!("token-console-{part}-");
        names.iter().find(|name| {
            name.starts_with(&start) && Path::new(name).extension() == Some("wasm".as_ref())
        })
    };
    let mut files: Vec<&str> = Vec::new();
    for part in AHEAD {
        files.extend(of_part(part).map(String::as_str));
    }
    let Some(first) = files.first().map(|first| dist.join(first)) else {
        return Ok(String::new());
    };
    if files.len() != AHEAD.len() {
        return Err(unexpected("it lacks a part that is wanted next"));
    }
    files.splice(1..1, answer_scripts.iter().map(String::as_str));
    let pin = Pin::of(&fs::read(&first).about("read", &first)?);
    Ok(format!(
        " data-ahead=\"./{}\" data-ahead-integrity=\"{}\"",
        files.join(" ./"),
        pin.integrity
    ))
}

/// The page with its guard before everything that loads.
fn page_with(page: &str, seal: &Seal) -> Result<String> {
    let Seal {
        guard,
        style,
        spare,
        start,
        ahead,
    } = seal;
    let glue = file_of(page, GLUE)?;
    let mut page = page.to_owned();
    let mut taken = |(start, marks, end): Element| -> Result<String> {
        let found = element(&page, start, marks, end)?;
        let text = page[found.clone()].to_owned();
        page.replace_range(found, "");
        Ok(text)
    };
    let preload = taken(PRELOAD)?;
    taken(GLUE)?;
    taken(BOOT)?;
    let msal = taken(MSAL)?;
    let template = taken(TEMPLATE)?;
    let wasm = attribute(&preload, "integrity")
        .ok_or_else(|| unexpected("its WebAssembly has no hash"))?;
    let template = template
        .strip_suffix("></template>")
        .ok_or_else(|| unexpected("something stands in its template"))?;
    let template = replaced_once(template, glue, &start.name)?;
    if page.contains("<script ") {
        return Err(unexpected("it has another script"));
    }
    let place = element(&page, STYLE.0, STYLE.1, STYLE.2)?;
    let link = &page[place.clone()];
    let all = format!(
        "{template} data-integrity=\"{wasm}\"{ahead}>{msal}</template>\
         <template id=spare><script data-cfasync=false src=./{} integrity=\"{}\"></script>{link}</template>\
         <script data-cfasync=false>{guard}</script><style>{style}</style>\
         <script data-cfasync=false fetchpriority=high src=./{} integrity=\"{}\" type=module></script>",
        spare.name, spare.integrity, start.name, start.integrity,
    );
    page.replace_range(place, &all);
    Ok(page)
}

/// The page of the answer with its guard before its scripts.
fn answer_with(page: &str, guard: &str) -> Result<String> {
    let first = element(page, "<script ", &["msal-redirect-bridge"], "</script>")?;
    let mut page = page.to_owned();
    page.insert_str(
        first.start,
        &format!("<script data-cfasync=\"false\">{guard}</script>\n    "),
    );
    Ok(page)
}

/// A script without the lines that are comments, types among them, and without what stands before the others.
fn without_comments(script: &str) -> String {
    script
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !["//", "/*"].iter().any(|mark| line.starts_with(mark)))
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><meta content=\"script-src 'self' 'wasm-unsafe-eval'; x\"><link href=./main-1.css rel=stylesheet>\
        <script defer integrity=sha384-m src=./msal-browser.min-1.js></script>\
        <template data-js=./a-1.js data-wasm=./a.wasm id=boot></template><script src=./boot-1.js type=module></script>\
        <link href=./a-1.js integrity=sha384-a rel=modulepreload>\
        <link as=fetch href=./a.wasm integrity=sha384-w rel=preload></head>";

    fn sealed(page: &str) -> Result<String> {
        let script = |name: &str, integrity: &str| Script {
            name: name.to_owned(),
            integrity: integrity.to_owned(),
        };
        page_with(
            page,
            &Seal {
                guard: "go();",
                style: "a{b:c}",
                spare: script("guard-1.js", "sha384-g"),
                start: script("a-2.js", "sha384-s"),
                ahead: " data-ahead=\"./b.wasm\"".to_owned(),
            },
        )
    }

    #[test]
    fn what_the_guard_starts_waits_for_it() {
        assert_eq!(
            sealed(PAGE).unwrap(),
            "<!doctype html><meta content=\"script-src 'self' 'wasm-unsafe-eval'; x\">\
             <template data-js=./a-2.js data-wasm=./a.wasm id=boot data-integrity=\"sha384-w\" data-ahead=\"./b.wasm\">\
             <script defer integrity=sha384-m src=./msal-browser.min-1.js></script></template>\
             <template id=spare><script data-cfasync=false src=./guard-1.js integrity=\"sha384-g\"></script>\
             <link href=./main-1.css rel=stylesheet></template>\
             <script data-cfasync=false>go();</script><style>a{b:c}</style>\
             <script data-cfasync=false fetchpriority=high src=./a-2.js integrity=\"sha384-s\" type=module></script></head>"
        );
    }

    #[test]
    fn a_page_that_is_not_as_expected_is_not_sealed() {
        for (from, to) in [
            (" integrity=sha384-w", ""),
            ("rel=modulepreload", "rel=other"),
            ("id=boot></", "id=boot>x</"),
            ("data-js=./a-1.js", "data-js=./b.js"),
            ("</head>", "<script src=x></script></head>"),
        ] {
            let page = PAGE.replace(from, to);
            assert_ne!(page, PAGE);
            assert!(sealed(&page).is_err(), "{from}");
        }
    }

    #[test]
    fn the_guards_are_scripts_of_which_only_comments_are_taken() {
        for script in [
            include_str!("../../src/guard.js"),
            include_str!("../../public/redirect-guard.js"),
        ] {
            let bare = without_comments(script);
            assert!(!bare.contains("</"), "it would end the element");
            assert!(!bare.contains('`') && !bare.contains("=>"), "not ES5");
            assert!(!bare.contains("\n*"), "a comment of more than one line");
            assert_eq!(bare.matches('{').count(), bare.matches('}').count());
        }
    }
}
