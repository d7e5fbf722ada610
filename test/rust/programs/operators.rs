// Operator traits, comparison, hashing, indexing, conversion, iteration over own types.
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::ops::{AddAssign, BitXor, Index, IndexMut, Neg, Not, RangeInclusive, Shl, Sub};

#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Hash, Default)]
struct V(i32, i32);

impl Sub for V {
    type Output = V;
    fn sub(self, o: V) -> V {
        V(self.0 - o.0, self.1 - o.1)
    }
}
impl Neg for V {
    type Output = V;
    fn neg(self) -> V {
        V(-self.0, -self.1)
    }
}
impl AddAssign<i32> for V {
    fn add_assign(&mut self, by: i32) {
        self.0 += by;
        self.1 += by;
    }
}
impl From<(i32, i32)> for V {
    fn from(p: (i32, i32)) -> V {
        V(p.0, p.1)
    }
}
impl Shl<u32> for V {
    type Output = V;
    fn shl(self, n: u32) -> V {
        V(self.0 << n, self.1 << n)
    }
}

struct Grid(Vec<V>, usize);

impl Index<(usize, usize)> for Grid {
    type Output = V;
    fn index(&self, (x, y): (usize, usize)) -> &V {
        &self.0[y * self.1 + x]
    }
}
impl IndexMut<(usize, usize)> for Grid {
    fn index_mut(&mut self, (x, y): (usize, usize)) -> &mut V {
        &mut self.0[y * self.1 + x]
    }
}
impl<'a> IntoIterator for &'a Grid {
    type Item = &'a V;
    type IntoIter = std::slice::Iter<'a, V>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

fn bits<T: BitXor<Output = T> + Not<Output = T>>(a: T, b: T) -> T {
    !(a ^ b)
}

fn span(r: RangeInclusive<char>) -> usize {
    r.count()
}

fn main() {
    let mut grid = Grid(vec![V::default(); 6], 3);
    grid[(2, 1)] = V::from((3, 4)) << 2;
    grid[(0, 0)] += 5;
    println!("{:?} {:?}", -grid[(2, 1)], grid[(0, 0)] - V(1, 2));
    println!("{} {:?}", grid.into_iter().filter(|v| **v != V(0, 0)).count(), V(1, 2).partial_cmp(&V(1, 3)));
    println!("{} {} {}", bits(5u8, 3), bits(true, false), span('a'..='z'));
    let mut hasher = DefaultHasher::new();
    V(1, 2).hash(&mut hasher);
    println!("{:x}", hasher.finish());
}
