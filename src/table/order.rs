//! Another order of the rows of a batch.

/// Another order of rows: each of them once.
#[derive(Debug, Clone)]
pub(crate) struct Order(Vec<u16>);

impl Order {
    /// An order in which each of the first rows comes once; `None` where one is missing or comes twice, or where they are
    /// more than there is room for.
    pub(crate) fn new<'r>(rows: impl Iterator<Item = &'r u32>) -> Option<Self> {
        let rows: Vec<u16> = rows.map(|row| u16::try_from(*row).ok()).collect::<Option<_>>()?;
        let mut seen = vec![false; rows.len()];
        for row in &rows {
            let seen = seen.get_mut(usize::from(*row))?;
            if std::mem::replace(seen, true) {
                return None;
            }
        }
        Some(Order(rows))
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The rows in this order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = usize> + Clone {
        self.0.iter().map(|row| usize::from(*row))
    }

    /// The row that comes at a place.
    pub(crate) fn at(&self, place: usize) -> Option<usize> {
        self.0.get(place).map(|row| usize::from(*row))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_comes_once() {
        let order = |rows: &[u32]| Order::new(rows.iter()).map(|order| order.rows().collect::<Vec<_>>());
        assert_eq!(order(&[2, 0, 1]), Some(vec![2, 0, 1]));
        assert_eq!(order(&[]), Some(vec![]));
        assert_eq!([order(&[0, 0]), order(&[1]), order(&[0, 2])], [None, None, None]);
        assert!(Order::new((0..=u32::from(u16::MAX)).collect::<Vec<_>>().iter()).is_some());
        assert!(Order::new((0..=u32::from(u16::MAX) + 1).collect::<Vec<_>>().iter()).is_none());
    }
}
