//! How little a set of judgements tells about a pair: the effective resistance between two points of a graph.

use super::ahp::Judgement;

/// The effective resistance of every pair, where each judgement is a resistor of one ohm. It is the variance of the
/// logarithm of the two weights' ratio, in units of the variance of one judgement. It is 1 for a judged pair that no
/// other judgements check, and less where they do. `None` for a graph that is not connected.
///
/// D. J. Klein, M. Randić, J. Math. Chem. 12, 1993, 81-95, doi 10.1007/BF01164627.
pub(crate) fn resistances(n: usize, judgements: &[Judgement]) -> Option<Vec<Vec<f64>>> {
    // The Laplacian plus 1/n everywhere has an inverse, which differs from the pseudo-inverse by a constant.
    let mut laplacian = vec![vec![1.0 / n as f64; n]; n];
    for judgement in judgements {
        for (row, column, step) in [
            (judgement.more, judgement.more, 1.0),
            (judgement.less, judgement.less, 1.0),
            (judgement.more, judgement.less, -1.0),
            (judgement.less, judgement.more, -1.0),
        ] {
            *laplacian.get_mut(row)?.get_mut(column)? += step;
        }
    }
    let inverse = inverse(laplacian)?;
    let entry = |row: usize, column: usize| inverse.get(row).and_then(|r| r.get(column)).copied().unwrap_or(0.0);
    let resistance = |a: usize, b: usize| entry(a, a) + entry(b, b) - 2.0 * entry(a, b);
    Some((0..n).map(|a| (0..n).map(|b| resistance(a, b)).collect()).collect())
}

/// The inverse by Gauss and Jordan; `None` where there is none. The matrix is symmetric without negative eigenvalues,
/// so every pivot is positive where there is an inverse.
fn inverse(mut matrix: Vec<Vec<f64>>) -> Option<Vec<Vec<f64>>> {
    let n = matrix.len();
    for (place, row) in matrix.iter_mut().enumerate() {
        row.extend((0..n).map(|column| f64::from(u8::from(column == place))));
    }
    for place in 0..n {
        let pivot = *matrix.get(place)?.get(place)?;
        if pivot < 1e-9 {
            return None;
        }
        let mut chosen = std::mem::take(matrix.get_mut(place)?);
        chosen.iter_mut().for_each(|entry| *entry /= pivot);
        for row in matrix.iter_mut().filter(|row| !row.is_empty()) {
            let factor = *row.get(place)?;
            row.iter_mut().zip(&chosen).for_each(|(entry, above)| *entry -= factor * above);
        }
        *matrix.get_mut(place)? = chosen;
    }
    Some(matrix.into_iter().map(|mut row| row.split_off(n)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(more: usize, less: usize) -> Judgement {
        Judgement { more, less, by: 1.0 }
    }

    #[test]
    fn resistors_add_up_in_a_row_and_share_side_by_side() {
        let path = resistances(3, &[judged(0, 1), judged(1, 2)]).unwrap();
        assert!((path[0][2] - 2.0).abs() < 1e-12 && (path[0][1] - 1.0).abs() < 1e-12);
        let triangle = resistances(3, &[judged(0, 1), judged(1, 2), judged(2, 0)]).unwrap();
        assert!((triangle[0][1] - 2.0 / 3.0).abs() < 1e-12);
        assert!(resistances(3, &[judged(0, 1)]).is_none());
    }
}
