// A program of three crates: a table of its build script, a derive macro, generics and trait objects of a library.
use app::{greeting, Article, Plain, SQUARES};
use store::{sold, total, Item, Shelf};

fn main() {
    println!("{} {} {:?}", greeting(), env!("BUILT_BY"), Article::FIELDS);
    let items: Vec<Box<dyn Item>> = vec![
        Box::new(Article { name: "lamp".into(), price: SQUARES[5] }),
        Box::new(Plain("apple")),
    ];
    println!("total {}", total(&items));
    let mut shelf = Shelf::<Box<dyn Item>, 2>::default();
    for item in items {
        println!("{:?}", shelf.put(item).map_err(|i| i.name().to_string()));
    }
    println!("{:?} sold {}", shelf.put(Box::new(Plain("pear"))).map_err(|i| i.name().to_string()), sold());
    if let Some(index) = std::env::args().nth(1) {
        let taken = shelf.take(index.parse().unwrap());
        println!("took {} sold {}", taken.name(), sold());
    }
}
