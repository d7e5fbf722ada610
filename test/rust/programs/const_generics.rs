// Const generics, const fn and const evaluation.
const fn fibonacci(n: usize) -> u64 {
    if n < 2 { n as u64 } else { fibonacci(n - 1) + fibonacci(n - 2) }
}

const TABLE: [u64; 16] = {
    let mut table = [0; 16];
    let mut i = 0;
    while i < 16 {
        table[i] = fibonacci(i);
        i += 1;
    }
    table
};

#[derive(Debug, Clone, Copy, PartialEq)]
struct Matrix<const R: usize, const C: usize>([[i32; C]; R]);

impl<const R: usize, const C: usize> Matrix<R, C> {
    const CELLS: usize = R * C;
    fn times<const K: usize>(&self, other: &Matrix<C, K>) -> Matrix<R, K> {
        let mut out = [[0; K]; R];
        for (r, row) in out.iter_mut().enumerate() {
            for (k, cell) in row.iter_mut().enumerate() {
                *cell = (0..C).map(|c| self.0[r][c] * other.0[c][k]).sum();
            }
        }
        Matrix(out)
    }
}

fn sum<const N: usize, const NEGATE: bool>(values: [i32; N]) -> i32 {
    let sum: i32 = values.iter().sum();
    if NEGATE { -sum } else { sum }
}

fn main() {
    let a = Matrix([[1, 2, 3], [4, 5, 6]]);
    let b = Matrix([[1, 0], [0, 1], [2, 2]]);
    println!("{:?} {}", a.times(&b), Matrix::<7, 9>::CELLS);
    println!("{} {}", sum::<3, true>([1, 2, 3]), sum::<4, false>([1; 4]));
    println!("{TABLE:?}");
    println!("{:?}", std::array::from_fn::<_, 5, _>(|i| TABLE[i + 5]));
}
