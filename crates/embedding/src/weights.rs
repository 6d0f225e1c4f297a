//! The transformer's numbers, read from `model.safetensors` where they lie.
//!
//! The file is mapped into memory, not read: of its 90 MB a question touches the rows of its own few words and the layers'
//! 42 MB, and the pages stay in the system's cache for the next command. The format (Hugging Face safetensors 0.3) is
//! eight bytes of header length, a JSON header of names, types, shapes and places, and the numbers.

use crate::error::{Error, Result};
use memmap2::Mmap;
use serde::Deserialize;
use std::collections::HashMap;
use std::fs::File;
use std::ops::Range;
use std::path::Path;

/// A mapped file of tensors.
pub(crate) struct Weights {
    map: Mmap,
    tensors: HashMap<String, (Vec<usize>, Range<usize>)>,
}

/// Where a tensor of 32-bit numbers lies in its file.
#[derive(Clone, Debug)]
pub(crate) struct Place(Range<usize>);

#[derive(Deserialize)]
struct Entry {
    dtype: String,
    shape: Vec<usize>,
    data_offsets: (usize, usize),
}

/// More header than this is not believed.
const LONGEST_HEADER: usize = 1 << 20;

impl Weights {
    /// Maps the file and reads its header.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let io = |source| Error::Io { action: "open", path: path.into(), source };
        let file = File::open(path).map_err(io)?;
        // SAFETY: a map is unsound to read only while somebody changes the file. This program never writes into a model
        // file: `model` puts whole files in place by renaming them, which leaves a mapped one as it is.
        #[allow(unsafe_code)]
        let map = unsafe { Mmap::map(&file) }.map_err(io)?;
        let unsuitable = |why: &str| Error::Unsuitable { path: path.into(), why: why.into() };
        let (length, _) = map.split_first_chunk::<8>().ok_or_else(|| unsuitable("it is empty"))?;
        let length = usize::try_from(u64::from_le_bytes(*length)).unwrap_or(usize::MAX);
        let header = (length <= LONGEST_HEADER).then(|| map.get(8..8 + length)).flatten();
        let header = header.ok_or_else(|| unsuitable("its header is cut short"))?;
        let entries: HashMap<String, serde_json::Value> =
            serde_json::from_slice(header).map_err(|_| unsuitable("its header is not that of a safetensors file"))?;
        let mut tensors = HashMap::new();
        for (name, entry) in entries {
            let Ok(entry) = Entry::deserialize(entry) else { continue };
            let (start, end) = entry.data_offsets;
            let place = start.saturating_add(8 + length)..end.saturating_add(8 + length);
            let bytes = entry.shape.iter().try_fold(4_usize, |a, b| a.checked_mul(*b));
            if entry.dtype == "F32" && map.get(place.clone()).is_some_and(|b| Some(b.len()) == bytes) {
                tensors.insert(name, (entry.shape, place));
            }
        }
        Ok(Self { map, tensors })
    }

    /// The place of the tensor `name`, which has to have this `shape`; otherwise what is wrong.
    pub(crate) fn place(&self, name: &str, shape: &[usize]) -> std::result::Result<Place, String> {
        match self.tensors.get(name) {
            Some((found, place)) if found == shape => Ok(Place(place.clone())),
            Some((found, _)) => Err(format!("{name} is {found:?}, not {shape:?}")),
            None => Err(format!("it holds no whole tensor of 32-bit numbers named {name}")),
        }
    }

    /// The shape of the tensor `name`, or none where there is no such tensor.
    pub(crate) fn shape(&self, name: &str) -> Option<&[usize]> {
        self.tensors.get(name).map(|(shape, _)| shape.as_slice())
    }

    /// A tensor's numbers as little-endian bytes, row after row.
    pub(crate) fn bytes(&self, place: &Place) -> &[[u8; 4]] {
        // `place` was checked against the length of this map.
        self.map[place.0.clone()].as_chunks().0
    }

    /// A copy of a small tensor.
    pub(crate) fn numbers(&self, place: &Place) -> Vec<f32> {
        self.bytes(place).iter().map(|b| f32::from_le_bytes(*b)).collect()
    }

    /// The whole file.
    pub(crate) fn file(&self) -> &[u8] {
        &self.map
    }
}
