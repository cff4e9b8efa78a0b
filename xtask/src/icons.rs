//! The icons of the page: paths of Fluent System Icons (<https://github.com/microsoft/fluentui-system-icons>), written into a
//! file of Rust constants, so that each goes only to the part of the page that draws it.

use std::fmt::Write as _;
use std::fs;

use crate::failure::{About, Failure, Result};
use crate::project::Project;

/// The npm package that they are taken from.
pub const PACKAGE: &str = "@fluentui/svg-icons";

/// What is made of it.
const FILE: &str = "src/ui/common/icons.rs";

/// The icons that the page draws: the names of the package's files, without size and ending.
///
/// Whoever needs another one adds its name and runs `cargo xtask icons`. One that nothing draws is dead code, of which the
/// compiler warns.
const ICONS: [&str; 20] = [
    "arrow_sync_20_regular",
    "camera_20_regular",
    "checkmark_circle_20_regular",
    "clock_20_regular",
    "column_triple_20_regular",
    "copy_20_regular",
    "dark_theme_20_regular",
    "dismiss_20_regular",
    "filter_20_regular",
    "image_20_regular",
    "local_language_20_regular",
    "prohibited_20_regular",
    "qr_code_20_regular",
    "question_circle_20_regular",
    "search_20_regular",
    "shield_20_filled",
    "timer_off_20_regular",
    "warning_20_regular",
    "weather_moon_20_regular",
    "weather_sunny_20_regular",
];

/// What stands around the path in each of the package's files.
const BEFORE: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 20 20"><path d=""#;
const AFTER: &str = r#""/></svg>"#;

/// Writes the file anew.
pub fn write(project: &Project) -> Result<()> {
    let path = project.path(FILE);
    fs::write(&path, made(project)?).about("write", &path)
}

/// The file as the package gives it.
fn made(project: &Project) -> Result<String> {
    let mut text = format!(
        "//! The paths of the icons, which `cargo xtask icons` takes from `{PACKAGE}`.\n\n\
         use super::icon::Icon;\n\n\
         // A path is one word, however long.\n\
         #[rustfmt::skip]\n\
         impl Icon {{\n"
    );
    for icon in ICONS {
        let svg = project.read(&format!("node_modules/{PACKAGE}/icons/{icon}.svg"))?;
        let _ = writeln!(
            text,
            "    pub(crate) const {}: Self = Self(\"{}\");",
            name(icon)?,
            path(icon, &svg)?
        );
    }
    text.push_str("}\n");
    Ok(text)
}

/// What an icon is called in Rust: most are regular, and a filled one says so.
fn name(icon: &str) -> Result<String> {
    let name = match icon.strip_suffix("_20_regular") {
        Some(stem) => stem.to_owned(),
        None => match icon.strip_suffix("_20_filled") {
            Some(stem) => format!("{stem}_filled"),
            None => {
                return Err(Failure::new(format!(
                    "{icon} is neither a regular nor a filled icon of 20 pixels."
                )));
            }
        },
    };
    Ok(name.to_uppercase())
}

/// The one path of an icon, which the page draws in one colour.
fn path<'a>(icon: &str, svg: &'a str) -> Result<&'a str> {
    svg.trim_end()
        .strip_prefix(BEFORE)
        .and_then(|rest| rest.strip_suffix(AFTER))
        .filter(|path| {
            path.starts_with(['M', 'm'])
                && path
                    .chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || " .-".contains(letter))
        })
        .ok_or_else(|| Failure::new(format!("{icon} is not one path of 20 by 20: {svg}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_what_the_package_gives() {
        let project = Project::open().unwrap();
        let made = made(&project).unwrap();
        assert!(
            project.read(FILE).unwrap() == made,
            "{FILE} is out of date: cargo xtask icons. It should be:\n{made}"
        );
    }

    #[test]
    fn an_icon_is_one_path_in_one_colour() {
        let svg = |inner: &str| {
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"20\" viewBox=\"0 0 20 20\">{inner}</svg>"
            )
        };
        let one = svg("<path d=\"M5 12.5c0-.28.22-.5.5-.5z\"/>");
        assert_eq!(path("x", &one), Ok("M5 12.5c0-.28.22-.5.5-.5z"));
        for inner in [
            "<path d=\"M5 12z\" fill=\"red\"/>",
            "<path d=\"M5 12z\"/><path d=\"M6 12z\"/>",
            "<circle r=\"5\"/>",
            "<path d=\"\"/>",
        ] {
            assert!(path("x", &svg(inner)).is_err(), "{inner}");
        }
        assert!(path("x", &one.replace("0 0 20 20", "0 0 16 16")).is_err());
    }

    #[test]
    fn an_icon_is_called_what_the_package_calls_it() {
        assert_eq!(name("qr_code_20_regular"), Ok("QR_CODE".into()));
        assert_eq!(name("warning_20_filled"), Ok("WARNING_FILLED".into()));
        assert!(name("warning_24_filled").is_err());
        assert!(name("clock_alarm_20_color").is_err());
    }
}
