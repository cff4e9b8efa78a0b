//! The folder as a zip: APPNOTE.TXT of PKWARE, 6.3.
//!
//! Nothing in it is compressed: so its parts can be read as they are, and what compresses is not loaded.

use std::io::{Cursor, Write as _};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::folder::IncidentFolder;
use crate::time::Time;

/// The bytes of the zip, with everything in one folder; `None` where that cannot be made.
pub(crate) fn pack(folder: &IncidentFolder, made_at: Time) -> Option<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(date(made_at).unwrap_or_default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let name = folder.name();
    for (file, text) in folder.packed_files(made_at) {
        zip.start_file(format!("{name}/{file}"), options).ok()?;
        zip.write_all(text.as_bytes()).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}

/// The form knows no time zone: it is UTC, as in the manifest.
fn date(time: Time) -> Option<DateTime> {
    let text = time.rfc3339();
    let mut numbers = text.split(|character: char| !character.is_ascii_digit());
    let year = numbers.next()?.parse().ok()?;
    let mut next = || numbers.next()?.parse::<u8>().ok();
    let (month, day, hour, minute, second) = (next()?, next()?, next()?, next()?, next()?);
    DateTime::from_date_and_time(year, month, day, hour, minute, second).ok()
}

#[cfg(test)]
mod tests {
    use super::{
        super::folder::tests::{NOW, folder},
        *,
    };
    use rawzip::ZipArchive;
    use sha2::{Digest as _, Sha256};
    use std::{collections::BTreeMap, fmt::Write as _, io::Read as _};

    /// What another reader makes of it.
    fn unpacked(bytes: &[u8]) -> BTreeMap<String, String> {
        let zip = ZipArchive::from_slice(bytes).unwrap();
        let mut files = BTreeMap::new();
        for entry in zip.entries() {
            let entry = entry.unwrap();
            let name = entry
                .file_path()
                .try_normalize()
                .unwrap()
                .as_ref()
                .to_owned();
            assert_eq!(entry.compression_method(), rawzip::CompressionMethod::STORE);
            let stored = zip.get_entry(entry.wayfinder()).unwrap();
            let mut text = String::new();
            stored
                .verifying_reader(stored.data())
                .read_to_string(&mut text)
                .unwrap();
            assert!(files.insert(name, text).is_none());
        }
        files
    }

    #[test]
    fn another_reader_finds_every_file_in_one_folder_and_its_sum_is_right() {
        let folder = folder();
        let files = unpacked(&pack(&folder, NOW).unwrap());
        assert_eq!(files.len(), folder.files.len() + 2);
        let sums = &files[&format!("{}/SHA256SUMS", folder.name())];
        for line in sums.lines() {
            let (sum, name) = line.split_once("  ").unwrap();
            let text = &files[&format!("{}/{name}", folder.name())];
            let is = Sha256::digest(text);
            let is = is.iter().fold(String::new(), |mut is, byte| {
                write!(is, "{byte:02x}").unwrap();
                is
            });
            assert_eq!(sum, is, "{name}");
        }
        for file in &folder.files {
            assert_eq!(
                files[&format!("{}/{}", folder.name(), file.name)],
                file.text
            );
        }
    }

    #[test]
    fn the_time_is_that_of_the_manifest() {
        let made = date(NOW).unwrap();
        assert_eq!((made.year(), made.hour(), made.minute()), (2026, 11, 6));
        // The form begins in 1980.
        assert!(date(NOW.at(0)).is_none());
        assert!(pack(&folder(), NOW.at(0)).is_some());
    }
}
