//! What is in the folder, and its manifest.

use sha2::{Digest as _, Sha256};

use crate::{
    APP_VERSION, cloud::Cloud, devices::DevicesSections, guid::Guid, profile::Target,
    session::Account, text::json::ObjectText, time::Time,
};

/// The version of the manifest's JSON shape, and of what the folder holds.
const VERSION: &str = "1";

/// What is known of one incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct IncidentFolder {
    pub subject: IncidentSubject,
    /// Who takes it.
    pub account: Account,
    pub cloud: Cloud,
    /// Each name once.
    pub files: Vec<FolderFile>,
    /// Of how many profiles it is.
    pub profiles: usize,
}

/// What the incident was answered with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum IncidentSubject {
    /// One revocation, or one new token.
    Profile(Target),
    /// A run, by its ID.
    Run(Guid),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FolderFile {
    /// Made of what is known here: no name of Graph's is in it.
    pub name: String,
    pub content: FolderContent,
    pub text: String,
}

/// What a file tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FolderContent {
    /// What was done, and what came of it.
    Report,
    /// The devices that enrolled with a profile.
    Devices,
    /// The events of Intune's audit log.
    AuditEvents,
}

/// The devices of each profile that were looked up, as files.
pub(crate) fn device_files(devices: &DevicesSections) -> Vec<FolderFile> {
    let mut files = Vec::new();
    for section in devices.iter() {
        let id = section.target.profile_id.bare();
        for (extension, text) in [("csv", &section.csv), ("json", &section.json)] {
            files.push(FolderFile {
                name: format!("devices-{id}.{extension}"),
                content: FolderContent::Devices,
                text: text.clone(),
            });
        }
    }
    files
}

impl FolderContent {
    pub(crate) const ALL: [Self; 3] = [Self::Report, Self::Devices, Self::AuditEvents];

    /// Its name in the manifest.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Devices => "devices",
            Self::AuditEvents => "auditEvents",
        }
    }
}

impl IncidentFolder {
    /// The name of the folder, which is that of its file without the extension.
    pub(crate) fn name(&self) -> String {
        match &self.subject {
            IncidentSubject::Profile(target) => format!("incident-{}", target.profile_id.bare()),
            IncidentSubject::Run(id) => format!("incident-{id}"),
        }
    }

    /// Of how many of its profiles this is in it: each has a file in JSON of its own, and what is of all of them is in one.
    pub(crate) fn told_of(&self, content: FolderContent) -> usize {
        let is_json = |name: &str| matches!(name.rsplit_once('.'), Some((_, "json")));
        let is_of = |file: &&FolderFile| file.content == content && is_json(&file.name);
        let files = self.files.iter().filter(is_of).count();
        match content {
            FolderContent::Devices => files,
            FolderContent::Report | FolderContent::AuditEvents if files > 0 => self.profiles,
            FolderContent::Report | FolderContent::AuditEvents => 0,
        }
    }

    /// What is packed: the files, the manifest, and the sums in the form that `sha256sum --check` takes.
    pub(super) fn packed_files(&self, made_at: Time) -> Vec<(&str, String)> {
        let mut packed: Vec<_> = self
            .files
            .iter()
            .map(|file| (file.name.as_str(), file.text.clone()))
            .collect();
        packed.push(("manifest.json", self.manifest(made_at)));
        let mut sums = String::new();
        for (name, text) in &packed {
            sums.push_str(&sha256(text));
            // As in text mode: a space, and another one.
            sums.push_str("  ");
            sums.push_str(name);
            sums.push('\n');
        }
        packed.push(("SHA256SUMS", sums));
        packed
    }

    fn manifest(&self, made_at: Time) -> String {
        let mut fields = ObjectText::lines();
        fields.text("version", VERSION);
        fields.text("appVersion", APP_VERSION);
        fields.text("madeAt", &made_at.rfc3339());
        fields.text("madeBy", &self.account.upn);
        fields.text("madeByName", &self.account.name);
        fields.text("madeByObjectId", &self.account.object_id);
        fields.text("tenantId", &self.account.tenant_id);
        fields.text("cloud", self.cloud.key());
        match &self.subject {
            IncidentSubject::Profile(target) => {
                fields.text("profileId", target.profile_id.bare());
                fields.text("profileType", target.profile_type.key());
            }
            IncidentSubject::Run(id) => fields.text("runId", id.as_str()),
        }
        fields.raw("profiles", &self.profiles.to_string());
        fields.raw("files", &list(self.files.iter().map(of_file)));
        let missing = FolderContent::ALL.into_iter().filter_map(|content| {
            let missing = self.profiles.saturating_sub(self.told_of(content));
            (missing > 0).then(|| of_missing(content, missing))
        });
        fields.raw("missing", &list(missing));
        fields.end() + "\n"
    }
}

fn of_file(file: &FolderFile) -> String {
    let mut fields = ObjectText::default();
    fields.text("name", &file.name);
    fields.text("what", file.content.key());
    fields.raw("bytes", &file.text.len().to_string());
    fields.text("sha256", &sha256(&file.text));
    fields.end()
}

