# Takes away what the playbooks of the corpus leave on a host.
for unit in $(systemctl list-unit-files 'corpus-*' --no-legend --no-pager 2>/dev/null | awk '{ print $1 }'); do
  systemctl disable --now "$unit" >/dev/null 2>&1 || :
done
awk '$2 ~ "^/opt/corpus/" { print $2 }' /proc/mounts | sort -r | while read -r at; do umount "$at"; done
sed -i '\|/opt/corpus/|d' /etc/fstab 2>/dev/null || :
DEBIAN_FRONTEND=noninteractive dpkg --purge corpus-tool corpus-lib >/dev/null 2>&1 || :
for user in $(sed -n 's/^\(corpus-[^:]*\):.*/\1/p' /etc/passwd); do userdel -f "$user" 2>/dev/null || :; done
for group in $(sed -n 's/^\(corpus-[^:]*\):.*/\1/p' /etc/group); do groupdel -f "$group" 2>/dev/null || :; done
for name in $(ls /var/lib/dpkg/alternatives 2>/dev/null | grep '^corpus-'); do update-alternatives --quiet --remove-all "$name"; done
rm -rf /opt/corpus /opt/corpus-packages /etc/corpus* /etc/systemd/system/corpus-* /etc/systemd/system/*/corpus-* /etc/sysctl.d/*corpus* /etc/cron.d/corpus* \
  /etc/sudoers.d/corpus* /etc/apt/sources.list.d/*corpus* /etc/ansible/facts.d/corpus* /etc/sysusers.d/corpus* /var/mail/corpus-*
systemctl daemon-reload
iptables -F CORPUS 2>/dev/null && iptables -X CORPUS
systemctl reset-failed 'corpus-*' 2>/dev/null || :
