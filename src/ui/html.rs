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
            property,
        },
        view::iterators::StaticVec,
    },
};

use super::words::Words;

/// The text of an attribute: fixed, or a signal that it follows.
pub enum AttributeText {
    /// Known when the program is written.
    Fixed(&'static str),
    /// Known when the element is made.
    Owned(String),
    /// A word.
    Word(Signal<&'static str>),
    /// A text that changes.
    Text(Signal<String>),
}

/// An element under construction.
pub struct El {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An element by its tag.
pub fn el(tag: &'static str) -> El {
    El {
        tag,
        attributes: Vec::new(),
        children: Vec::new(),
    }
}

/// A part of the page that is made anew whenever a signal that it reads changes.
pub fn dynamic(make: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    let make: Arc<dyn Fn() -> AnyView + Send + Sync> = Arc::new(make);
    (move || make()).into_any()
}

impl El {
    /// Elements side by side.
    pub fn group<const N: usize>(elements: [Self; N]) -> AnyView {
        let elements: Vec<AnyView> = elements.into_iter().map(Self::into_render).collect();
        StaticVec::from(elements).into_any()
    }

    /// Adds an attribute.
    pub fn attr(mut self, name: &'static str, value: impl Into<AttributeText>) -> Self {
        let attribute = match value.into() {
            AttributeText::Fixed(text) => custom_attribute(name, text).into_any_attr(),
            AttributeText::Owned(text) => custom_attribute(name, text).into_any_attr(),
            AttributeText::Word(text) => custom_attribute(name, text).into_any_attr(),
            AttributeText::Text(text) => custom_attribute(name, text).into_any_attr(),
        };
        self.attributes.push(attribute);
        self
    }

    /// Adds an attribute that is there only while a condition holds.
    pub fn attr_if(
        mut self,
        name: &'static str,
        value: &'static str,
        condition: impl Fn() -> bool + Send + Sync + 'static,
    ) -> Self {
        let value = Signal::derive(move || condition().then_some(value));
        self.attributes
            .push(custom_attribute(name, value).into_any_attr());
        self
    }

    /// Adds classes.
    pub fn class(self, names: &'static str) -> Self {
        self.attr("class", names)
    }

    /// Sets a property of the DOM, which unlike its attribute is what a person sees and changes.
    pub fn value(mut self, value: impl Fn() -> String + Send + Sync + 'static) -> Self {
        let value = Signal::derive(value);
        self.attributes
            .push(property::prop("value", value).into_any_attr());
        self
    }

    /// Listens to an event.
    pub fn on(mut self, name: &'static str, listener: impl FnMut(Event) + 'static) -> Self {
        let listener: Box<dyn FnMut(Event)> = Box::new(listener);
        self.attributes
            .push(event::on(ev::Custom::new(name), listener).into_any_attr());
        self
    }

    /// Makes the element itself reachable.
    pub fn node_ref<E>(mut self, node: NodeRef<E>) -> Self
    where
        E: ElementType + 'static,
        NodeRef<E>: NodeRefContainer<E>,
    {
        self.attributes.push(node_ref::<E, _>(node).into_any_attr());
        self
    }

    /// Adds a child: an element, a text, or a signal of one.
    pub fn child<C>(mut self, child: C) -> Self
    where
        C: IntoRender,
        C::Output: IntoAny,
    {
        self.children.push(child.into_render().into_any());
        self
    }

    /// Adds any number of elements.
    pub fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children
            .extend(children.into_iter().map(Self::into_render));
        self
    }

    /// Adds a word.
    pub fn text(self, pick: fn(&'static Words) -> &'static str) -> Self {
        self.child(super::words::t(pick))
    }
}

impl IntoRender for El {
    type Output = AnyView;

    fn into_render(self) -> AnyView {
        html::custom(self.tag)
            .add_any_attr(self.attributes)
            .child(StaticVec::from(self.children))
            .into_any()
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

impl From<Signal<&'static str>> for AttributeText {
    fn from(text: Signal<&'static str>) -> Self {
        Self::Word(text)
    }
}

impl From<Signal<String>> for AttributeText {
    fn from(text: Signal<String>) -> Self {
        Self::Text(text)
    }
}
