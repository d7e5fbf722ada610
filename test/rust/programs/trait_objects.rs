// Trait objects: dispatch, default methods, supertraits and upcasting, Any, dropping through a box.
use std::any::Any;
use std::rc::Rc;

trait Named {
    fn name(&self) -> String;
}

trait Animal: Named {
    fn legs(&self) -> u32 {
        4
    }
    fn as_any(&self) -> &dyn Any;
}

struct Dog(u8);
struct Bird;

impl Named for Dog {
    fn name(&self) -> String {
        format!("dog {}", self.0)
    }
}
impl Named for Bird {
    fn name(&self) -> String {
        "bird".into()
    }
}
impl Animal for Dog {
    fn as_any(&self) -> &dyn Any {
        self
    }
}
impl Animal for Bird {
    fn legs(&self) -> u32 {
        2
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}
impl Drop for Dog {
    fn drop(&mut self) {
        println!("drop {}", self.name());
    }
}

fn upcast(animal: &dyn Animal) -> &dyn Named {
    animal
}

fn main() {
    let zoo: Vec<Box<dyn Animal>> = vec![Box::new(Dog(1)), Box::new(Bird), Box::new(Dog(2))];
    for animal in &zoo {
        println!("{} {} {}", upcast(animal.as_ref()).name(), animal.legs(), animal.as_any().is::<Dog>());
    }
    println!("{}", std::mem::size_of_val(zoo[0].as_ref()));
    let shared: Rc<dyn Animal> = Rc::new(Dog(3));
    let weak = Rc::downgrade(&shared);
    drop(shared);
    println!("{}", weak.upgrade().is_none());
}
