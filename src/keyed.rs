//! Variants by their keys, the names that receipts have for them.

/// Gives an enum `key`, `from_key` and `KEYS` from one list. A variant that is not in the list does not compile, and one that
/// is cannot be read in one place and unknown in another.
///
/// What a variant holds is not part of its key; it is read back as the value in parentheses.
macro_rules! keyed {
    ($name:ident { $($variant:ident $(($value:expr))? => $key:literal,)+ }) => {
        impl $name {
            /// The keys of all variants.
            pub const KEYS: &[&'static str] = &[$($key),+];

            /// The name in receipts.
            pub fn key(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $key,)+
                }
            }

            /// The variant with a key.
            pub fn from_key(key: &str) -> Option<Self> {
                match key {
                    $($key => Some(Self::$variant $(($value))?),)+
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use keyed;
