//! Variants by their keys, the names that receipts have for them.

/// Gives an enum `key`, `from_key` and `KEYS` from one list. A variant that is not in the list does not compile, and one that
/// is cannot be read in one place and unknown in another.
///
/// What a variant holds is not part of its key; it is read back as the value in parentheses.
///
/// `each` before the name of an enum whose variants hold nothing gives `ALL` and `key`: all variants, in the order in which they
/// are declared, so that `as usize` is a variant's place in `ALL`. Another order does not compile either.
macro_rules! keyed {
    ($visibility:vis each $name:ident { $($variant:ident => $key:literal,)+ }) => {
        impl $name {
            /// All variants, in their order.
            $visibility const ALL: [Self; [$($key),+].len()] = [$(Self::$variant),+];

            /// The name in JSON and in records.
            $visibility fn key(self) -> &'static str {
                match self {
                    $(Self::$variant => $key,)+
                }
            }
        }

        const _: () = {
            let mut at = 0;
            while at < $name::ALL.len() {
                assert!($name::ALL[at] as usize == at);
                at += 1;
            }
        };
    };
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
