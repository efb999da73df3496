#!/usr/bin/env bash
# Installs the Debian packages that are missing. $1: run | test
set -euo pipefail
libraries=(/usr/lib/*/ /usr/lib/ /usr/local/lib/ /lib/*/)
missing=()
have_library() { for folder in "${libraries[@]}"; do [ -e "$folder$1" ] && return 0; done; return 1; }
compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || command -v postgres >/dev/null || missing+=(postgresql)
have_library libsodium.so.23 || missing+=(libsodium23)
have_library libsecp256k1.so.1 || have_library libsecp256k1.so.2 || missing+=(libsecp256k1-1)
command -v npm >/dev/null || missing+=(npm)
if [ "${1:-run}" = test ]; then
  command -v haproxy >/dev/null || [ -x /usr/sbin/haproxy ] || missing+=(haproxy)
  command -v chromium >/dev/null || missing+=(chromium)
  command -v pgbouncer >/dev/null || [ -x /usr/sbin/pgbouncer ] || missing+=(pgbouncer)
fi
[ ${#missing[@]} -eq 0 ] && exit 0
echo "installing: ${missing[*]}" >&2
sudo=()
[ "$(id -u)" -eq 0 ] || sudo=(sudo)
# The packaged cluster is not wanted: the server makes its own.
if [ ! -d /etc/postgresql-common ]; then
  "${sudo[@]}" mkdir -p /etc/postgresql-common
  echo 'create_main_cluster = false' | "${sudo[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
fi
"${sudo[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
