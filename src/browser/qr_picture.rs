//! QR codes on the page: drawn on a canvas, so that the policy needs to allow no picture that is not the page's own.

use wasm_bindgen::{JsCast as _, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement, ImageBitmap};

use super::download;
use crate::{
    graph::QrCode,
    qr::modules::{Modules, QUIET},
};

/// How many pixels a module has: sharp at the size of a hand, and on paper.
const MODULE: u32 = 12;

/// Draws a code: Graph's own picture of it, or its content where there is none that the browser takes.
pub(crate) async fn drawn(code: QrCode) -> Option<HtmlCanvasElement> {
    if let Some(bytes) = &code.picture
        && let Some(canvas) = of_picture(bytes).await
    {
        return Some(canvas);
    }
    of_modules(&Modules::of(&code.content?)?)
}

/// Puts what is drawn into an element of the page, which is empty.
pub(crate) fn put(place: &HtmlElement, canvas: &HtmlCanvasElement) {
    place.append_child(canvas).ok();
}

/// Offers what is drawn as a file.
pub(crate) fn save(canvas: &HtmlCanvasElement, name: &str) {
    let name = name.to_owned();
    let offer = Closure::once_into_js(move |blob: Option<Blob>| {
        if let Some(blob) = blob {
            download::offer_blob(&name, &blob);
        }
    });
    canvas.to_blob(offer.unchecked_ref()).ok();
}

async fn of_picture(bytes: &[u8]) -> Option<HtmlCanvasElement> {
    let blob = download::blob_of(bytes, "image/png")?;
    let decoding = web_sys::window()?
        .create_image_bitmap_with_blob(&blob)
        .ok()?;
    let picture: ImageBitmap = JsFuture::from(decoding).await.ok()?.unchecked_into();
    let canvas = canvas(picture.width(), picture.height())?;
    let drawn = context(&canvas)?.draw_image_with_image_bitmap(&picture, 0.0, 0.0);
    picture.close();
    drawn.ok().map(|()| canvas)
}

fn of_modules(modules: &Modules) -> Option<HtmlCanvasElement> {
    let side = (modules.side + 2 * QUIET) * MODULE;
    let canvas = canvas(side, side)?;
    let context = context(&canvas)?;
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, side.into(), side.into());
    context.set_fill_style_str("#000");
    for (column, row) in modules.dark() {
        let at = |place: u32| f64::from((place + QUIET) * MODULE);
        context.fill_rect(at(column), at(row), MODULE.into(), MODULE.into());
    }
    Some(canvas)
}

fn canvas(width: u32, height: u32) -> Option<HtmlCanvasElement> {
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    Some(canvas)
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    let context: JsValue = canvas.get_context("2d").ok()??.into();
    Some(context.unchecked_into())
}
