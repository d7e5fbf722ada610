// Rc, Arc, Weak, RefCell, Cell, Pin, Box of unsized values, cyclic structures, custom Deref.
use std::cell::{Cell, RefCell};
use std::ops::{Deref, DerefMut};
use std::rc::{Rc, Weak};
use std::sync::Arc;

struct Node {
    value: u32,
    parent: RefCell<Weak<Node>>,
    children: RefCell<Vec<Rc<Node>>>,
}

impl Drop for Node {
    fn drop(&mut self) {
        println!("drop node {}", self.value);
    }
}

struct Wrapper(Vec<u8>);

impl Deref for Wrapper {
    type Target = Vec<u8>;
    fn deref(&self) -> &Vec<u8> {
        &self.0
    }
}
impl DerefMut for Wrapper {
    fn deref_mut(&mut self) -> &mut Vec<u8> {
        &mut self.0
    }
}

fn main() {
    let leaf = Rc::new(Node { value: 3, parent: Default::default(), children: Default::default() });
    {
        let branch = Rc::new(Node { value: 5, parent: Default::default(), children: RefCell::new(vec![leaf.clone()]) });
        *leaf.parent.borrow_mut() = Rc::downgrade(&branch);
        println!("{:?} {} {}", leaf.parent.borrow().upgrade().map(|p| p.value), Rc::strong_count(&leaf), branch.children.borrow().len());
    }
    println!("{}", leaf.parent.borrow().upgrade().is_none());
    let cell = RefCell::new(1);
    let held = cell.borrow_mut();
    println!("{}", cell.try_borrow().is_err());
    drop(held);
    let mut w = Wrapper(vec![1]);
    w.push(2);
    println!("{:?} {}", w.iter().rev().collect::<Vec<_>>(), w.len());
    let text: Arc<str> = "shared".into();
    let list: Box<[u32]> = vec![1, 2, 3].into_boxed_slice();
    println!("{text} {list:?} {}", Arc::strong_count(&text));
    let cyclic = Rc::new_cyclic(|me: &Weak<(Weak<u8>, Cell<u8>)>| { println!("{}", me.upgrade().is_none()); (Weak::new(), Cell::new(4)) });
    println!("{}", cyclic.1.replace(9));
    println!("{:?}", std::panic::catch_unwind(|| { let c = RefCell::new(0); let _a = c.borrow_mut(); let _b = c.borrow_mut(); }).is_err());
}
