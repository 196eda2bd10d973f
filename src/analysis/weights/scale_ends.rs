//! The two ends of a criterion's scale in words: from where to where a swing goes.

use crate::model::{Body, Criterion, Curve, Direction, Scale};

/// The ends of a scale and the points that are earned there.
#[derive(Debug, Clone, PartialEq)]
pub struct Ends {
    /// The value that earns least.
    pub worst: String,
    /// The value that earns most.
    pub best: String,
    /// The points at both ends; (0, 100) except for scales that use only a part of them.
    pub points: (f64, f64),
}

impl Ends {
    /// The ends of a criterion's scale.
    pub fn of(criterion: &Criterion) -> Self {
        let full = |worst: String, best: String| Ends { worst, best, points: (0.0, 100.0) };
        let leaf = match &criterion.body {
            Body::Leaf(leaf) => leaf,
            Body::Group(children) => {
                let end = |pick: fn(Ends) -> String| {
                    let said = |child: &Criterion| match (pick(Ends::of(child)), child.children()) {
                        (end, []) => format!("{}: {end}", child.label),
                        (ends, _) => format!("{} ({ends})", child.label),
                    };
                    children.iter().map(said).collect::<Vec<_>>().join("; ")
                };
                return full(end(|ends| ends.worst), end(|ends| ends.best));
            }
        };
        match &leaf.scale {
            Scale::Rating(span) => full(span.from().to_string(), span.to().to_string()),
            Scale::Linear(span) => full(outward(span.from(), span.to()), outward(span.to(), span.from())),
            Scale::Log(span) => {
                let (from, to) = (span.span().from(), span.span().to());
                full(outward(from, to), outward(to, from))
            }
            Scale::Points(curve) => of_pairs(curve.pairs().iter().map(|(x, points)| (x.to_string(), *points))),
            Scale::Steps(curve) => {
                let below = first_step(curve).map(|x| (format!("below {x}"), 0.0));
                of_pairs(
                    below.into_iter().chain(curve.pairs().iter().map(|(x, points)| (format!("from {x}"), *points))),
                )
            }
            Scale::Levels(levels) => of_pairs(levels.iter().map(|(text, points)| (text.clone(), *points))),
            Scale::MinMax(direction) | Scale::Percentile(direction) => {
                let (smallest, largest) = ("the smallest there is".to_owned(), "the largest there is".to_owned());
                match direction {
                    Direction::Rising => full(smallest, largest),
                    Direction::Falling => full(largest, smallest),
                }
            }
        }
    }

    /// Whether the scale uses all points from 0 to 100.
    pub fn is_full(&self) -> bool {
        self.points.0 <= 0.0 && self.points.1 >= 100.0
    }
}

/// An open end: `10 and less` where the other end is above it.
fn outward(end: f64, other: f64) -> String {
    format!("{end} and {}", if end < other { "less" } else { "more" })
}

fn first_step(curve: &Curve) -> Option<f64> {
    curve.pairs().first().map(|pair| pair.0)
}

/// The first of the pairs that earn least, and the first of those that earn most.
fn of_pairs(pairs: impl Iterator<Item = (String, f64)>) -> Ends {
    let mut ends: Option<Ends> = None;
    for (text, points) in pairs {
        match &mut ends {
            None => ends = Some(Ends { worst: text.clone(), best: text, points: (points, points) }),
            Some(ends) if points < ends.points.0 => (ends.worst, ends.points.0) = (text, points),
            Some(ends) if points > ends.points.1 => (ends.best, ends.points.1) = (text, points),
            Some(_) => {}
        }
    }
    ends.unwrap_or(Ends { worst: String::new(), best: String::new(), points: (0.0, 0.0) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Leaf, LogSpan, Missing, Span, Weight};

    fn ends(scale: Scale) -> (String, String, (f64, f64)) {
        let body = Body::Leaf(Leaf { column: "x".into(), scale, days_since: None, missing: Missing::Skip });
        let weight = Weight::new(1.0).unwrap();
        let Ends { worst, best, points } =
            Ends::of(&Criterion { id: "x".into(), label: "x".into(), about: None, weight, body });
        (worst, best, points)
    }

    #[test]
    fn the_ends_are_said_as_a_person_would() {
        let said = |worst: &str, best: &str, points| (worst.to_owned(), best.to_owned(), points);
        let full = (0.0, 100.0);
        assert_eq!(ends(Scale::Rating(Span::new(6.0, 1.0).unwrap())), said("6", "1", full));
        assert_eq!(ends(Scale::Linear(Span::new(0.0, 50.0).unwrap())), said("0 and less", "50 and more", full));
        assert_eq!(ends(Scale::Log(LogSpan::new(100.0, 1.0).unwrap())), said("100 and more", "1 and less", full));
        let steps = Curve::new(vec![(1.0, 30.0), (6.0, 80.0)]).unwrap();
        assert_eq!(ends(Scale::Steps(steps)), said("below 1", "from 6", (0.0, 80.0)));
        let hill = Curve::new(vec![(0.0, 20.0), (10.0, 100.0), (20.0, 40.0)]).unwrap();
        assert_eq!(ends(Scale::Points(hill)), said("0", "10", (20.0, 100.0)));
        let levels = Scale::Levels(vec![("none".into(), 0.0), ("global".into(), 100.0), ("regional".into(), 40.0)]);
        assert_eq!(ends(levels), said("none", "global", full));
        assert_eq!(
            ends(Scale::MinMax(Direction::Falling)),
            said("the largest there is", "the smallest there is", full)
        );
    }
}
