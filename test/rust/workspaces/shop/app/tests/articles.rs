// An integration test: a program of its own that links the library.
use app::{Article, SQUARES};
use store::Item;

#[test]
fn fields_are_named_in_order() {
    assert_eq!(Article::FIELDS, ["name", "price"]);
}

#[test]
fn price_is_the_articles_own() {
    let article = Article { name: "apple".into(), price: SQUARES[3] };
    assert_eq!(article.price(), 9);
    assert_eq!(std::thread::spawn(move || article.name().len()).join().unwrap(), 5);
}

#[test]
fn the_program_runs() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_app")).arg("1").output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("took apple sold 1"));
}
