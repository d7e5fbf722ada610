# profiles.sh WORKSPACE PROGRAM PROFILE...: compares the program's lazy builds with its regular ones, cold and warm.
set -eu
workspace=$1 program=$2
shift 2
cd "$workspace"
observe() {
    set +e
    "$1/$program" argument >"$workspace.stdout" 2>"$workspace.stderr"
    status=$?
    set -e
    cat "$workspace.stdout"
    sed "s/^\(thread '.*'\) ([0-9]*)/\1 (ID)/" "$workspace.stderr"
    echo "exit code $status"
}
for profile in "$@"; do
    directory=$([ "$profile" = dev ] && echo debug || echo "$profile")
    cargo +nightly build -q --offline --workspace --profile "$profile"
    autojit cargo +nightly build -q --offline --workspace --profile "$profile"
    lazy=target/autojit/x86_64-unknown-linux-gnu/$directory
    readelf -d "$lazy/$program" | grep -q autojit-runtime
    observe "target/$directory" >"$workspace.expected"
    for run in cold warm; do
        observe "$lazy" >"$workspace.$run"
        diff "$workspace.expected" "$workspace.$run"
    done
    echo "$profile: equal cold and warm, $(tail -n 1 "$workspace.expected")"
done
