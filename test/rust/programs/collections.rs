// The standard collections, driven far enough to grow, split and shrink.
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, HashSet, LinkedList, VecDeque};

fn random(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

fn main() {
    let mut state = 88172645463325252;
    let numbers: Vec<u64> = (0..5000).map(|_| random(&mut state) % 1000).collect();
    let tree: BTreeMap<u64, usize> = numbers.iter().fold(BTreeMap::new(), |mut m, n| { *m.entry(*n).or_insert(0) += 1; m });
    let hash: HashMap<u64, usize> = tree.iter().map(|(k, v)| (*k, *v)).collect();
    println!("{} {} {:?}", tree.len(), hash.values().sum::<usize>(), tree.range(500..).next());
    let mut heap: BinaryHeap<_> = numbers.iter().copied().collect();
    println!("{:?}", (0..5).map(|_| heap.pop().unwrap()).collect::<Vec<_>>());
    let mut deque: VecDeque<_> = numbers.iter().take(100).collect();
    deque.rotate_left(37);
    println!("{:?} {:?}", deque.front(), deque.back());
    let (odd, even): (BTreeSet<u64>, HashSet<u64>) = (numbers.iter().filter(|n| *n % 2 == 1).copied().collect(), numbers.iter().filter(|n| *n % 2 == 0).copied().collect());
    println!("{} {}", odd.len(), even.len());
    let mut sorted = numbers.clone();
    sorted.sort_unstable_by_key(|n| std::cmp::Reverse(*n));
    sorted.dedup();
    println!("{} {:?} {:?}", sorted.len(), &sorted[..3], sorted.binary_search_by(|n| 500.cmp(n)).is_ok());
    let mut list: LinkedList<_> = sorted.into_iter().take(5).collect();
    list.append(&mut LinkedList::from([1, 2]));
    println!("{list:?}");
}
