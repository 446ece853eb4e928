#!/bin/sh
# A picture of a running site for the README: docs/images/take.sh [URL [FILE]]. Needs Debian's chromium.
set -eu
url=${1:-http://127.0.0.1:8000/cases/alibaba-v-zhou-chang}
file=${2:-"$(dirname "$0")/case.png"}
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
# Root has no sandbox of its own.
[ "$(id -u)" -ne 0 ] || no_sandbox=--no-sandbox
chromium --headless=new ${no_sandbox:-} --user-data-dir="$profile" --hide-scrollbars --window-size=1100,1400 \
    --screenshot="$(realpath -m "$file")" "$url" >"$profile/log" 2>&1 || { cat "$profile/log" >&2; exit 1; }
echo "$file"
