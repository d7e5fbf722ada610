#!/bin/bash
# What `make demo` runs: bzip2 built twice, sizes and times, and a real file round-tripped.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
out=${AUTOJIT_OUT:-$root/out}
cc=${CC:-clang-22}
work=${AUTOJIT_BUILD:-$root/build}/demo
units="blocksort huffman crctable randtable compress decompress bzlib bzip2"

for needed in autojit.so libautojit-runtime.so; do
    if [ ! -e "$out/lib/$needed" ]; then
        echo "demo: $out/lib/$needed is missing: run \`make\` first" >&2
        exit 1
    fi
done
source=$(cd "$root/benchmark" && python3 -c 'from harness.sources import fetch; print(fetch("bzip2"))')

rm -rf "$work"
mkdir -p "$work/regular" "$work/lazy"
export AUTOJIT_CACHE_DIR=$work/cache

# Runs a command and prints what it was and how long it took.
timed() {
    local label=$1 begin=${EPOCHREALTIME/./}
    shift
    "$@"
    local end=${EPOCHREALTIME/./}
    printf '  %-34s %7d.%d ms\n' "$label" $(((end - begin) / 1000)) $(((end - begin) / 100 % 10))
}

compile() { # flavour flags...
    local flavour=$1 unit
    shift
    for unit in $units; do
        "$cc" -O0 -g -D_FILE_OFFSET_BITS=64 "$@" -c "$source/$unit.c" -o "$work/$flavour/$unit.o"
    done
}

echo "bzip2 1.0.8, built by $cc -O0 -g"
for round in warm-up counted; do
    test $round = counted && exec 3>&1 || exec 3>/dev/null
    timed "compile, regular" compile regular >&3
    timed "compile, with the plugin" compile lazy "-fpass-plugin=$out/lib/autojit.so" >&3
done
timed "link, regular" "$cc" "$work"/regular/*.o -o "$work/regular/bzip2"
timed "link, with the runtime" "$cc" "$work"/lazy/*.o -L"$out/lib" -lautojit-runtime \
    "-Wl,-rpath,$out/lib" -o "$work/lazy/bzip2"

size() { stat -c %s "$@" | awk '{ sum += $1 } END { printf "%.1f", sum / 1024 }'; }
echo
printf '  %-34s %9s kb regular, %s kb lazy\n' "objects" \
    "$(size "$work"/regular/*.o)" "$(size "$work"/lazy/*.o)" \
    "executable" "$(size "$work/regular/bzip2")" "$(size "$work/lazy/bzip2")"

file=$source/manual.ps
pack() { "$work/$1/bzip2" -9 <"$file" >"$work/$1/packed.bz2"; }
unpack() { "$work/$1/bzip2" -d <"$work/$1/packed.bz2" >"$work/$1/unpacked"; }
echo
echo "$(basename "$file"), $(size "$file") kb, compressed and decompressed"
timed "compress, regular" pack regular
timed "decompress, regular" unpack regular
timed "compress, lazy, first run" pack lazy
timed "decompress, lazy, first run" unpack lazy
timed "compress, lazy, warm" pack lazy
timed "decompress, lazy, warm" unpack lazy

cmp "$file" "$work/lazy/unpacked"
cmp "$work/regular/packed.bz2" "$work/lazy/packed.bz2"
echo
echo "Same bytes as the regular build, and back again: $(md5sum <"$work/lazy/packed.bz2" | cut -c1-32)"
