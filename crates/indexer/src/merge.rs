//! When the engine makes few segments of many, and when it takes out what was removed.
//!
//! A removed statement goes on counting in the engine's word statistics until its segment is written anew, so an index
//! that was changed often would rank differently from one that was built in one go. Here a segment that lost a statement
//! is written anew after the commit, as long as that is cheap; a large one waits until it is worth it. Searches see one
//! state or the other, both whole. Rejected: statistics of our own at query time, which would have to walk every word's
//! postings in segments with gaps.

use crate::integrity::segment_file;
use crate::layout::Layout;
use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;
use tantivy::index::SegmentId;
use tantivy::merge_policy::{LogMergePolicy, MergeCandidate, MergePolicy};
use tantivy::{Index, SegmentMeta};

/// A segment of at most this many documents is written anew for a single gap: well under a second's work.
const CHEAP: u32 = 1 << 17;
/// A larger one, when more than one in this many of its documents is gone.
const WORTH: u32 = 10;

/// The engine's own policy, and no gaps. A segment that is not what was written is left as it is: written anew, what is
/// wrong in it would get a checksum that is right.
#[derive(Debug)]
pub(crate) struct WithoutGaps {
    engine: LogMergePolicy,
    index: Index,
    layout: Layout,
}

impl WithoutGaps {
    /// The policy for `index`, which lies in `layout`.
    pub fn new(index: Index, layout: Layout) -> Self {
        Self { engine: LogMergePolicy::default(), index, layout }
    }

    fn is_sound(&self, segment: &SegmentId) -> bool {
        let name = format!("{}.", segment.uuid_string());
        let of_segment = |file: &PathBuf| file.to_string_lossy().starts_with(&name);
        let files = fs::read_dir(self.layout.engine()).into_iter().flatten().flatten();
        let mut files = files.map(|file| PathBuf::from(file.file_name())).filter(of_segment);
        files.all(|file| segment_file(&self.layout, &self.index, &file).is_ok())
    }
}

impl MergePolicy for WithoutGaps {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let mut candidates = self.engine.compute_merge_candidates(segments);
        let merged: HashSet<SegmentId> = candidates.iter().flat_map(|candidate| candidate.0.iter().copied()).collect();
        let gaps = segments.iter().filter(|s| s.has_deletes() && !merged.contains(&s.id()));
        let worth = gaps.filter(|s| s.max_doc() <= CHEAP || s.num_deleted_docs() > s.max_doc() / WORTH);
        candidates.extend(worth.map(|segment| MergeCandidate(vec![segment.id()])));
        candidates.retain(|candidate| candidate.0.iter().all(|segment| self.is_sound(segment)));
        candidates
    }
}
