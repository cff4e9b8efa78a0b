//! Pictures that the person gives: a file, a paste or a drop; and frames of the camera.

use js_sys::{Array, ArrayBuffer, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement, ImageBitmap};

use crate::qr::{self, Luma, PictureProblem, altered};

#[wasm_bindgen]
extern "C" {
    /// The browser's own reader of codes, which few browsers have. Source: <https://wicg.github.io/shape-detection-api/>
    type BarcodeDetector;
    #[wasm_bindgen(constructor, catch)]
    fn new(options: &JsValue) -> Result<BarcodeDetector, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn detect(this: &BarcodeDetector, picture: &ImageBitmap) -> Result<JsValue, JsValue>;
}

/// The text of the QR code in a picture, by the browser's own reader or by ours.
pub(crate) async fn read_code(blob: &Blob) -> Result<String, PictureProblem> {
    let picture = decoded(blob).await?;
    let text = match read_by_browser(&picture).await {
        Some(text) => Ok(text),
        None => drawn(&picture).and_then(|luma| qr::read(&luma).ok_or_else(no_code)),
    };
    picture.close();
    text
}

/// The text of the QR code in what a video shows now, if this look finds it: see [`qr::glance`].
pub(crate) async fn glance(video: &HtmlVideoElement, look: usize) -> Option<String> {
    // Refused as long as there is no frame.
    let taking = web_sys::window()?
        .create_image_bitmap_with_html_video_element(video)
        .ok()?;
    let frame: ImageBitmap = JsFuture::from(taking).await.ok()?.unchecked_into();
    let text = match read_by_browser(&frame).await {
        Some(text) => Some(text),
        None => drawn(&frame).ok().and_then(|luma| qr::glance(&luma, look)),
    };
    frame.close();
    text
}

/// Why no code was found: in a browser that alters every picture there is none to be found.
fn no_code() -> PictureProblem {
    if alters_pictures() {
        PictureProblem::Altered
    } else {
        PictureProblem::NoCode
    }
}

/// Whether this browser gives other pixels than those that were drawn.
pub(crate) fn alters_pictures() -> bool {
    known_picture()
        .and_then(|rgba| Luma::from_rgba(altered::SIDE, altered::SIDE, &rgba))
        .is_some_and(|read| altered::is_altered(&read))
}

/// The known picture of [`altered`], as it is read back.
fn known_picture() -> Option<Vec<u8>> {
    let context = canvas(altered::SIDE, altered::SIDE)?;
    let squares = altered::SIDE / altered::SQUARE;
    let side = f64::from(altered::SQUARE);
    for row in 0..squares {
        for column in 0..squares {
            let color = if altered::is_black(column, row) {
                "#000"
            } else {
                "#fff"
            };
            context.set_fill_style_str(color);
            let (left, top) = (f64::from(column) * side, f64::from(row) * side);
            context.fill_rect(left, top, side, side);
        }
    }
    pixels(&context, f64::from(altered::SIDE), f64::from(altered::SIDE))
}

/// The picture as the browser decodes it, unless it is too large. Whoever has it must close it.
async fn decoded(blob: &Blob) -> Result<ImageBitmap, PictureProblem> {
    if blob.size() > f64::from(qr::MOST_BYTES) {
        return Err(PictureProblem::TooLarge);
    }
    let unreadable = |_| PictureProblem::NotAPicture;
    let buffer: ArrayBuffer = JsFuture::from(blob.array_buffer())
        .await
        .map_err(unreadable)?
        .unchecked_into();
    qr::check(&Uint8Array::new(&buffer).to_vec())?;
    let window = web_sys::window().ok_or(PictureProblem::NotAPicture)?;
    let decoding = window
        .create_image_bitmap_with_blob(blob)
        .map_err(unreadable)?;
    let picture: ImageBitmap = JsFuture::from(decoding)
        .await
        .map_err(unreadable)?
        .unchecked_into();
    // The header may have lied.
    if let Err(problem) = qr::check_size(picture.width(), picture.height()) {
        picture.close();
        return Err(problem);
    }
    Ok(picture)
}

async fn read_by_browser(picture: &ImageBitmap) -> Option<String> {
    let options = Object::new();
    Reflect::set(&options, &"formats".into(), &Array::of1(&"qr_code".into())).ok()?;
    let codes: Array = BarcodeDetector::new(&options)
        .ok()?
        .detect(picture)
        .await
        .ok()?
        .dyn_into()
        .ok()?;
    codes.iter().find_map(|code| {
        let text = Reflect::get(&code, &"rawValue".into()).ok()?.as_string()?;
        (!text.is_empty()).then_some(text)
    })
}

/// The pixels of a picture, by way of a canvas that is not on the page.
fn drawn(picture: &ImageBitmap) -> Result<Luma, PictureProblem> {
    let (width, height) = qr::fitted(picture.width(), picture.height());
    let rgba = rgba(picture, width, height).ok_or(PictureProblem::NotAPicture)?;
    Luma::from_rgba(width, height, &rgba).ok_or(PictureProblem::NotAPicture)
}

fn rgba(picture: &ImageBitmap, width: u32, height: u32) -> Option<Vec<u8>> {
    let context = canvas(width, height)?;
    // Without it most pixels of a large picture would be left out.
    Reflect::set(&context, &"imageSmoothingQuality".into(), &"high".into()).ok()?;
    let (right, bottom) = (f64::from(width), f64::from(height));
    context
        .draw_image_with_image_bitmap_and_dw_and_dh(picture, 0.0, 0.0, right, bottom)
        .ok()?;
    pixels(&context, right, bottom)
}

fn canvas(width: u32, height: u32) -> Option<CanvasRenderingContext2d> {
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    Some(canvas.get_context("2d").ok()??.unchecked_into())
}

fn pixels(context: &CanvasRenderingContext2d, width: f64, height: f64) -> Option<Vec<u8>> {
    let read = context.get_image_data(0.0, 0.0, width, height).ok()?;
    Some(read.data().0)
}
