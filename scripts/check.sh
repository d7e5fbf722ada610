#!/usr/bin/env bash
# Runs all tests and ends in one line, `N passed, N failed`. Exit code 0 only when all ran and none failed.
set -u

root=$(cd "$(dirname "$0")/.." && pwd)
results=$root/build/check
jobs=${JOBS:-2}
cd "$root" || exit 1
rm -rf "$results"
mkdir -p "$results"
problems=()

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
for project in $(find runtime tool examples -name '*.csproj' 2>/dev/null); do
  # The .sln format writes backslashes.
  grep -qF "${project//\//\\}" RustJit.sln || problems+=("$project is not in RustJit.sln: dotnet sln add $project")
done
dotnet build RustJit.sln --configuration Release --verbosity quiet -consoleLoggerParameters:NoSummary \
  -nodeReuse:false </dev/null || problems+=("RustJit.sln does not build")
if [ -d test/lit ]; then
  lit=$("${LLVM_CONFIG:-llvm-config-22}" --bindir)/lit
  "$lit" -j"$jobs" -sv --xunit-xml-output "$results/lit.xml" test/lit </dev/null
  [ -s "$results/lit.xml" ] || problems+=("lit left no results")
  # The static client, with a daemon for each test and with one for all: what depends on who resolves. How code is linked
  # and what it does are the same with both daemons.
  for mode in spawned standing; do
    folders=(test/lit/process)
    [ $mode = standing ] || folders+=(test/lit/control test/lit/linkage)
    "$lit" -j"$jobs" -sv --param mode=$mode --param exec=build/lit-$mode --xunit-xml-output "$results/lit-$mode.xml" \
      "${folders[@]}" </dev/null
    [ -s "$results/lit-$mode.xml" ] || problems+=("lit left no results in mode $mode")
  done
  python3 test/fuzz/daemon/messages.py --autojitd out/bin/autojitd --messages 50000 --seed 1 ||
    problems+=("test/fuzz/daemon/messages.py failed")
  python3 test/fuzz/daemon/stress.py --out "$root/out" --kills 10 || problems+=("test/fuzz/daemon/stress.py failed")
fi

for project in $(find runtime tool examples -name "*.Tests.csproj" | sort); do
  [ -f "$project" ] || continue
  name=$(basename "$project" .csproj)
  dotnet test "$project" --no-build --configuration Release --verbosity quiet \
    --logger "trx;LogFileName=$name.trx" --results-directory "$results" </dev/null
  [ -s "$results/$name.trx" ] || problems+=("$name left no results")
done

exec python3 scripts/sum-results.py "$results" ${problems[@]+"${problems[@]}"}
