# What the playbooks find: a place of their own, and packages to install.
set -e
mkdir -p /opt/corpus /opt/corpus-packages
cd /opt/corpus-packages
rm -rf build Packages ./*.deb
for name in corpus-lib corpus-tool; do
  mkdir -p build/$name/DEBIAN build/$name/usr/share/$name
  echo "$name" >build/$name/usr/share/$name/name
  printf 'Package: %s\nVersion: 1.0\nArchitecture: all\nMaintainer: corpus <corpus@example.org>\nDescription: for tests\n' $name >build/$name/DEBIAN/control
done
echo 'Depends: corpus-lib' >>build/corpus-tool/DEBIAN/control
mkdir -p build/corpus-tool/etc build/corpus-tool/usr/bin build/corpus-tool/lib/systemd/system
echo 'level = 1' >build/corpus-tool/etc/corpus-tool.conf
echo /etc/corpus-tool.conf >build/corpus-tool/DEBIAN/conffiles
printf '#!/bin/sh\nexec sleep 100000\n' >build/corpus-tool/usr/bin/corpus-tool
printf '[Service]\nExecStart=/usr/bin/corpus-tool\n[Install]\nWantedBy=multi-user.target\n' >build/corpus-tool/lib/systemd/system/corpus-tool.service
printf '#!/bin/sh\nset -e\nid corpus-tool >/dev/null 2>&1 || useradd --system corpus-tool\nsystemctl daemon-reload\nsystemctl -q enable --now corpus-tool\n' >build/corpus-tool/DEBIAN/postinst
chmod 755 build/corpus-tool/DEBIAN/postinst build/corpus-tool/usr/bin/corpus-tool
for name in corpus-lib corpus-tool; do
  dpkg-deb --root-owner-group -b build/$name $name.deb >/dev/null
  { cat build/$name/DEBIAN/control
    printf 'Filename: ./%s.deb\nSize: %s\nSHA256: %s\n\n' $name "$(stat -c %s $name.deb)" "$(sha256sum $name.deb | cut -d' ' -f1)"; } >>Packages
done
rm -rf build
echo 'deb [trusted=yes] file:/opt/corpus-packages ./' >/etc/apt/sources.list.d/corpus.list
apt-get update -qq -o Dir::Etc::sourcelist=/etc/apt/sources.list.d/corpus.list -o Dir::Etc::sourceparts=- -o APT::Get::List-Cleanup=0
