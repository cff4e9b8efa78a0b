//! One page of a list.

use serde_json::Value;

use super::{
    answer::{Answer, Cause, Refusal},
    profile::Profile,
};
use crate::{
    profile::ProfileType,
    text::json::{self, Object},
};

/// One page of a list of Graph.
///
/// <https://learn.microsoft.com/graph/paging>
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// What it holds, in Graph's order.
    pub items: Vec<T>,
    /// How many more it holds that cannot be read.
    pub unreadable: usize,
    /// `@odata.nextLink`: where the next page is, if there is one. Graph's word, to be checked before a token goes there.
    pub next_link: Option<String>,
}

/// How much of a page is read, in bytes.
const LONGEST_PAGE: usize = 16_777_216;

impl Answer {
    /// Only `200 OK` with a list counts. `read` makes an item of an object, or nothing.
    ///
    /// `sent_as` and `now_ms` as in [`Answer::into_accepted`].
    pub fn into_page<T>(
        self,
        sent_as: &str,
        now_ms: i64,
        read: impl Fn(&Object) -> Option<T>,
    ) -> Result<Page<T>, Box<Refusal>> {
        self.into_read(sent_as, now_ms, |text| Page::parse(text, read))
    }

    /// One object that was asked for by itself, as a page of its own: bare, or in a `value` wrapper as some clouds answer.
    ///
    /// Otherwise as [`Answer::into_page`].
    pub fn into_page_of_one<T>(
        self,
        sent_as: &str,
        now_ms: i64,
        read: impl Fn(&Object) -> Option<T>,
    ) -> Result<Page<T>, Box<Refusal>> {
        self.into_read(sent_as, now_ms, |text| Page::parse_one(text, read))
    }

    fn into_read<T>(
        mut self,
        sent_as: &str,
        now_ms: i64,
        parse: impl FnOnce(&str) -> Option<Page<T>>,
    ) -> Result<Page<T>, Box<Refusal>> {
        if self.status == 200
            && self.body.len() <= LONGEST_PAGE
            && let Some(page) = parse(&self.body)
        {
            return Ok(page);
        }
        if self.status == 200 {
            // It may hold what nobody asked for.
            self.body.clear();
        }
        let mut refusal = self.into_refusal(sent_as, now_ms);
        if refusal.status == 200 {
            refusal.cause = Cause::UnreadableAnswer;
        }
        Err(Box::new(refusal))
    }

    /// A page of profiles, as [`Answer::into_page`] has it.
    pub fn into_profiles(
        self,
        profile_type: ProfileType,
        sent_as: &str,
        now_ms: i64,
    ) -> Result<Page<Profile>, Box<Refusal>> {
        self.into_page(sent_as, now_ms, |json| {
            Profile::from_json(profile_type, json)
        })
    }
}

impl<T> Page<T> {
    fn parse(text: &str, read: impl Fn(&Object) -> Option<T>) -> Option<Self> {
        let json = json::object(text)?;
        let values = json.get("value")?.as_array()?;
        let items: Vec<T> = values
            .iter()
            .filter_map(|value| read(value.as_object()?))
            .collect();
        Some(Self {
            unreadable: values.len() - items.len(),
            items,
            next_link: match json.get("@odata.nextLink") {
                None | Some(Value::Null) => None,
                Some(Value::String(link)) if link.is_empty() => None,
                Some(Value::String(link)) => Some(link.clone()),
                // There is more, and no way to it: whoever wants to follow it is told so.
                Some(other) => Some(other.to_string()),
            },
        })
    }

    fn parse_one(text: &str, read: impl Fn(&Object) -> Option<T>) -> Option<Self> {
        let json = json::object(text)?;
        let object = match json.get("value") {
            Some(value) => value.as_object()?,
            None => &json,
        };
        let item = read(object);
        Some(Self {
            unreadable: usize::from(item.is_none()),
            items: item.into_iter().collect(),
            next_link: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    const ID: &str = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";

    fn page(status: u16, body: &str) -> Result<Page<Profile>, Box<Refusal>> {
        let answer = Answer {
            status,
            body: body.to_owned(),
            ..Answer::default()
        };
        answer.into_profiles(ProfileType::DeviceOwner, "c", 0)
    }

    #[test]
    fn a_page_has_its_profiles_in_order_and_the_way_to_the_next() {
        let text = json!({
            "@odata.context": "x",
            "@odata.nextLink": "https://graph.microsoft.com/beta/next",
            "value": [{"id": ID, "displayName": "b"}, {"id": "x"}, 7, {"id": ID, "displayName": "a"}],
        });
        let page = page(200, &text.to_string()).unwrap();
        let names: Vec<_> = page
            .items
            .iter()
            .map(|profile| profile.name.as_str())
            .collect();
        assert_eq!(names, ["b", "a"]);
        assert_eq!(page.unreadable, 2);
        assert_eq!(
            page.next_link.as_deref(),
            Some("https://graph.microsoft.com/beta/next")
        );
    }

    #[test]
    fn the_last_page_leads_nowhere() {
        for link in [json!(null), json!("")] {
            let text = json!({"value": [], "@odata.nextLink": link}).to_string();
            assert_eq!(page(200, &text).unwrap().next_link, None);
        }
    }

    #[test]
    fn a_way_on_that_is_no_address_is_no_end() {
        for link in [json!(7), json!(["x"]), json!({}), json!(true), json!(" ")] {
            let text = json!({"value": [], "@odata.nextLink": link}).to_string();
            assert!(page(200, &text).unwrap().next_link.is_some(), "{link}");
        }
    }

    #[test]
    fn one_object_is_a_page_of_its_own() {
        let one = |status, body: &str| {
            let answer = Answer {
                status,
                body: body.to_owned(),
                ..Answer::default()
            };
            let read = |json: &Object| Some(json.get("id")?.as_str()?.to_owned());
            answer.into_page_of_one("c", 0, read)
        };
        for body in [json!({"id": ID}), json!({"value": {"id": ID}})] {
            let page = one(200, &body.to_string()).unwrap();
            assert_eq!((page.items, page.next_link), (vec![ID.to_owned()], None));
        }
        let page = one(200, "{}").unwrap();
        assert_eq!((page.items.len(), page.unreadable), (0, 1));
        for body in ["", "[]", "{", r#"{"value":[]}"#, "<html>"] {
            let refusal = one(200, body).unwrap_err();
            assert_eq!(refusal.cause, Cause::UnreadableAnswer, "{body}");
            assert_eq!(refusal.raw, "");
        }
        assert_eq!(one(404, "").unwrap_err().status, 404);
    }

    #[test]
    fn whatever_is_no_page_is_said_to_be_unreadable() {
        for text in [
            "",
            "{}",
            "[]",
            "null",
            r#"{"value":{}}"#,
            r#"{"value":[{]}"#,
            "<html>",
        ] {
            let refusal = page(200, text).unwrap_err();
            assert_eq!(refusal.cause, Cause::UnreadableAnswer, "{text}");
            assert_eq!(refusal.raw, "");
        }
        assert_eq!(page(403, "").unwrap_err().status, 403);
        assert_eq!(page(204, "").unwrap_err().cause, Cause::UnexpectedSuccess);
    }

    proptest! {
        #[test]
        fn any_text_is_a_page_or_a_refusal(status in 100u16..600, text in "\\PC*") {
            page(status, &text).ok();
        }
    }
}
