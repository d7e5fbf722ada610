//! Stock of a shop: generics, trait objects, statics and panics for another crate to use.
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::LazyLock;

/// Something that can be sold.
pub trait Item {
    /// Its name.
    fn name(&self) -> &str;
    /// Its price.
    fn price(&self) -> u32 {
        DEFAULTS.get(self.name()).copied().unwrap_or(1)
    }
}

static DEFAULTS: LazyLock<BTreeMap<&str, u32>> = LazyLock::new(|| BTreeMap::from([("apple", 3), ("pear", 4)]));
static SOLD: AtomicU32 = AtomicU32::new(0);

/// A shelf of things with room for `N`.
///
/// ```
/// let mut shelf = store::Shelf::<u32, 2>::default();
/// shelf.put(7).unwrap();
/// assert_eq!(shelf.take(0), 7);
/// ```
#[derive(Debug)]
pub struct Shelf<T, const N: usize>(Vec<T>);

impl<T, const N: usize> Default for Shelf<T, N> {
    fn default() -> Self {
        Shelf(Vec::with_capacity(N))
    }
}

impl<T, const N: usize> Shelf<T, N> {
    /// Adds a thing, or gives it back.
    pub fn put(&mut self, thing: T) -> Result<usize, T> {
        if self.0.len() == N {
            return Err(thing);
        }
        self.0.push(thing);
        Ok(self.0.len())
    }

    /// Takes a thing; panics when there is none.
    pub fn take(&mut self, index: usize) -> T {
        SOLD.fetch_add(1, Ordering::Relaxed);
        self.0.remove(index)
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }
}

/// What a customer pays.
pub fn total<'a>(items: impl IntoIterator<Item = &'a Box<dyn Item>>) -> u32 {
    items.into_iter().map(|i| i.price()).sum()
}

/// How many things were taken.
#[inline]
pub fn sold() -> u32 {
    SOLD.load(Ordering::Relaxed)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Named(&'static str);

    impl Item for Named {
        fn name(&self) -> &str {
            self.0
        }
    }

    #[test]
    fn shelf_full_gives_back() {
        let mut shelf = Shelf::<_, 1>::default();
        assert_eq!(shelf.put('a'), Ok(1));
        assert_eq!(shelf.put('b'), Err('b'));
        assert_eq!(shelf.iter().count(), 1);
    }

    #[test]
    fn total_uses_default_prices() {
        let items: Vec<Box<dyn Item>> = vec![Box::new(Named("apple")), Box::new(Named("stone"))];
        assert_eq!(total(&items), 4);
    }

    #[test]
    #[should_panic(expected = "removal index")]
    fn take_from_empty_panics() {
        Shelf::<u8, 1>::default().take(0);
    }

    #[test]
    fn parse_error_is_returned() -> Result<(), std::num::ParseIntError> {
        assert_eq!("12".parse::<u32>()?, 12);
        Ok(())
    }

    #[test]
    #[ignore = "fails on purpose"]
    fn fails() {
        assert_eq!(total(&[]), 1, "nothing costs nothing");
    }
}
