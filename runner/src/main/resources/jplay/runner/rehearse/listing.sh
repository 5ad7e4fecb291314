# What a host has, a line each: attributes, a tab, a name. Changes nothing.
LC_ALL=C; export LC_ALL
skip='-path /proc -o -path /sys -o -path /run -o -path /dev -o -path /tmp -o -path /var/tmp -o -path /var/log
  -o -path /var/cache -o -path /var/lib/apt -o -path /var/lib/dpkg/lock* -o -path /var/lib/systemd -o -path /var/lib/private
  -o -path /var/lib/etcd -o -path /var/lib/kubelet -o -path /var/lib/containerd -o -path /var/lib/cni
  -o -path /var/lib/kube-proxy -o -path /var/lib/nginx -o -path /usr/libexec/kubernetes -o -path /etc/.pwd.lock -o -path /etc/ld.so.cache
  -o -path /etc/mtab -o -name .*.jplay-*'
set -f
find / -xdev \( $skip \) -prune -o -type f -exec stat -c '%a %u:%g file	%n' {} + 2>/dev/null
find / -xdev \( $skip \) -prune -o ! -type f -exec stat -c '%a %u:%g %F	%n' {} + 2>/dev/null
find / -xdev \( $skip \) -prune -o -type l -exec sh -c 'for l; do printf "%s\t%s\n" "$(readlink "$l")" "$l"; done' sh {} + 2>/dev/null
find / -xdev \( $skip \) -prune -o -type f -exec sha256sum {} + 2>/dev/null | sed 's/^\\\{0,1\}\([0-9a-f]*\) [ *]/\1	/'
if [ -d /run/systemd/system ]; then
  systemctl list-unit-files --no-legend --no-pager | awk '{ print $2 "\tunit file " $1 }'
  systemctl list-units --all --no-legend --no-pager --plain --type=service,socket,timer,target,mount |
    awk '$3 == "active" || $3 == "failed" { print $3 "\tunit " $1 }' | grep -v -e 'unit \(run\|var-lib-kubelet\|var-lib-containerd\)-.*\.mount$' -e 'user@\|user-runtime-dir@\|session-\|tmp-' \
    -e 'apt-daily\|man-db\|e2scrub\|fstrim\|logrotate\|dpkg-db\|systemd-tmpfiles\|systemd-hostnamed\|systemd-timedated\|systemd-localed'
fi
awk '$3 !~ /^(cgroup2?|proc|nsfs)$/ && $2 !~ "^/(run|var/lib/(kubelet|containerd)|proc|sys)(/|$)" { print $3 "\tmount " $2 }' /proc/mounts
sysctl -a 2>/dev/null | grep -v 'random\|dentry-state\|inode-\(nr\|state\)\|file-nr\|last_pid\|conntrack_\(count\|buckets\|max\|expect_max\)\|pty.nr\|sched_\|\.neigh\.\|\.conf\.\|keys\.\|max_newidle\|-stats\|tainted\|threads-max\|ns_last\|overflow\|^fs\.quota\.' |
  sed 's/^\([^ ]*\) = \(.*\)/\2	sysctl \1/'
exit 0
