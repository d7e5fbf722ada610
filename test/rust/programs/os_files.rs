// Files, buffered readers and writers, errors with `?`, a directory walk.
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

fn run(dir: &std::path::Path) -> io::Result<u64> {
    fs::create_dir_all(dir.join("sub"))?;
    let path = dir.join("sub/data.txt");
    let mut writer = BufWriter::new(File::create(&path)?);
    for i in 0..1000 {
        writeln!(writer, "line {i}")?;
    }
    writer.into_inner()?.sync_all()?;
    let lines = BufReader::new(File::open(&path)?).lines().map_while(Result::ok).filter(|l| l.ends_with('7')).count();
    let mut file = File::options().read(true).write(true).open(&path)?;
    file.seek(SeekFrom::End(-9))?;
    let mut tail = String::new();
    file.read_to_string(&mut tail)?;
    println!("{lines} {tail:?}");
    let names: Vec<_> = fs::read_dir(dir)?.map(|e| e.unwrap().file_name()).collect();
    println!("{names:?}");
    println!("{:?}", File::open(dir.join("missing")).map_err(|e| (e.kind(), e.to_string())).err());
    Ok(fs::metadata(&path)?.len())
}

fn main() {
    let dir = std::env::current_dir().unwrap().join("os_files.tmp");
    println!("{:?}", run(&dir));
    fs::remove_dir_all(&dir).unwrap();
}
