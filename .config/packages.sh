#!/usr/bin/env bash
# Installs the npm packages of the tests as their lock files say, one folder after the other: within the tests they would all come at once,
# and the disk would be busy with them while others measure how soon a killed server is back. What fails here fails again in its test.
set -uo pipefail
cd "$(dirname "$0")/../tests"
for lock in ComposeServer.{Integration,Browser}/*/package-lock.json; do
  folder=$(dirname "$lock")
  wanted=$(sha256sum "$lock" | cut -d' ' -f1)
  [ "$(cat "$folder/node_modules/.installed" 2>/dev/null)" = "$wanted" ] && continue
  (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --loglevel=error >/dev/null) || continue
  printf %s "$wanted" >"$folder/node_modules/.installed"
done
sync
