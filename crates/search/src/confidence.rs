//! How likely it is that the first role is right, and that any article says who.
//!
//! Both are logistic functions of what can be seen in the evidence ([`Signs`]), fitted on labelled questions; the labels
//! that they are reported on (this crate's README has the tables) were not among them. Two functions and not one, since a
//! question may well be answered while two roles are equally likely, and since a threshold on the first would leave
//! open what is only hard.

use crate::Signs;

/// Weights of a logistic function, the bias last.
struct Logistic {
    coverage: f32,
    similarity: f32,
    alignment: f32,
    nearest: f32,
    /// Of `coverage × similarity`.
    both: f32,
    margin: f32,
    profile: f32,
    unknown: f32,
    bias: f32,
}

/// That the first role is right, found by meaning and words.
const RIGHT: Logistic = Logistic {
    coverage: 0.9,
    similarity: 0.0,
    alignment: 5.3,
    nearest: 0.0,
    both: 0.0,
    margin: 7.2,
    profile: 0.0,
    unknown: 0.0,
    bias: -7.6,
};
/// That an article says who, found by meaning and words.
const SAID: Logistic = Logistic {
    coverage: 0.2,
    similarity: 0.0,
    alignment: 0.0,
    nearest: 1.25,
    both: 1.5,
    margin: 1.0,
    profile: 3.5,
    unknown: -1.6,
    bias: -1.05,
};
/// That the first role is right, found by words alone.
const RIGHT_BY_WORDS: Logistic = Logistic {
    coverage: 9.3,
    similarity: 0.0,
    alignment: 0.0,
    nearest: 0.0,
    both: 0.0,
    margin: 2.9,
    profile: 0.0,
    unknown: -2.2,
    bias: -8.2,
};

/// Where it is less likely than this that an article says who, nobody is named. Of 963 answerable questions (those of all sets,
/// everyday ones over many occupations and those of fields without a rule of their own among them) 1.5 in a hundred are left
/// open with it, and about a fifth of those that no article comes near; at 0.5 it is 4.5 in a hundred and a third. Questions
/// that articles come near without answering are hardly ever left open by any threshold: another sign is needed for them.
const LIKELY: f32 = 0.4;
/// By words alone, nobody is named where no statement holds this share of the question: nine tenths of the questions
/// without an answer are left open with it, and no question whose first role would be right (development labels).
const ENOUGH: f32 = 0.38;

impl Logistic {
    fn of(&self, s: &Signs) -> f32 {
        let x = self.coverage * s.coverage
            + self.similarity * s.similarity
            + self.alignment * s.alignment
            + self.nearest * s.nearest
            + self.both * s.coverage * s.similarity
            + self.margin * s.margin
            + self.profile * s.profile
            + self.unknown * s.unknown
            + self.bias;
        1.0 / (1.0 + (-x).exp())
    }
}

/// How likely the role with these signs is the right one.
pub(crate) fn confidence(signs: &Signs, by_meaning: bool) -> f32 {
    if by_meaning { RIGHT.of(signs) } else { RIGHT_BY_WORDS.of(signs) }
}

/// Whether to name anybody where the best supported role has these signs.
pub(crate) fn is_said(signs: &Signs, by_meaning: bool) -> bool {
    if by_meaning { SAID.of(signs) >= LIKELY } else { signs.coverage >= ENOUGH }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_grows_with_what_is_covered_with_nearness_and_with_the_lead() {
        let weak =
            Signs { coverage: 0.2, similarity: 0.3, alignment: 0.3, nearest: 0.3, margin: 0.5, ..Signs::default() };
        for by_meaning in [true, false] {
            let grows = |strong: Signs| confidence(&strong, by_meaning) >= confidence(&weak, by_meaning);
            assert!(grows(Signs { coverage: 1.0, ..weak }) && grows(Signs { margin: 0.9, ..weak }));
            assert!(grows(Signs { alignment: 0.8, ..weak }));
            let sure = Signs { coverage: 1.0, alignment: 0.8, margin: 0.9, ..weak };
            assert!(confidence(&sure, by_meaning) > 0.9 && confidence(&weak, by_meaning) < 0.5);
        }
    }
}
