// Own algorithms over slices: generic quicksort, heap, permutations, primes, matrix, edit distance.
fn quicksort<T: PartialOrd + Copy>(v: &mut [T]) {
    if v.len() < 2 {
        return;
    }
    let (pivot, mut i) = (v[v.len() / 2], 0);
    let mut j = v.len() - 1;
    loop {
        while v[i] < pivot { i += 1 }
        while v[j] > pivot { j -= 1 }
        if i >= j { break }
        v.swap(i, j);
        i += 1;
        j -= 1;
    }
    let (left, right) = v.split_at_mut(i);
    quicksort(left);
    quicksort(right);
}

fn permutations(items: &mut Vec<u8>, k: usize, seen: &mut impl FnMut(&[u8])) {
    if k == items.len() {
        return seen(items);
    }
    for i in k..items.len() {
        items.swap(k, i);
        permutations(items, k + 1, seen);
        items.swap(k, i);
    }
}

fn primes(n: usize) -> Vec<usize> {
    let mut sieve = vec![true; n];
    (2..n).filter(|&p| {
        if sieve[p] { (p * p..n).step_by(p).for_each(|m| sieve[m] = false) }
        sieve[p]
    }).collect()
}

fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut last = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let cost = if x == *y { last } else { 1 + last.min(row[j]).min(row[j + 1]) };
            last = std::mem::replace(&mut row[j + 1], cost);
        }
    }
    row[b.len()]
}

fn main() {
    let mut v: Vec<i64> = (0..500).map(|i| (i * 7919 + 13) % 1009).collect();
    quicksort(&mut v);
    println!("{} {:?}", v.windows(2).all(|w| w[0] <= w[1]), &v[..6]);
    let mut f = [2.5f32, -1.0, 9.25, 0.0];
    quicksort(&mut f);
    println!("{f:?}");
    let mut count = 0;
    permutations(&mut vec![1, 2, 3, 4, 5, 6], 0, &mut |p| count += (p[0] < p[5]) as u32);
    println!("{count} {:?} {}", primes(60), primes(20_000).len());
    println!("{} {}", distance("kitten", "sitting"), distance("", "abc"));
}
