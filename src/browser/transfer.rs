//! Clipboard data, dropped files and file fields.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Event, File, FileList, HtmlInputElement};

use crate::paste::{self, IntakeProblem, PasteProblem};

/// What a person hands over at once.
pub(crate) enum Transfer {
    Text(String),
    Files(Vec<File>),
}

/// What is pasted, and the `id` of the field that it is pasted into, or an empty text.
pub(crate) fn pasted(event: &Event) -> Option<(Transfer, String)> {
    let data = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
    let files = files(&data);
    let text = text_of(&data);
    // Spreadsheets put a picture of the cells beside their text; with a file itself comes its name.
    let is_name = files.iter().any(|file| file.name() == text);
    let transfer = if files.is_empty() || !(text.is_empty() || is_name) {
        (!text.is_empty()).then_some(Transfer::Text(text))?
    } else {
        Transfer::Files(files)
    };
    Some((transfer, field(event)))
}

/// What is dropped, and the `id` of the field that it is dropped on, or an empty text.
pub(crate) fn dropped(event: &Event) -> Option<(Transfer, String)> {
    let data = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    let files = files(&data);
    let text = text_of(&data);
    let transfer = if files.is_empty() {
        (!text.is_empty()).then_some(Transfer::Text(text))?
    } else {
        Transfer::Files(files)
    };
    Some((transfer, field(event)))
}

/// Whether a text is dragged over a field, which takes it by itself.
pub(crate) fn is_at_home(event: &Event) -> bool {
    let types = event
        .dyn_ref::<DragEvent>()
        .and_then(DragEvent::data_transfer)
        .map(|data| data.types());
    let brings_files = types.is_some_and(|types| types.includes(&"Files".into(), 0));
    !brings_files && !field(event).is_empty()
}

/// The files that are chosen in a file field, which is empty afterwards, so that the same one can be chosen again.
pub(crate) fn chosen(event: &Event) -> Option<Transfer> {
    let field: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let files = listed(&field.files()?);
    field.set_value("");
    (!files.is_empty()).then_some(Transfer::Files(files))
}

/// The text of a file of at most 5 MB.
pub(crate) async fn text(file: &File) -> Result<String, IntakeProblem> {
    #[expect(clippy::cast_precision_loss, reason = "the limit is far below 2^53")]
    if file.size() > paste::LONGEST_TEXT as f64 {
        return Err(IntakeProblem::Paste(PasteProblem::TooLarge));
    }
    let buffer = JsFuture::from(file.array_buffer())
        .await
        .map_err(|_| IntakeProblem::NotText)?;
    paste::decode(Uint8Array::new(&buffer).to_vec()).ok_or(IntakeProblem::NotText)
}

fn files(data: &DataTransfer) -> Vec<File> {
    data.files().map(|files| listed(&files)).unwrap_or_default()
}

fn text_of(data: &DataTransfer) -> String {
    data.get_data("text/plain").unwrap_or_default()
}

fn listed(files: &FileList) -> Vec<File> {
    (0..files.length())
        .filter_map(|index| files.get(index))
        .collect()
}

fn field(event: &Event) -> String {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        .map(|field| field.id())
        .unwrap_or_default()
}
