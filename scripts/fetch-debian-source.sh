#!/usr/bin/env bash
# Gets the original tarball of a Debian source package, checks it, and unpacks it into DESTDIR.
# usage: fetch-debian-source.sh NAME VERSION SHA256 DESTDIR
#   VERSION is the Debian version (1.0.8-5); SHA256 is that of NAME_*.orig.tar.*; DESTDIR becomes the
#   tarball's top folder. Nothing happens when DESTDIR already holds that very tarball.
# The machine's own apt sources are used, in a private configuration below build/: /etc stays untouched.
set -eu

if [ $# != 4 ]; then
  sed -n 's/^# usage/usage/p' "$0" >&2
  exit 2
fi
name=$1 version=$2 sha256=$3 destination=$4
stamp=$destination/.debian-source
if [ "$(cat "$stamp" 2>/dev/null)" = "$name $version $sha256" ]; then
  exit 0
fi

fail() {
  echo "fetch-debian-source: $*" >&2
  exit 1
}

root=$(cd "$(dirname "$0")/.." && pwd)
apt=$root/build/apt
downloads=$root/build/downloads/$name
mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/sources.list.d" "$downloads"

# Only one at a time: two runs would fight over the private lists.
exec 9>"$apt/lock"
flock 9

tarball() {
  local file
  for file in "$downloads/$name"_*.orig.tar.*; do
    case $file in
      *.asc) ;;
      *) if [ -f "$file" ] && [ "$(sha256sum <"$file")" = "$sha256  -" ]; then
          echo "$file"
          return
        fi ;;
    esac
  done
}

found=$(tarball)
if [ -z "$found" ]; then
  command -v apt-get >/dev/null || fail "no apt-get here; put the original tarball of $name $version into $downloads"
  # The binary stanzas of this machine, asked for sources instead; existing source stanzas stay.
  rm -f "$apt/sources.list.d"/*
  : >"$apt/sources.list"
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -f "$file" ] && sed -E 's/^deb[[:space:]]/deb-src /' "$file" | sort -u >>"$apt/sources.list"
  done
  for file in /etc/apt/sources.list.d/*.sources; do
    [ -f "$file" ] && sed -E 's/^Types:.*$/Types: deb-src/' "$file" >"$apt/sources.list.d/$(basename "$file")"
  done
  options=(
    -o Dir::Etc::SourceList="$apt/sources.list" -o Dir::Etc::SourceParts="$apt/sources.list.d"
    -o Dir::State::Lists="$apt/lists" -o Dir::Cache="$apt/cache"
    # The unprivileged _apt user need not be able to read this folder.
    -o APT::Sandbox::User=root -o APT::Get::List-Cleanup=false
  )
  log=$apt/log
  [ -n "$(find "$apt/lists" -maxdepth 1 -name '*Sources*' -mmin -1440 -print -quit)" ] ||
    apt-get "${options[@]}" -qq update >"$log" 2>&1 ||
    fail "apt-get could not read the source lists: $(tail -n 1 "$log")"
  # --only-source: NAME is the source package, not a binary package built from another one.
  get() {
    (cd "$downloads" && apt-get "${options[@]}" -qq --only-source --download-only source "$1") >"$log" 2>&1
  }
  # An archive keeps only the newest Debian revision. An older one's original tarball is mostly the
  # same, and the checksum has the last word.
  get "$name=$version" || get "$name" ||
    fail "apt-get could not get the source of $name $version: $(grep -m 1 '^E:' "$log" || tail -n 1 "$log")"
  found=$(tarball)
  [ -n "$found" ] || fail "no original tarball of $name $version has the SHA-256 $sha256: $(cd "$downloads" && sha256sum -- *.orig.tar.* | tr '\n' ' ')"
fi

mkdir -p "$(dirname "$destination")"
unpacked=$(mktemp -d "$(dirname "$destination")/.unpack.XXXXXX")
trap 'rm -rf "$unpacked"' EXIT
tar --extract --no-same-owner --file "$found" --directory "$unpacked" --strip-components 1
echo "$name $version $sha256" >"$unpacked/.debian-source"
chmod 755 "$unpacked"
rm -rf "$destination"
mv "$unpacked" "$destination"
