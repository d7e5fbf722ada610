#!/usr/bin/env bash
# Builds the example, makes the data, runs the query of sixty conditions in all three ways, and measures with --benchmark.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/examples/query-filter
work=${WORK:-$root/build/query-filter}
bin=$root/artifacts/bin
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

build() {
  flock "$root/artifacts" dotnet build "$here/$1" --configuration Release --verbosity quiet -nodeReuse:false >"$work/build.log" ||
    { cat "$work/build.log" && exit 1; }
}

mkdir -p "$work" "$root/artifacts"
build compile
build runner
"$bin/QueryFilter.Compile/release/query-filter-compile" --workspace "$here" --output "$work"
[ -s "$work/data.json" ] || "$bin/QueryFilter.Runner/release/query-filter" generate --output "$work/data.json"
"$bin/QueryFilter.Runner/release/query-filter" run --data "$work/data.json" --functions "$work/compiled.bc" \
  --query-file "$here/queries/complex.query" --output "$work" --time
echo "the query's IR before and after optimisation: $work/jit.ll, $work/jit_opt.ll"

if [ "${1:-}" = --benchmark ]; then
  build benchmark
  "$bin/QueryFilter.Benchmark/release/query-filter-benchmark" --data "$work/data.json" --functions "$work/compiled.bc" \
    --query-file "$here/queries/complex.query" --output "$work"
fi
