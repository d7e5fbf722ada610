// A benchmark without the unstable harness: prints what it computed, not how long it took.
use store::Item;

fn main() {
    let items: Vec<Box<dyn Item>> = (0..1000).map(|_| Box::new(app::Plain("apple")) as Box<dyn Item>).collect();
    println!("bench total {}", (0..100).map(|_| store::total(&items)).sum::<u32>());
}
