#!/usr/bin/env bash
# Restores the explorer's pages with npm and bundles the open one; does nothing when nothing changed.
# The explorer is optional: whatever fails here is told in one line, and the server runs without it.
set -uo pipefail
cd "$(dirname "$0")/../src/ComposeServer.Server/Explorer"

without() {
  local left="the server runs without it"
  [ -e bin/stamp ] && left="the pages made before stay"
  echo "explorer: $1; $left" >&2
  exit 0
}
reason() { grep -aE 'code E|[Ee]rror' "$log" | head -1 | sed -E 's/^npm (error|ERR!) *//'; }

stamp=$(cat package.json package-lock.json build.mjs bananacakepop/* graphiql/* | cksum)
[ "$(cat bin/stamp 2>/dev/null)" = "$stamp" ] && exit 0
command -v npm >/dev/null || without "npm is not installed"

log=$(mktemp)
trap 'rm -rf "$log" node_modules bin.next' EXIT
echo "explorer: restoring its pages" >&2
npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --fetch-retries=1 --fetch-retry-mintimeout=1000 \
  --loglevel=error >"$log" 2>&1 || without "npm could not restore its packages ($(reason))"
node build.mjs bin.next >"$log" 2>&1 || without "its pages could not be bundled ($(reason))"
echo "$stamp" >bin.next/stamp
rm -rf bin && mv bin.next bin
