// async/await with a hand-written executor: joins, timers by polling, wakers, drop of unfinished futures.
use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::Future;
use std::pin::{pin, Pin};
use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};

struct Counter(AtomicU32);

impl Wake for Counter {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

struct Yield(u32);

impl Future for Yield {
    type Output = &'static str;
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.0 == 0 {
            return Poll::Ready("done");
        }
        self.0 -= 1;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

struct Noisy(u32);

impl Drop for Noisy {
    fn drop(&mut self) {
        println!("drop {}", self.0);
    }
}

async fn step(id: u32, log: Rc<RefCell<Vec<String>>>) -> u32 {
    let _noisy = Noisy(id);
    for round in 0..id {
        let text = Yield(1).await;
        log.borrow_mut().push(format!("{id}.{round} {text}"));
    }
    id * 10
}

fn recursive(n: u64) -> Pin<Box<dyn Future<Output = u64>>> {
    Box::pin(async move { if n < 2 { 1 } else { Yield(1).await; n * recursive(n - 1).await } })
}

fn main() {
    let counter = Arc::new(Counter(AtomicU32::new(0)));
    let waker = Waker::from(counter.clone());
    let mut context = Context::from_waker(&waker);
    let log = Rc::new(RefCell::new(Vec::new()));
    let mut queue: VecDeque<Pin<Box<dyn Future<Output = u32>>>> = VecDeque::new();
    for id in 1..4 {
        queue.push_back(Box::pin(step(id, log.clone())));
    }
    let mut total = 0;
    while let Some(mut task) = queue.pop_front() {
        match task.as_mut().poll(&mut context) {
            Poll::Ready(value) => total += value,
            Poll::Pending => queue.push_back(task),
        }
    }
    println!("{total} {:?} wakes {}", log.borrow(), counter.0.load(Ordering::SeqCst));
    let mut future = recursive(10);
    let mut polls = 1;
    println!("{}", loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => break value,
            Poll::Pending => polls += 1,
        }
    });
    println!("{polls}");
    {
        let mut unfinished = pin!(step(9, log.clone()));
        println!("{}", unfinished.as_mut().poll(&mut context).is_pending());
    }
    println!("end");
}
