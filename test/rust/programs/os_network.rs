// A TCP server and client on the loopback device, in threads.
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};

fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let server = std::thread::spawn(move || -> std::io::Result<usize> {
        let (stream, _) = listener.accept()?;
        let mut writer = stream.try_clone()?;
        let mut count = 0;
        for line in BufReader::new(stream).lines() {
            writeln!(writer, "{}", line?.chars().rev().collect::<String>())?;
            count += 1;
        }
        Ok(count)
    });
    let mut client = TcpStream::connect(address)?;
    client.write_all(b"hello\nworld\n")?;
    client.shutdown(std::net::Shutdown::Write)?;
    for line in BufReader::new(client).lines() {
        println!("{}", line?);
    }
    println!("{}", server.join().unwrap()?);
    Ok(())
}
