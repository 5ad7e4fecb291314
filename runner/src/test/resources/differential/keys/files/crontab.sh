#!/bin/sh
# The table is a file below /srv/spool.
user=root
while [ $# -gt 0 ]; do
  case $1 in
    -u) user=$2; shift ;;
    -l) [ -f "/srv/spool/$user" ] || { echo "no crontab for $user" >&2; exit 1; }; exec cat "/srv/spool/$user" ;;
    -r) exec rm -f "/srv/spool/$user" ;;
    -) exec sh -c 'cat >"$1"' sh "/srv/spool/$user" ;;
    *) exec cp "$1" "/srv/spool/$user" ;;
  esac
  shift
done
