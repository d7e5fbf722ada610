// The formatting machinery: widths, derives, pretty debug, floats.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
struct Record {
    id: u32,
    tags: Vec<String>,
    state: State,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
enum State {
    #[default]
    New,
    Moved { x: i8, y: i8 },
    Named(String),
}

fn main() {
    let record = Record { id: 7, tags: vec!["a\n".into(), "ü".into()], state: State::Moved { x: -1, y: 2 } };
    println!("{record:?}\n{record:#?}\n{:?}", Record::default());
    println!("[{:>8}] [{:<8}] [{:^8}] [{:*^9}] [{:+}] [{:08.3}]", 1, 2, 3, "mid", 4, 5.6789);
    println!("{:#x} {:#o} {:#010b} {:e}", 255, 8, 5, 123456.0);
    println!("{} {} {} {:?} {:?}", 0.1 + 0.2, f32::MAX, f64::MIN_POSITIVE, 1.0, f64::NAN);
    println!("{0:1$.2$} {name:?}", 3.14159, 10, 2, name = State::Named("n".into()));
    println!("{:?}", State::New < State::Named(String::new()));
}
