#!/bin/sh
# Installs the Debian packages named on the command line that are not there yet. On another system, or
# without the right to install, it says what is missing and goes on: much works without them.

command -v dpkg-query >/dev/null 2>&1 || exit 0

missing=""
for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
done
[ -z "$missing" ] && exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -v; then
    as_root="sudo"
else
    echo "Please have an administrator install:$missing"
    exit 0
fi
echo "Installing from Debian:$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086  # the list is meant to be split
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null ||
    echo "Not everything could be installed; what needs it will say so."
