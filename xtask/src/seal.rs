//! Puts the first script of each document into it, and pins what Trunk leaves unpinned.
//!
//! - `src/guard.js` stands in `index.html` before everything that loads. What it starts waits for it in a `<template>`, which no
//!   browser looks into by itself; the WebAssembly it fetches without a preload, which Firefox and `WebKit` would not use.
//! - The scripts of `redirect.html`, whose own name is a contract, get a hash in their names as all others have.
//! - Each policy, in the documents and in the files for hosts, allows the script of its document by its hash.

use std::fs;
use std::path::Path;

use crate::failure::{About, Failure, Result};
use crate::pin::{self, Pin};
use crate::project::Project;
use crate::static_words;

/// The scripts of `redirect.html`, by what they are called before they have a hash.
const ANSWER_SCRIPTS: [&str; 2] = ["msal-redirect-bridge.min", "redirect"];

/// The one of them that is not Microsoft's, whose bytes stay what they are.
const OUR_ANSWER_SCRIPT: &str = "redirect";

/// The start of the policy of `index.html`, and of that of `redirect.html`, up to where a hash belongs.
const PAGE_POLICY: &str = "script-src 'self' 'wasm-unsafe-eval'";
const ANSWER_POLICY: &str = "script-src 'self'";

/// Seals the page that Trunk has written.
pub fn seal(project: &Project, dist: &Path) -> Result<()> {
    static_words::put(dist)?;
    let guard = without_comments(&project.read("src/guard.js")?);
    let spare = Pin::of(guard.as_bytes());
    let spare_name = format!("guard-{}.js", spare.mark);
    write(&dist.join(&spare_name), &guard)?;
    let page = dist.join("index.html");
    let sealed = page_with(&read(&page)?, &guard, &spare_name, &spare.integrity)?;

    let answer = dist.join("redirect.html");
    let answer_guard = without_comments(&project.read("public/redirect-guard.js")?);
    let mut answer_text = read(&answer)?;
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
        answer_text = replaced(
            &answer_text,
            &format!("src=\"{name}.js\""),
            &format!("src=\"{hashed}\" integrity=\"{}\"", pin.integrity),
            1,
        )?;
    }
    answer_text = answer_with(&answer_text, &answer_guard)?;

    let page_hash = pin::of_inline(&guard);
    let answer_hash = pin::of_inline(&answer_guard);
    write(&page, &allowed(&sealed, PAGE_POLICY, &page_hash, 1)?)?;
    write(
        &answer,
        &allowed(&answer_text, ANSWER_POLICY, &answer_hash, 1)?,
    )?;
    // The policy of the page stands there once for each address of it.
    for (name, times) in [("_headers", 2), ("staticwebapp.config.json", 1)] {
        let path = dist.join(name);
        let text = allowed(&read(&path)?, PAGE_POLICY, &page_hash, times)?;
        write(&path, &allowed(&text, ANSWER_POLICY, &answer_hash, 1)?)?;
    }
    Ok(())
}

/// The page with its guard before everything that loads.
fn page_with(page: &str, guard: &str, spare: &str, integrity: &str) -> Result<String> {
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
    let later = taken("<link ", &["rel=stylesheet", "/console-"], ">")?;
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
        "{boot} data-integrity=\"{wasm}\">{glue}{msal}</template>\
         <template id=later>{later}</template>\
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

/// Where the one element is that starts so, and whose first tag holds these marks.
fn element(page: &str, start: &str, marks: &[&str], end: &str) -> Result<std::ops::Range<usize>> {
    let mut found = page.match_indices(start).filter_map(|(at, _)| {
        let tag = at + page[at..].find('>')?;
        let is_meant = marks.iter().all(|mark| page[at..=tag].contains(mark));
        let length = page[at..].find(end)? + end.len();
        is_meant.then_some(at..at + length)
    });
    match (found.next(), found.next()) {
        (Some(range), None) => Ok(range),
        _ => Err(unexpected(&format!("{start}{}", marks.join(" ")))),
    }
}

/// An attribute of a tag, with or without quotes.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(&format!(" {name}="))?;
    match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split([' ', '>']).next(),
    }
}

/// A policy that ends its list of scripts here also allows the one with this hash.
fn allowed(text: &str, policy: &str, hash: &str, times: usize) -> Result<String> {
    replaced(
        text,
        &format!("{policy};"),
        &format!("{policy} {hash};"),
        times,
    )
}

fn replaced(text: &str, from: &str, to: &str, times: usize) -> Result<String> {
    if text.matches(from).count() == times {
        Ok(text.replace(from, to))
    } else {
        Err(unexpected(&format!("`{from}` is not there {times} times")))
    }
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

fn unexpected(what: &str) -> Failure {
    Failure::new(format!(
        "The page is not as expected, and so cannot be sealed: {what}."
    ))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).about("read", path)
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).about("write", path)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><meta content=\"script-src 'self' 'wasm-unsafe-eval'; x\"><link href=./main-1.css rel=stylesheet><link href=./console-1.css rel=stylesheet>\
        <script defer integrity=sha384-m src=./msal-browser.min-1.js></script>\
        <template data-js=./a.js data-wasm=./a.wasm id=boot></template><script src=./boot-1.js type=module></script>\
        <link href=./a.js integrity=sha384-a rel=modulepreload>\
        <link as=fetch href=./a.wasm integrity=sha384-w rel=preload></head>";

    #[test]
    fn what_the_guard_starts_waits_for_it() {
        let page = page_with(PAGE, "go();", "guard-1.js", "sha384-g").unwrap();
        assert_eq!(
            page,
            "<!doctype html><meta content=\"script-src 'self' 'wasm-unsafe-eval'; x\">\
             <template data-js=./a.js data-wasm=./a.wasm id=boot data-integrity=\"sha384-w\">\
             <link href=./a.js integrity=sha384-a rel=modulepreload>\
             <script defer integrity=sha384-m src=./msal-browser.min-1.js></script></template>\
             <template id=later><link href=./console-1.css rel=stylesheet></template>\
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
            ("./console-1.css", "./other.css"),
            ("id=boot></", "id=boot>x</"),
            ("</head>", "<script src=x></script></head>"),
        ] {
            let page = PAGE.replace(from, to);
            assert!(page_with(&page, "", "", "").is_err(), "{from}");
        }
    }

    #[test]
    fn a_policy_is_mended_as_often_as_it_stands_there_and_never_half() {
        let mended = allowed("script-src 'self'; a", ANSWER_POLICY, "'sha256-x'", 1);
        assert_eq!(mended.as_deref(), Ok("script-src 'self' 'sha256-x'; a"));
        assert!(allowed("script-src 'self' b; a", ANSWER_POLICY, "'sha256-x'", 1).is_err());
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
