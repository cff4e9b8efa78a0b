//! Files as one zip, whose bytes depend on their names and contents alone.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::failure::{Failure, Result};

/// Files by their paths, with `/` between folders, in the order in which they are packed.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The best that there is: it is packed once, and fetched often.
const LEVEL: i64 = 9;

/// What everybody may read and its owner may write, on systems that know of it.
const MODE: u32 = 0o644;

/// The files in a folder of this name.
pub fn packed(folder: &str, files: &Files) -> Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        // 1980-01-01: the form knows no earlier time. Without it, and without the system, a zip says when and where it was made.
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(MODE);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, contents) in files {
        let path = format!("{folder}/{path}");
        zip.start_file(path.as_str(), options)
            .map_err(|error| cannot_pack(&path, &error))?;
        zip.write_all(contents)
            .map_err(|error| cannot_pack(&path, &error))?;
    }
    let zip = zip.finish().map_err(|error| cannot_pack(folder, &error))?;
    Ok(zip.into_inner())
}

fn cannot_pack(path: &str, error: &dyn std::error::Error) -> Failure {
    Failure::new(format!("Could not pack {path}: {error}."))
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::read::DeflateDecoder;
    use rawzip::ZipArchive;

    use super::*;

    fn files() -> Files {
        [
            ("site/index.html", "<p>one".repeat(1000)),
            ("README.md", "two".to_owned()),
            ("docs/größe.md", String::new()),
        ]
        .map(|(path, text)| (path.to_owned(), text.into_bytes()))
        .into()
    }

    /// Read by another library than the one that writes.
    #[test]
    fn another_reader_finds_every_file_and_nothing_of_the_machine() {
        let zip = packed("top", &files()).unwrap();
        let archive = ZipArchive::from_slice(&zip).unwrap();
        let mut entries = archive.entries();
        let mut found = Vec::new();
        while let Some(entry) = entries.next_entry().unwrap() {
            let path = entry
                .file_path()
                .try_normalize()
                .unwrap()
                .as_ref()
                .to_owned();
            let place = archive.get_entry(entry.wayfinder()).unwrap();
            let mut contents = Vec::new();
            place
                .verifying_reader(DeflateDecoder::new(place.data()))
                .read_to_end(&mut contents)
                .unwrap();
            let time = entry.last_modified_dos();
            assert_eq!(time, place.local_header().last_modified_dos());
            assert_eq!(
                (
                    time.year(),
                    time.month(),
                    time.day(),
                    time.hour(),
                    time.minute(),
                    time.second()
                ),
                (1980, 1, 1, 0, 0, 0),
                "{path}"
            );
            assert_eq!(entry.mode().value(), 0o100_644, "{path}");
            assert_eq!(entry.extra_fields().remaining_bytes(), b"", "{path}");
            assert_eq!(
                place.local_header().extra_fields().remaining_bytes(),
                b"",
                "{path}"
            );
            found.push((path, contents));
        }
        let expected: Vec<_> = files()
            .into_iter()
            .map(|(path, contents)| (format!("top/{path}"), contents))
            .collect();
        assert_eq!(found, expected);
        assert_eq!(archive.comment().as_bytes(), b"");
    }
}
