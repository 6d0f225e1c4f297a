//! When the engine makes few segments of many, and when it takes out what was removed.
//!
//! A removed statement goes on counting in the engine's word statistics until its segment is written anew, so an index
//! that was changed often would rank differently from one that was built in one go. Here a segment that lost a statement
//! is written anew after the commit, as long as that is cheap; a large one waits until it is worth it. Searches see one
//! state or the other, both whole. Rejected: statistics of our own at query time, which would have to walk every word's
//! postings in segments with gaps.

use std::collections::HashSet;
use tantivy::SegmentMeta;
use tantivy::index::SegmentId;
use tantivy::merge_policy::{LogMergePolicy, MergeCandidate, MergePolicy};

/// A segment of at most this many documents is written anew for a single gap: well under a second's work.
const CHEAP: u32 = 1 << 17;
/// A larger one, when more than one in this many of its documents is gone.
const WORTH: u32 = 10;

/// The engine's own policy, and no gaps.
#[derive(Debug, Default)]
pub(crate) struct WithoutGaps(LogMergePolicy);

impl MergePolicy for WithoutGaps {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let mut candidates = self.0.compute_merge_candidates(segments);
        let merged: HashSet<SegmentId> = candidates.iter().flat_map(|candidate| candidate.0.iter().copied()).collect();
        let gaps = segments.iter().filter(|s| s.has_deletes() && !merged.contains(&s.id()));
        let worth = gaps.filter(|s| s.max_doc() <= CHEAP || s.num_deleted_docs() > s.max_doc() / WORTH);
        candidates.extend(worth.map(|segment| MergeCandidate(vec![segment.id()])));
        candidates
    }
}
