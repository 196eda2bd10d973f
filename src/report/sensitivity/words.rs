//! Shares, intervals and events in words.

use crate::analysis::sensitivity::Sensitivity;
use crate::analysis::sensitivity::close::StepSize;
use crate::analysis::sensitivity::intervals::interval::{Event, Interval};
use crate::analysis::sensitivity::methods::Method;
use crate::language::{Language, sensitivity as say};
use std::borrow::Cow;

/// A share (0..1) in percent; products such as 0.07 * 100 keep no noise.
pub(crate) fn percent(share: f64) -> f64 {
    (share * 100.0 * 1e9).round() / 1e9
}

/// A share (0..1) in percent with one decimal; what is not quite all or nothing does not look like it.
pub(crate) fn share(share: f64, language: Language) -> String {
    let percent = share * 100.0;
    language.with_marks(match percent {
        p if p > 0.0 && p < 0.1 => "< 0.1 %".to_owned(),
        p if p < 100.0 && p > 99.9 => "> 99.9 %".to_owned(),
        p if p <= 0.0 || p >= 100.0 => format!("{p:.0} %"),
        p => format!("{p:.1} %"),
    })
}

/// A share of weights in percent.
pub(crate) fn weight(share: f64, language: Language) -> String {
    language.with_marks(format!("{:.1} %", share * 100.0))
}

/// The ends of an interval of weights in percent, rounded inwards so that they never promise too much, but not past the weight
/// `now` as it is shown.
pub(crate) fn bounds(interval: &Interval, now: f64, language: Language) -> [String; 2] {
    let now = (now * 1000.0).round() / 10.0;
    let low = (interval.low.share * 1000.0 - 1e-6).ceil() / 10.0;
    let high = (interval.high.share * 1000.0 + 1e-6).floor() / 10.0;
    [low.min(now), high.max(now)].map(|end| language.with_marks(format!("{:.1}", end + 0.0)))
}

/// An interval of weights in percent, around the weight `now`.
pub(crate) fn interval(interval: &Interval, now: f64, language: Language) -> String {
    match (interval.low.event, interval.high.event) {
        (None, None) => say::any_weight(language).to_owned(),
        _ => {
            let [low, high] = bounds(interval, now, language);
            say::low_to_high(language, &low, &high)
        }
    }
}

/// No name is shown with more characters.
const LONGEST_NAME: usize = 100;

/// A name that tells an account.
pub(crate) fn name<'a>(found: &Sensitivity<'a>, account: usize) -> Cow<'a, str> {
    found.field.entries.get(account).map_or(Cow::Borrowed(""), |entry| cut(entry.name))
}

fn cut(name: &str) -> Cow<'_, str> {
    match name.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => Cow::Owned(format!("{}…", name.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(name),
    }
}

/// The name of a tier.
pub(crate) fn tier<'a>(found: &Sensitivity<'a>, tier: usize) -> &'a str {
    found.field.tiers.get(tier).map_or("", |tier| tier.name.as_str())
}

/// What people call a criterion.
pub(crate) fn label<'a>(found: &Sensitivity<'a>, node: usize) -> &'a str {
    found.field.nodes.get(node).map_or("", |node| node.label.as_str())
}

/// What happens at an end.
pub(crate) fn event(found: &Sensitivity<'_>, event: Event, language: Language) -> String {
    match event {
        Event::Swap { up, down } => say::passes(language, &name(found, up), &name(found, down)),
        Event::Reaches { account, tier: t } => say::reaches(language, &name(found, account), tier(found, t)),
        Event::Misses { account, tier: t } => say::falls_below(language, &name(found, account), tier(found, t)),
    }
}

/// What a method is called.
pub(crate) fn method(method: Method, language: Language) -> &'static str {
    match method {
        Method::Product => say::weighted_product(language),
        Method::Topsis => "TOPSIS",
    }
}

/// How large a step is.
pub(crate) fn step(size: Option<StepSize>, language: Language) -> String {
    let [none, level] = say::steps(language);
    match size {
        None => none.to_owned(),
        Some(StepSize::Level) => level.to_owned(),
        Some(StepSize::Number(x)) => language.with_marks(x.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::sensitivity::intervals::interval::End;

    #[test]
    fn almost_all_and_almost_nothing_do_not_look_like_all_and_nothing() {
        let shown = [0.0, 0.0004, 0.5, 0.9996, 1.0].map(|x| share(x, Language::English));
        assert_eq!(shown, ["0 %", "< 0.1 %", "50.0 %", "> 99.9 %", "100 %"]);
    }

    #[test]
    fn a_long_name_is_cut() {
        let name = |n| "é".repeat(n);
        assert_eq!([cut(&name(100)), cut(&name(1_000_000))], [name(100), name(100) + "…"]);
    }

    #[test]
    fn an_interval_is_rounded_inwards() {
        let event = Some(Event::Swap { up: 1, down: 0 });
        let end = |share, event| End { share, event };
        let of = |low, high| interval(&Interval { low, high, is_inner: false }, 0.3, Language::English);
        assert_eq!(of(end(0.20001, event), end(0.37999, event)), "20.1 to 37.9");
        assert_eq!(of(end(0.2, event), end(1.0, None)), "20.0 to 100.0");
        assert_eq!(of(end(0.0, None), end(1.0, None)), "any");
        // A weight that cannot rise at all stands at the end of its own interval: 6/13 is shown as 46.2.
        let fixed = Interval { low: end(0.375, event), high: end(6.0 / 13.0, event), is_inner: false };
        assert_eq!(interval(&fixed, 6.0 / 13.0, Language::English), "37.5 to 46.2");
    }
}
