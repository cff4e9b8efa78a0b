//! Elements, all of one type.
//!
//! Leptos' `view!` gives every element a type of its own, for each of which the compiler writes building, changing and
//! dropping anew. Through this builder Leptos still does the work, but once: the release is a third smaller.

use std::sync::Arc;

use leptos::{
    attr::{
        any_attribute::{AnyAttribute, IntoAnyAttribute as _},
        custom::custom_attribute,
    },
    ev::{self, Event},
    html::{self, ElementType},
    prelude::*,
    tachys::{
        html::{
            event,
            node_ref::{NodeRefContainer, node_ref},
            property, style,
        },
        view::iterators::StaticVec,
    },
};

use super::live::Live;
use crate::ui::{common::signal::RwSignal, words::start::StartStrings};

/// The text of an attribute: fixed, or a signal that it follows.
pub(crate) enum AttributeText {
    /// Known when the program is written.
    Fixed(&'static str),
    /// Known when the element is made.
    Owned(String),
    Word(Live<&'static str>),
    /// A text that changes.
    Text(Live<String>),
}

/// An element under construction. One word wide, so that handing it on from call to call costs nothing.
pub(crate) struct El(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An element that can be focused.
pub(crate) type Focusable = html::Custom<&'static str>;

/// An element by its tag.
#[inline(never)]
pub(crate) fn el(tag: &'static str) -> El {
    El(Box::new(Parts {
        tag,
        attributes: Vec::new(),
        children: Vec::new(),
    }))
}

/// A part of the page that is made anew whenever a signal that it reads changes.
pub(crate) fn dynamic(make: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    followed(Arc::new(make))
}

#[inline(never)]
fn followed(make: Arc<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
    (move || make()).into_any()
}

impl El {
    /// Elements side by side.
    pub(crate) fn group<const N: usize>(elements: [Self; N]) -> AnyView {
        side_by_side(elements.into())
    }

    /// Elements and changing parts side by side.
    pub(crate) fn views<const N: usize>(views: [AnyView; N]) -> AnyView {
        StaticVec::from(Vec::from(views)).into_any()
    }

    /// Any number of elements side by side.
    pub(crate) fn many(elements: Vec<Self>) -> AnyView {
        side_by_side(elements)
    }

    /// Sets a style property, through the object model: the content security policy allows no style attribute.
    #[inline(never)]
    pub(crate) fn style(self, name: &'static str, value: String) -> Self {
        self.with(style::style((name, value)).into_any_attr())
    }

    pub(crate) fn attr(self, name: &'static str, value: impl Into<AttributeText>) -> Self {
        self.attr_text(name, value.into())
    }

    #[inline(never)]
    fn attr_text(self, name: &'static str, value: AttributeText) -> Self {
        // Of each type of text there is code of its own: two are enough.
        match value {
            AttributeText::Fixed(text) => self.attr_owned(name, text.to_owned()),
            AttributeText::Owned(text) => self.attr_owned(name, text),
            AttributeText::Word(text) => {
                self.attr_live(name, Live::new(move || text.get().to_owned()))
            }
            AttributeText::Text(text) => self.attr_live(name, text),
        }
    }

    #[inline(never)]
    fn attr_owned(self, name: &'static str, text: String) -> Self {
        self.with(custom_attribute(name, text).into_any_attr())
    }

    #[inline(never)]
    fn attr_live(self, name: &'static str, text: Live<String>) -> Self {
        self.with(custom_attribute(name, move || text.get()).into_any_attr())
    }

    /// Adds an attribute that is there only while a condition holds.
    pub(crate) fn attr_if(
        self,
        name: &'static str,
        value: &'static str,
        condition: impl Fn() -> bool + Send + Sync + 'static,
    ) -> Self {
        self.attr_while(name, value, Box::new(condition))
    }

    #[inline(never)]
    fn attr_while(self, name: &'static str, value: &'static str, condition: Condition) -> Self {
        self.with(custom_attribute(name, move || condition().then_some(value)).into_any_attr())
    }

    #[inline(never)]
    pub(crate) fn class(self, names: &'static str) -> Self {
        self.attr_text("class", AttributeText::Fixed(names))
    }

    /// Sets the property `value`, which unlike its attribute is what a person sees and changes.
    #[inline(never)]
    pub(crate) fn value(self, value: RwSignal<String>) -> Self {
        self.with(property::prop("value", move || value.get()).into_any_attr())
    }

    /// Sets whether a radio button is chosen, which its attribute no longer does once a person has clicked.
    pub(crate) fn checked(self, checked: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        self.checked_while(Box::new(checked))
    }

    #[inline(never)]
    fn checked_while(self, checked: Condition) -> Self {
        self.with(property::prop("checked", checked).into_any_attr())
    }

    /// Listens to an event.
    pub(crate) fn on(self, name: &'static str, listener: impl FnMut(Event) + 'static) -> Self {
        self.heard(name, Box::new(listener))
    }

    #[inline(never)]
    fn heard(self, name: &'static str, listener: Box<dyn FnMut(Event)>) -> Self {
        self.with(event::on(ev::Custom::new(name), listener).into_any_attr())
    }

    /// Makes the element itself reachable.
    pub(crate) fn node_ref<E>(self, node: NodeRef<E>) -> Self
    where
        E: ElementType + 'static,
        NodeRef<E>: NodeRefContainer<E>,
    {
        self.with(node_ref::<E, _>(node).into_any_attr())
    }

    /// Adds a child: an element, a text, or a signal of one.
    #[inline(never)]
    pub(crate) fn child<C>(mut self, child: C) -> Self
    where
        C: IntoRender,
        C::Output: IntoAny,
    {
        self.0.children.push(child.into_render().into_any());
        self
    }

    /// Adds any number of elements.
    pub(crate) fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        for child in children {
            self = self.child(child);
        }
        self
    }

    #[inline(never)]
    pub(crate) fn text(self, pick: fn(&'static StartStrings) -> &'static str) -> Self {
        self.child(crate::ui::words::start::t(pick))
    }

    #[inline(never)]
    fn with(mut self, attribute: AnyAttribute) -> Self {
        self.0.attributes.push(attribute);
        self
    }
}

type Condition = Box<dyn Fn() -> bool + Send + Sync>;

#[inline(never)]
fn side_by_side(elements: Vec<El>) -> AnyView {
    let elements: Vec<AnyView> = elements.into_iter().map(El::into_render).collect();
    StaticVec::from(elements).into_any()
}

impl IntoRender for El {
    type Output = AnyView;

    #[inline(never)]
    fn into_render(self) -> AnyView {
        let Parts {
            tag,
            attributes,
            children,
        } = *self.0;
        html::custom(tag)
            .add_any_attr(attributes)
            .child(StaticVec::from(children))
            .into_any()
    }
}

impl IntoRender for Live<&'static str> {
    type Output = AnyView;

    fn into_render(self) -> AnyView {
        dynamic(move || self.get().into_any())
    }
}

impl IntoRender for Live<String> {
    type Output = AnyView;

    fn into_render(self) -> AnyView {
        dynamic(move || self.get().into_any())
    }
}

impl From<&'static str> for AttributeText {
    fn from(text: &'static str) -> Self {
        Self::Fixed(text)
    }
}

impl From<String> for AttributeText {
    fn from(text: String) -> Self {
        Self::Owned(text)
    }
}

impl From<Live<&'static str>> for AttributeText {
    fn from(text: Live<&'static str>) -> Self {
        Self::Word(text)
    }
}

impl From<Live<String>> for AttributeText {
    fn from(text: Live<String>) -> Self {
        Self::Text(text)
    }
}
