// An example of the package.
use store::Item;

fn main() {
    println!("{} {}", app::Plain("pear").price(), app::Plain("stone").price());
}