/// What was never looked up is not in it, and that is said.
fn of_missing(content: FolderContent, profiles: usize) -> String {
    let mut fields = ObjectText::default();
    fields.text("what", content.key());
    fields.text("why", "notLookedUp");
    fields.raw("profiles", &profiles.to_string());
    fields.end()
}

/// A list of JSON, a line each.
fn list(entries: impl Iterator<Item = String>) -> String {
    let mut text = String::from("[");
    for (entry, at) in entries.zip(0_u32..) {
        text.push_str(if at == 0 { "\n    " } else { ",\n    " });
        text.push_str(&entry);
    }
    let end = if text.len() > 1 { "\n  ]" } else { "]" };
    text + end
}

/// The sum of a text in UTF-8: FIPS 180-4, in lower-case hexadecimal.
fn sha256(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut sum = String::with_capacity(64);
    for byte in Sha256::digest(text.as_bytes()) {
        for digit in [byte >> 4, byte & 15] {
            sum.push(DIGITS[usize::from(digit)].into());
        }
    }
    sum
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{
        profile::{ProfileId, ProfileType},
        text::json,
        time::Time,
    };
    use serde_json::Value;

    pub(in crate::incident) const NOW: Time = Time {
        unix_ms: 1_795_000_000_000,
        offset_minutes: 330,
    };
    const ID: &str = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";

    fn file(name: &str, content: FolderContent, text: &str) -> FolderFile {
        FolderFile {
            name: name.to_owned(),
            content,
            text: text.to_owned(),
        }
    }

    pub(in crate::incident) fn folder() -> IncidentFolder {
        IncidentFolder {
            subject: IncidentSubject::Run(Guid::parse(ID).unwrap()),
            account: Account {
                name: "Mira \"M\" Okafor".into(),
                upn: "mira@contoso.com".into(),
                tenant_id: "8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346".into(),
                home_tenant_id: String::new(),
                object_id: "11111111-2222-4333-8444-555555555555".into(),
            },
            cloud: Cloud::Global,
            files: vec![
                file("report.md", FolderContent::Report, "# Run\n"),
                file(
                    "report.csv",
                    FolderContent::Report,
                    "\u{feff}\"number\"\r\n",
                ),
                file("report.json", FolderContent::Report, "{}\n"),
                file("devices-1.csv", FolderContent::Devices, ""),
                file("devices-1.json", FolderContent::Devices, "{\"é\": 1}"),
            ],
            profiles: 3,
        }
    }

    fn read(folder: &IncidentFolder) -> Value {
        let packed = folder.packed_files(NOW);
        let (_, manifest) = packed
            .iter()
            .find(|(name, _)| *name == "manifest.json")
            .unwrap();
        json::value(manifest).unwrap()
    }

    #[test]
    fn the_manifest_names_each_file_with_its_size_and_its_sum() {
        let manifest = read(&folder());
        assert_eq!(manifest["version"], "1");
        assert_eq!(manifest["runId"], ID);
        assert_eq!(manifest["madeAt"], NOW.rfc3339());
        assert_eq!(manifest["madeByName"], "Mira \"M\" Okafor");
        let files = manifest["files"].as_array().unwrap();
        assert_eq!(files.len(), 5);
        // The sum of nothing, of which everybody knows it; and what is counted are bytes.
        assert_eq!(
            files[3]["sha256"],
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        assert_eq!(files[4]["bytes"], 9);
        assert_eq!(files[4]["what"], "devices");
    }

    #[test]
    fn what_was_not_looked_up_is_said() {
        let of = |what: &str, profiles: u32| serde_json::json!({"what": what, "why": "notLookedUp", "profiles": profiles});
        let mut folder = folder();
        assert_eq!(
            read(&folder)["missing"],
            Value::from(vec![of("devices", 2), of("auditEvents", 3)])
        );
        folder
            .files
            .push(file("audit-events.json", FolderContent::AuditEvents, "{}"));
        folder.profiles = 1;
        assert_eq!(read(&folder)["missing"], serde_json::json!([]));
        folder.files.clear();
        assert_eq!(read(&folder)["missing"].as_array().unwrap().len(), 3);
        assert_eq!(read(&folder)["files"], serde_json::json!([]));
    }

    #[test]
    fn the_sums_are_as_sha256sum_takes_them_and_of_the_manifest_too() {
        let folder = folder();
        let packed = folder.packed_files(NOW);
        let (_, sums) = packed.last().unwrap();
        let lines: Vec<_> = sums.lines().collect();
        assert_eq!(lines.len(), 6);
        assert!(lines[5].ends_with("  manifest.json"));
        for line in lines {
            let (sum, name) = line.split_once("  ").unwrap();
            assert_eq!(sum.len(), 64);
            assert!(packed.iter().any(|(packed, _)| *packed == name));
        }
    }

    #[test]
    fn the_name_tells_of_what_it_is() {
        let mut folder = folder();
        assert_eq!(folder.name(), format!("incident-{ID}"));
        folder.subject = IncidentSubject::Profile(Target {
            profile_type: ProfileType::DeviceOwner,
            profile_id: ProfileId::parse(&format!("AOSP-{ID}")).unwrap(),
        });
        assert_eq!(folder.name(), format!("incident-{ID}"));
        assert_eq!(read(&folder)["profileType"], "deviceOwner");
    }
}
