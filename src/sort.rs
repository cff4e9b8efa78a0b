//! Sorting, by one code for all types: of each, the compiler writes the standard library's sort anew, 3 kB of it.

use std::cmp::Ordering;

/// Sorts as [`slice::sort_by`] does: what is equal stays in the order in which it was.
pub(crate) fn sort_by<T>(items: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = |one: &usize, other: &usize| match (items.get(*one), items.get(*other)) {
        (Some(one), Some(other)) => compare(one, other),
        _ => Ordering::Equal,
    };
    let places = sorted(items.len(), &order);
    let mut taken: Vec<_> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(
        places
            .into_iter()
            .filter_map(|place| taken.get_mut(place)?.take()),
    );
}

/// The places of so many items, in their order.
#[inline(never)]
fn sorted(count: usize, order: &dyn Fn(&usize, &usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<_> = (0..count).collect();
    places.sort_by(order);
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_equal_stays_in_the_order_in_which_it_was() {
        let mut items: Vec<_> = (0..200).map(|at| (at * 7 % 5, at)).collect();
        let mut expected = items.clone();
        expected.sort_by_key(|(key, _)| *key);
        sort_by(&mut items, |(one, _), (other, _)| one.cmp(other));
        assert_eq!(items, expected);

        let mut none: Vec<String> = Vec::new();
        sort_by(&mut none, Ord::cmp);
        assert!(none.is_empty());
    }
}
