//! Puts the first script of each document into it, and pins what Trunk leaves unpinned.
//!
//! - `src/guard.js` stands in `index.html` before everything that loads. What it starts waits for it in a `<template>`, which no
//!   browser looks into by itself; the WebAssembly it fetches without a preload, which Firefox and `WebKit` would not use.
//! - It says which files are wanted after the sign-in, for the scripts of the page to ask for before the program can.
//! - The scripts of `redirect.html`, whose own name is a contract, get a hash in their names as all others have.
//! - The policy of each document allows the script of that document by its hash; the files for hosts are made of both policies.

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

/// Seals the page that Trunk has written.
pub fn seal(project: &Project, dist: &Path) -> Result<()> {
    static_words::put(dist)?;
    let guard = without_comments(&project.read("src/guard.js")?);
    let spare = Pin::of(guard.as_bytes());
    let spare_name = format!("guard-{}.js", spare.mark);
    write(&dist.join(&spare_name), &guard)?;

    let answer = dist.join("redirect.html");
    let answer_guard = without_comments(&project.read("public/redirect-guard.js")?);
    let mut answer_text = read(&answer)?;
    let mut answer_scripts = Vec::new();
    for name in ANSWER_SCRIPTS {
        let plain = dist.join(format!("{name}.js"));
        if name == OUR_ANSWER_SCRIPT {
            write(&plain, &without_comments(&read(&plain)?))?;
        }
        let contents = fs::read(&plain).about("read", &plain)?;
        let pin = Pin::of(&contents);
        let hashed = format!("{name}-{}.js", pin.mark);
        let path = dist.join(&hashed);
        fs::rename(&plain, &path).about("rename", &plain)?;
        answer_text = replaced_once(
            &answer_text,
            &format!("src=\"{name}.js\""),
            &format!("src=\"{hashed}\" integrity=\"{}\"", pin.integrity),
        )?;
        answer_scripts.push(hashed);
    }
    answer_text = answer_with(&answer_text, &answer_guard)?;

    let page = dist.join("index.html");
    let ahead = ahead(dist, &answer_scripts)?;
    let sealed = page_with(&read(&page)?, &guard, &spare_name, &spare.integrity, &ahead)?;

    for (path, text, script) in [(page, sealed, guard), (answer, answer_text, answer_guard)] {
        let policy = Policy::of(&text)?.with_script(&pin::of_inline(&script))?;
        write(&path, &policy.put_into(&text)?)?;
    }
    add_version(project, dist)?;
    hosts::write(&HostRules::of_page(dist)?, Place::Page, dist)
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
fn page_with(page: &str, guard: &str, spare: &str, integrity: &str, ahead: &str) -> Result<String> {
    let mut page = page.to_owned();
    let mut taken = |start: &str, marks: &[&str], end: &str| -> Result<String> {
        let found = element(&page, start, marks, end)?;
        let text = page[found.clone()].to_owned();
        page.replace_range(found, "");
        Ok(text)
    };
    let preload = taken("<link ", &["rel=preload", "as=fetch"], ">")?;
    let glue = taken("<link ", &["rel=modulepreload"], ">")?;
    let msal = taken("<script ", &["msal-browser"], "</script>")?;
    let boot = taken("<template ", &["id=boot"], "</template>")?;
    let wasm = attribute(&preload, "integrity")
        .ok_or_else(|| unexpected("its WebAssembly has no hash"))?;
    let boot = boot
        .strip_suffix("></template>")
        .ok_or_else(|| unexpected("something stands in its template"))?;
    let style = element(&page, "<link ", &["rel=stylesheet", "/main-"], ">")?;
    if page.matches("<script ").count() != 1 {
        return Err(unexpected("it has another script"));
    }
    let before = format!(
        "{boot} data-integrity=\"{wasm}\"{ahead}>{glue}{msal}</template>\
         <template id=guard><script data-cfasync=false src=./{spare} integrity=\"{integrity}\"></script></template>\
         <script data-cfasync=false>{guard}</script>"
    );
    page.insert_str(style.start, &before);
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
        <template data-js=./a.js data-wasm=./a.wasm id=boot></template><script src=./boot-1.js type=module></script>\
        <link href=./a.js integrity=sha384-a rel=modulepreload>\
        <link as=fetch href=./a.wasm integrity=sha384-w rel=preload></head>";

    #[test]
    fn what_the_guard_starts_waits_for_it() {
        let page = page_with(
            PAGE,
            "go();",
            "guard-1.js",
            "sha384-g",
            " data-ahead=\"./b.wasm\"",
        )
        .unwrap();
        assert_eq!(
            page,
            "<!doctype html><meta content=\"script-src 'self' 'wasm-unsafe-eval'; x\">\
             <template data-js=./a.js data-wasm=./a.wasm id=boot data-integrity=\"sha384-w\" data-ahead=\"./b.wasm\">\
             <link href=./a.js integrity=sha384-a rel=modulepreload>\
             <script defer integrity=sha384-m src=./msal-browser.min-1.js></script></template>\
             <template id=guard><script data-cfasync=false src=./guard-1.js integrity=\"sha384-g\"></script></template>\
             <script data-cfasync=false>go();</script><link href=./main-1.css rel=stylesheet>\
             <script src=./boot-1.js type=module></script></head>"
        );
    }

    #[test]
    fn a_page_that_is_not_as_expected_is_not_sealed() {
        for (from, to) in [
            (" integrity=sha384-w", ""),
            ("rel=modulepreload", "rel=other"),
            ("id=boot></", "id=boot>x</"),
            ("</head>", "<script src=x></script></head>"),
        ] {
            let page = PAGE.replace(from, to);
            assert!(page_with(&page, "", "", "", "").is_err(), "{from}");
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
