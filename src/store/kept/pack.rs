//! How bytes are kept: packed, unless that saves nothing, as of a PDF, which is packed already.

use std::borrow::Cow;

use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use super::sha::Sha;

/// How hard it is tried.
const LEVEL: u8 = 6;

/// What is written of bytes, and whether it is packed.
pub(super) fn pack(bytes: &[u8]) -> (Cow<'_, [u8]>, bool) {
    let packed = compress_to_vec_zlib(bytes, LEVEL);
    // What saves less than a twentieth is not worth the unpacking.
    if packed.len() < bytes.len() - bytes.len() / 20 { (packed.into(), true) } else { (bytes.into(), false) }
}

/// The bytes that were packed so, if they still have this SHA-256.
pub(super) fn unpack(written: Vec<u8>, packed: bool, size: i64, sha: &str) -> Option<Vec<u8>> {
    let size = usize::try_from(size).ok()?;
    let bytes = if packed { decompress_to_vec_zlib_with_limit(&written, size).ok()? } else { written };
    (bytes.len() == size && Sha::of(&bytes).as_str() == sha).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn what_was_packed_comes_back_and_nothing_else_does() {
        let noise: Vec<u8> = (0u32..160).flat_map(|n| Sha256::digest(n.to_le_bytes())).collect();
        for (bytes, is_packed) in [(b"".to_vec(), false), (b"text ".repeat(500), true), (noise, false)] {
            let (written, packed) = pack(&bytes);
            assert!(written.len() <= bytes.len());
            let (written, size, sha) = (written.into_owned(), i64::try_from(bytes.len()).unwrap(), Sha::of(&bytes));
            assert_eq!(packed, is_packed);
            assert_eq!(unpack(written.clone(), packed, size, sha.as_str()), Some(bytes));
            assert_eq!(unpack(written.clone(), packed, size + 1, sha.as_str()), None);
            for at in 0..written.len().min(50) {
                let mut spoilt = written.clone();
                spoilt[at] ^= 1;
                assert_eq!(unpack(spoilt, packed, size, sha.as_str()).filter(|b| Sha::of(b) != sha), None);
            }
        }
    }
}
