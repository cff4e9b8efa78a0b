//! HTML as somebody meets it who does not see it: by role and accessible name, and as text, whatever it looks like.

use tl::{HTMLTag, Node, Parser, ParserOptions, VDom};

/// An element of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Element {
    pub name: String,
    pub description: String,
    /// All of it: what is asked of a page can be asked of a part of it.
    pub html: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    pub(super) fn has(&self, attribute: &str) -> bool {
        self.attributes.iter().any(|(name, _)| name == attribute)
    }

    /// What an attribute says; nothing where there is none.
    pub(super) fn get(&self, attribute: &str) -> &str {
        let mut all = self.attributes.iter();
        all.find(|(name, _)| name == attribute)
            .map_or("", |(_, value)| value)
    }

    pub(super) fn is_disabled(&self) -> bool {
        self.has("disabled") || self.get("aria-disabled") == "true"
    }

    pub(super) fn text(&self) -> String {
        text(&self.html)
    }
}

/// Of all other roles, what is in an element does not name it.
const NAMED_BY_CONTENT: [&str; 12] = [
    "button",
    "cell",
    "checkbox",
    "columnheader",
    "heading",
    "link",
    "option",
    "radio",
    "row",
    "rowheader",
    "summary",
    "switch",
];

/// All elements of a role, in the order of the page.
///
/// Roles and names as in <https://www.w3.org/TR/html-aam-1.0/> and <https://www.w3.org/TR/accname-1.2/>, as far as this page
/// needs them. What has no role goes by its tag.
pub(super) fn by_role(html: &str, role: &str) -> Vec<Element> {
    let page = tl::parse(html, ParserOptions::default()).unwrap();
    tags(&page)
        .filter(|tag| role_of(tag) == role && !is_hidden(tag))
        .map(|tag| Element {
            name: name_of(&page, tag),
            description: texts_of(&page, tag, "aria-describedby").unwrap_or_default(),
            html: tag.raw().as_utf8_str().into_owned(),
            attributes: tag
                .attributes()
                .iter()
                .map(|(name, value)| (name.into_owned(), plain(&value.unwrap_or_default())))
                .collect(),
        })
        .collect()
}

/// The one element of this role and name.
#[track_caller]
pub(super) fn the(html: &str, role: &str, name: &str) -> Element {
    let mut found = by_role(html, role);
    found.retain(|element| element.name == name);
    assert_eq!(found.len(), 1, "{role} “{name}” in {html}");
    found.remove(0)
}

/// The names of all elements of a role.
pub(super) fn names(html: &str, role: &str) -> Vec<String> {
    let found = by_role(html, role).into_iter();
    found.map(|element| element.name).collect()
}

/// What stands under a column in the one row that has a cell which begins with these words.
#[track_caller]
pub(super) fn cell(table: &str, row: &str, column: &str) -> String {
    let mut found: Vec<_> = by_role(table, "row")
        .iter()
        .map(|row| names(&row.html, "cell"))
        .filter(|cells| {
            let after = cells.iter().filter_map(|cell| cell.strip_prefix(row));
            after
                .into_iter()
                .any(|rest| rest.is_empty() || rest.starts_with(' '))
        })
        .collect();
    assert_eq!(found.len(), 1, "row “{row}” in {table}");
    let columns = names(table, "columnheader");
    let at = columns.iter().position(|name| name == column);
    found.remove(0).remove(at.expect(column))
}

/// The values of a term, without the buttons beside them.
pub(super) fn facts(html: &str, term: &str) -> Vec<String> {
    let page = tl::parse(html, ParserOptions::default()).unwrap();
    let mut is_wanted = false;
    let mut values = Vec::new();
    for tag in tags(&page) {
        match role_of(tag).as_str() {
            "term" => is_wanted = inner_text(tag, page.parser()) == term,
            "definition" if is_wanted => {
                let mut parts = Vec::new();
                collect(
                    tag,
                    page.parser(),
                    &|tag| role_of(tag) == "button",
                    &mut parts,
                );
                values.push(plain(&parts.join(" ")));
            }
            _ => {}
        }
    }
    values
}

/// What there is to read. What stands in elements of their own stands apart.
pub(super) fn text(html: &str) -> String {
    let html = format!("<body>{html}</body>");
    let page = tl::parse(&html, ParserOptions::default()).unwrap();
    inner_text(tags(&page).next().unwrap(), page.parser())
}

/// That all of this can be read.
#[track_caller]
pub(super) fn assert_says(html: &str, parts: &[&str]) {
    let text = text(html);
    for part in parts {
        assert!(text.contains(part), "{part} is missing in {text}");
    }
}

/// That none of this is anywhere, in names and hints neither.
#[track_caller]
pub(super) fn assert_lacks(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(!html.contains(part), "{part} is in {html}");
    }
}

fn tags<'a>(page: &'a VDom<'a>) -> impl Iterator<Item = &'a HTMLTag<'a>> {
    page.nodes().iter().filter_map(Node::as_tag)
}

fn attribute(tag: &HTMLTag<'_>, name: &str) -> Option<String> {
    let value = tag.attributes().get(name)?;
    Some(value.map_or_else(String::new, |value| plain(&value.as_utf8_str())))
}

fn is_hidden(tag: &HTMLTag<'_>) -> bool {
    attribute(tag, "aria-hidden").as_deref() == Some("true")
}

