//! HTML as somebody meets it who does not see it: elements by role and accessible name, whatever they look like.

use tl::{HTMLTag, Node, Parser, ParserOptions, VDom};

/// An element of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    pub(super) fn has(&self, attribute: &str) -> bool {
        self.attributes.iter().any(|(name, _)| name == attribute)
    }

    /// Whether it looks like that: what is *primary* or *danger* is not told otherwise.
    pub(super) fn looks(&self, class: &str) -> bool {
        self.attributes.iter().any(|(name, value)| {
            name == "class" && value.split_ascii_whitespace().any(|one| one == class)
        })
    }
}

/// All elements of a role, in the order of the page.
///
/// Roles and names as in <https://www.w3.org/TR/html-aam-1.0/> and <https://www.w3.org/TR/accname-1.2/>, as far as this page
/// needs them.
#[track_caller]
pub(super) fn by_role(html: &str, role: &str) -> Vec<Element> {
    let page = tl::parse(html, ParserOptions::default()).unwrap();
    tags(&page)
        .filter(|tag| role_of(tag) == role)
        .map(|tag| Element {
            name: name_of(&page, tag),
            attributes: tag
                .attributes()
                .iter()
                .map(|(name, value)| (name.into_owned(), value.unwrap_or_default().into_owned()))
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

fn tags<'a>(page: &'a VDom<'a>) -> impl Iterator<Item = &'a HTMLTag<'a>> {
    page.nodes().iter().filter_map(Node::as_tag)
}

fn attribute(tag: &HTMLTag<'_>, name: &str) -> Option<String> {
    let value = tag.attributes().get(name)?;
    Some(value.map_or_else(String::new, |value| value.as_utf8_str().into_owned()))
}

fn role_of(tag: &HTMLTag<'_>) -> String {
    if let Some(role) = attribute(tag, "role") {
        return role;
    }
    let name = tag.name().as_utf8_str();
    match &*name {
        "a" => "link",
        "h1" | "h2" | "h3" | "h4" => "heading",
        "input" => match attribute(tag, "type").as_deref() {
            Some("radio") => "radio",
            Some("checkbox") => "checkbox",
            _ => "textbox",
        },
        "select" => "combobox",
        other => other,
    }
    .to_owned()
}

fn name_of(page: &VDom<'_>, tag: &HTMLTag<'_>) -> String {
    let parser = page.parser();
    let text_of = |id: &str| {
        let labels = tags(page).find(|tag| attribute(tag, "id").as_deref() == Some(id));
        labels.map_or_else(String::new, |tag| text(tag, parser))
    };
    if let Some(name) = attribute(tag, "aria-label") {
        return name;
    }
    if let Some(ids) = attribute(tag, "aria-labelledby") {
        let names: Vec<_> = ids.split_ascii_whitespace().map(text_of).collect();
        return names.join(" ");
    }
    let (from, to) = tag.boundaries(parser);
    let id = attribute(tag, "id");
    let label = tags(page)
        .filter(|label| label.name().as_utf8_str() == "label")
        .find(|label| {
            let (start, end) = label.boundaries(parser);
            let is_around = start < from && to <= end;
            is_around || (id.is_some() && attribute(label, "for") == id)
        });
    text(label.unwrap_or(tag), parser)
}

fn text(tag: &HTMLTag<'_>, parser: &Parser<'_>) -> String {
    let text = tag.inner_text(parser);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn an_element_is_found_by_its_role_and_its_name_wherever_that_comes_from() {
    let html = r#"<h2 id="h">A <b>thing</b></h2><dialog role="alertdialog" aria-labelledby="h"></dialog>
        <button class="copy primary" aria-label="Copy it">Copy</button><button disabled>Close</button>
        <label for="f">Field</label><input id="f" type="text"><label><input type="radio" checked>One</label>"#;
    assert!(the(html, "button", "Copy it").looks("primary"));
    assert!(!the(html, "button", "Close").looks("primary"));
    assert!(the(html, "button", "Close").has("disabled"));
    assert!(the(html, "radio", "One").has("checked"));
    for (role, name) in [
        ("heading", "A thing"),
        ("alertdialog", "A thing"),
        ("textbox", "Field"),
    ] {
        the(html, role, name);
    }
    assert_eq!(by_role(html, "checkbox"), []);
}
