#!/usr/bin/env bash
# Installs the Debian packages the build needs, and those that are named, but only what is missing.
# usage: bootstrap.sh [PACKAGE]...
set -eu

packages=(
  clang-22 lld-22 llvm-22-dev llvm-22-tools liblld-22-dev libclang-rt-22-dev lldb-22 # one LLVM for all
  libzstd-dev zlib1g-dev libxxhash-dev                                             # linked into the parts
  cmake ninja-build make python3 binutils                                          # the build itself
  gdb socat strace ccache sccache nlohmann-json3-dev                               # tests
  dpkg-dev tcl xz-utils                                                            # benchmarks
  "$@"
)

missing=$(comm -23 <(printf '%s\n' "${packages[@]}" | sort) \
  <(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' "${packages[@]}" 2>/dev/null |
    sed -n 's/^installed //p' | sort -u))

if [ -n "$missing" ]; then
  list=$(echo $missing)
  if ! command -v apt-get >/dev/null; then
    echo "bootstrap: these packages are missing, and there is no apt-get to install them with: $list" >&2
    exit 1
  fi
  as_root=()
  if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "bootstrap: these packages are missing: $list" >&2
      echo "bootstrap: run this as root, or install sudo: apt-get install $list" >&2
      exit 1
    fi
    as_root=(sudo)
  fi
  echo "bootstrap: installing $list"
  # A repository that cannot be reached is no reason to stop when the packages come from another.
  "${as_root[@]}" apt-get update -qq || echo "bootstrap: apt-get update failed; trying with the lists at hand" >&2
  if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install --yes --no-install-recommends -qq -o Dpkg::Use-Pty=0 $list >/dev/null; then
    echo "bootstrap: apt-get could not install: $list" >&2
    echo "bootstrap: RustJit needs LLVM 22; on Debian 12 it comes with the security updates (bookworm-security)." >&2
    exit 1
  fi
fi

if ! command -v dotnet >/dev/null; then
  echo "bootstrap: the .NET SDK is missing: install version 10 (Debian has no package) and put dotnet on PATH." >&2
  exit 1
fi