fn role_of(tag: &HTMLTag<'_>) -> String {
    if let Some(role) = attribute(tag, "role") {
        return role;
    }
    let name = tag.name().as_utf8_str();
    match &*name {
        "a" => "link",
        "dd" => "definition",
        "details" | "fieldset" => "group",
        "dt" => "term",
        "h1" | "h2" | "h3" | "h4" => "heading",
        "input" => match attribute(tag, "type").as_deref() {
            Some("radio") => "radio",
            Some("checkbox") => "checkbox",
            Some("search") => "searchbox",
            _ => "textbox",
        },
        "li" => "listitem",
        "p" => "paragraph",
        "section" => "region",
        "select" => "combobox",
        "td" => "cell",
        "th" if attribute(tag, "scope").as_deref() == Some("row") => "rowheader",
        "th" => "columnheader",
        "tr" => "row",
        other => other,
    }
    .to_owned()
}

fn name_of(page: &VDom<'_>, tag: &HTMLTag<'_>) -> String {
    let parser = page.parser();
    let named = attribute(tag, "aria-label").or_else(|| texts_of(page, tag, "aria-labelledby"));
    if let Some(name) = named {
        return name;
    }
    let (from, to) = tag.boundaries(parser);
    let first_within = |name: &str| {
        tags(page)
            .filter(|tag| tag.name().as_utf8_str() == name)
            .find(|tag| (from..=to).contains(&tag.boundaries(parser).0))
    };
    let label = match &*tag.name().as_utf8_str() {
        "details" => first_within("summary"),
        "fieldset" => first_within("legend"),
        "table" => first_within("caption"),
        "input" | "select" | "textarea" => {
            let id = attribute(tag, "id");
            tags(page)
                .filter(|label| label.name().as_utf8_str() == "label")
                .find(|label| {
                    let (start, end) = label.boundaries(parser);
                    let is_around = start < from && to <= end;
                    is_around || (id.is_some() && attribute(label, "for") == id)
                })
        }
        _ => NAMED_BY_CONTENT.contains(&&*role_of(tag)).then_some(tag),
    };
    label.map_or_else(String::new, |label| inner_text(label, parser))
}

/// The texts of the elements that an attribute lists.
fn texts_of(page: &VDom<'_>, tag: &HTMLTag<'_>, ids: &str) -> Option<String> {
    let text_of = |id: &str| {
        let named = tags(page).find(|tag| attribute(tag, "id").as_deref() == Some(id));
        named.map_or_else(String::new, |tag| inner_text(tag, page.parser()))
    };
    let texts: Vec<_> = attribute(tag, ids)?
        .split_ascii_whitespace()
        .map(text_of)
        .collect();
    Some(texts.join(" "))
}

fn inner_text(tag: &HTMLTag<'_>, parser: &Parser<'_>) -> String {
    let mut parts = Vec::new();
    collect(tag, parser, &|_| false, &mut parts);
    plain(&parts.join(" "))
}

fn collect(
    tag: &HTMLTag<'_>,
    parser: &Parser<'_>,
    is_left_out: &dyn Fn(&HTMLTag<'_>) -> bool,
    parts: &mut Vec<String>,
) {
    for child in tag.children().top().iter() {
        match child.get(parser) {
            Some(Node::Tag(tag)) if !is_hidden(tag) && !is_left_out(tag) => {
                collect(tag, parser, is_left_out, parts);
            }
            Some(Node::Raw(raw)) => parts.push(raw.as_utf8_str().into_owned()),
            _ => {}
        }
    }
}

/// As it is read: without entities, and with single spaces.
fn plain(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text, |text, (entity, sign)| text.replace(entity, sign))
}

#[test]
fn an_element_is_found_by_its_role_and_its_name_wherever_that_comes_from() {
    let html = r#"<h2 id="h">A <b>thing</b></h2><dialog role="alertdialog" aria-labelledby="h" aria-describedby="d">
        <p id="d">Of &lt;it&gt;</p></dialog><button aria-label="Copy it">Copy</button><button disabled>Close</button>
        <label for="f">Field</label><input id="f" type="text"><label><input type="radio" checked>One</label>
        <details><summary>More</summary><button aria-disabled="true">Go</button></details><select><option>Two</option></select>"#;
    the(html, "button", "Copy it");
    assert!(the(html, "button", "Close").is_disabled());
    assert!(the(html, "radio", "One").has("checked"));
    assert_eq!(the(html, "alertdialog", "A thing").description, "Of <it>");
    assert_eq!(names(html, "button"), ["Copy it", "Close", "Go"]);
    let more = the(html, "group", "More");
    assert_eq!(more.text(), "More Go");
    assert!(the(&more.html, "button", "Go").is_disabled());
    the(html, "heading", "A thing");
    the(html, "textbox", "Field");
    assert_eq!(names(html, "combobox"), [""], "what is chosen is no label");
    assert_eq!(by_role(html, "checkbox"), []);
}

#[test]
fn cells_are_found_by_row_and_column_and_facts_by_their_term() {
    let html = r#"<table><caption>All</caption><tr><th>Name</th><th scope="col">Count</th></tr>
        <tr aria-hidden="true"><td></td></tr><tr><td><bdi>Shop</bdi><code>id</code></td><td>7</td></tr>
        <tr><th scope="row">Sum</th><td>7</td></tr></table>
        <dl><dt>Who</dt><dd>Mira</dd><dd><i>m</i><button>Copy</button></dd><dt>When</dt><dd>now</dd></dl>"#;
    assert_eq!(cell(&the(html, "table", "All").html, "Shop", "Count"), "7");
    assert_eq!(names(html, "row"), ["Name Count", "Shop id 7", "Sum 7"]);
    assert_eq!(facts(html, "Who"), ["Mira", "m"]);
    assert_eq!(facts(html, "Where"), [""; 0]);
}
