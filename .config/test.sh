#!/usr/bin/env bash
# Builds everything, checks the format, runs every test project and closes with one line: N passed, N failed.
set -uo pipefail
cd "$(dirname "$0")/.."
configuration=${1:-Release}
dotnet tool restore >/dev/null || exit 1
dotnet csharpier check . || { echo "run 'make format'"; exit 1; }
.config/packages.sh &
dotnet build ComposeServer.sln --configuration "$configuration" --verbosity quiet -clp:ErrorsOnly || exit 1
wait
passed=0 failed=0 status=0
failures=$(mktemp)
for project in tests/*/*.csproj; do
  grep -q xunit.v3 "$project" || continue
  name=$(basename "$project" .csproj)
  log=$(mktemp)
  dotnet test "$project" --configuration "$configuration" --no-build --nologo --logger "console;verbosity=minimal" 2>&1 | tee "$log"
  [ "${PIPESTATUS[0]}" -eq 0 ] || status=1
  line=$(grep -E '^(Passed|Failed)! ' "$log" | tail -1)
  count() { sed -nE "s/.*$1: +([0-9]+).*/\1/p" <<<"$line"; }
  if [ -z "$line" ]; then
    echo "$name gave no result" >&2
    failed=$((failed + 1)) status=1
  else
    passed=$((passed + $(count Passed))) failed=$((failed + $(count Failed)))
    [ "$(count Skipped)" -eq 0 ] || { echo "$name skipped tests" >&2; status=1; }
  fi
  # What failed is said again at the end, where one looks, with what was expected.
  sed -nE '/^ +Failed /,/^(Passed|Failed)! |^ +(Passed|Skipped) /{/^(Passed|Failed)! /d;p}' "$log" >>"$failures"
  rm -f "$log"
done
cat "$failures"
rm -f "$failures"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$status" -eq 0 ] && [ "$passed" -gt 0 ]
