# Runs a program and prints all that can be seen of it, without what differs between any two runs.
"$@" >"$1.stdout" 2>"$1.stderr"
status=$?
cat "$1.stdout"
sed "s/^\(thread '.*'\) ([0-9]*)/\1 (ID)/" "$1.stderr"
echo "exit code $status"
