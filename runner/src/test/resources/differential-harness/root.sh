#!/bin/sh
# Runs a program in a root of its own, laid over this machine's, with the files of a topic in /play and /play its
# directory; what the program left is listed in OUT/tree. To be started in new namespaces: mounts, processes, host name.
# HARNESS TOPIC OUT PROGRAM [ARGUMENT…]
set -eu
harness=$1 topic=$2 out=$3
shift 3
base=$out/base
mkdir -p "$base"
mount -t tmpfs tmpfs "$base"
mkdir "$base/upper" "$base/work" "$base/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$base/upper,workdir=$base/work" "$base/root"
mount --rbind /dev "$base/root/dev"
mount -t proc proc "$base/root/proc"
mount --bind /sys "$base/root/sys"
mkdir "$base/root/out"
mount --bind "$out" "$base/root/out"
cp -R "$topic" "$base/root/play"
[ -e "$base/root/play/inventory" ] || cp "$harness/inventory" "$base/root/play"
hostname control
umask 022
env -i PATH="$PATH" HOME=/root USER=root LOGNAME=root LANG=C.UTF-8 TZ=UTC TERM=dumb PYTHONDONTWRITEBYTECODE=1 ANSWER=42 \
  chroot "$base/root" sh -c 'cd /play && exec "$@"' sh "$@" </dev/null
/usr/bin/python3 "$harness/tree.py" "$base/upper" >"$out/tree"
