# Functions for reads and effects on commands, units, users, packages and the kernel.

# jp_glob DIRECTORY PATTERN: the paths that match.
jp_glob() {
  if [ -n "$1" ]; then jp_home "$1"; cd -- "$_jp_path" 2>/dev/null || return 0; fi
  jp_home "$2"
  IFS=
  set +f
  for _jp_path in $_jp_path; do
    if [ -e "$_jp_path" ] || [ -L "$_jp_path" ]; then printf '%s\n' "$_jp_path"; fi
  done
}

# jp_home PATH: sets _jp_path to it, with a leading ~ replaced.
jp_home() {
  case $1 in
    "~" | "~/"*) _jp_path=$HOME${1#\~} ;;
    *) _jp_path=$1 ;;
  esac
}

# jp_exec_begin; ( jp_cd DIR; jp_prog PROGRAM; … ); jp_exec_end STATUS: a user's command, timed. What keeps it from
# starting is told on standard error after a record separator, and so are the times.
jp_exec_begin() { _jp_begin=$(date '+%s.%N %Y-%m-%d %H:%M:%S'); }
jp_exec_end() {
  printf '\036jplay@%s|%s\n' "$_jp_begin" "$(date '+%s.%N %Y-%m-%d %H:%M:%S')" >&2
  exit "$1"
}
jp_cd() {
  jp_home "$1"
  cd -- "$_jp_path" 2>/dev/null || { printf '\036jplay:cd\n' >&2; exit 1; }
}
jp_prog() {
  case $1 in
    */*)
      [ ! -x "$1" ] || [ -d "$1" ] || return 0
      [ ! -e "$1" ] || { printf '\036jplay:denied\n' >&2; exit 126; }
      ;;
    ?*)
      _jp_ifs=$IFS
      IFS=:
      for _jp_dir in $PATH; do
        if [ -x "${_jp_dir:-.}/$1" ] && [ ! -d "${_jp_dir:-.}/$1" ]; then IFS=$_jp_ifs; return 0; fi
      done
      ;;
  esac
  printf '\036jplay:missing\n' >&2
  exit 127
}

# jp_systemctl SCOPE ARGUMENT…: systemctl, as the user it concerns.
jp_systemctl() {
  command -v systemctl >/dev/null || { echo "systemctl is not there: this host does not run systemd" >&2; return 127; }
  _jp_scope=$1
  shift
  [ "$_jp_scope" = system ] || set -- "--$_jp_scope" "$@"
  if [ "$_jp_scope" = user ] && [ -z "${XDG_RUNTIME_DIR-}" ]; then
    XDG_RUNTIME_DIR=/run/user/$(id -u)
    export XDG_RUNTIME_DIR
  fi
  systemctl "$@"
}

# jp_unit SCOPE NAME: its properties, as lines NAME=VALUE. Where systemctl shows nothing (a template without an
# instance, the global scope, a chroot) the state of its file alone.
jp_unit() {
  if [ "$1" != global ] && _jp_out=$(jp_systemctl "$1" show -- "$2" 2>/dev/null) && [ -n "$_jp_out" ]; then
    case $_jp_out in
      *UnitFileState=generated*)
        set -- "${2%.service}" /etc/rc[2-5].d/S??"${2%.service}"
        [ ! -e "$2" ] || _jp_out="${_jp_out%%UnitFileState=generated*}UnitFileState=generated-enabled${_jp_out#*UnitFileState=generated}"
        ;;
    esac
    printf '%s\n' "$_jp_out"
    return
  fi
  _jp_out=$(jp_systemctl "$1" is-enabled -- "$2" 2>/dev/null)
  case $_jp_out in
    masked*) printf 'LoadState=masked\nUnitFileState=masked\n' ;;
    '' | *" "* | not-found) 
      jp_systemctl "$1" --version >/dev/null || return
      echo LoadState=not-found ;;
    *) printf 'LoadState=loaded\nUnitFileState=%s\n' "$_jp_out" ;;
  esac
}

# jp_unit_do SCOPE VERB NAME OPTION…
jp_unit_do() {
  _jp_verb=$2
  _jp_unit=$3
  _jp_scope=$1
  shift 3
  _jp_out=$(jp_systemctl "$_jp_scope" "$@" "$_jp_verb" -- "$_jp_unit" 2>&1) && return
  _jp_status=$?
  printf 'Unable to %s service %s: %s\n' "$_jp_verb" "$_jp_unit" "$_jp_out" >&2
  return "$_jp_status"
}

# jp_facts HARDWARE NETWORK FACT_PATH TIMEOUT: what Facts.parse reads, in sections that begin with a record separator.
# One grep prints all small files, one ls all links: a process each for hundreds of them would take most of the time.
jp_facts() {
  echo
  printf '\036env\n'; { env -0 2>/dev/null || env | tr '\n' '\000'; } | tr '\000\n' '\n\037'
  LC_ALL=C
  export LC_ALL
  PATH=$PATH:/usr/sbin:/sbin
  printf '\036date\n'; date '+%s.%N %z %Z'
  printf '\036machine\n'; uname -m
  printf '\036bits\n'; getconf LONG_BIT 2>/dev/null
  printf '\036env1\n'; { tr '\000\n' '\n\037' </proc/1/environ; } 2>/dev/null
  printf '\036files\n'
  set -- "$@" /proc/sys/kernel/hostname /proc/sys/kernel/domainname /proc/sys/kernel/osrelease \
    /proc/sys/kernel/version /proc/sys/kernel/ostype /proc/sys/crypto/fips_enabled /proc/sys/kernel/cap_last_cap /proc/self/status /proc/cmdline \
    /proc/loadavg /proc/uptime /proc/1/comm /proc/1/cgroup /etc/os-release /usr/lib/os-release /etc/debian_version \
    /etc/lsb-release /etc/redhat-release /etc/centos-release /etc/oracle-release /etc/alpine-release /etc/system-release \
    /etc/arch-release /etc/machine-id /var/lib/dbus/machine-id /etc/resolv.conf /etc/passwd /etc/hosts /etc/timezone \
    /etc/ssh/ssh_host_*_key.pub /etc/openssh/ssh_host_*_key.pub /sys/fs/selinux/enforce /sys/fs/selinux/policyvers \
    /etc/selinux/config /run/systemd/container /proc/xen/capabilities /sys/class/dmi/id/[bcps]* /proc/modules \
    /proc/meminfo /proc/swaps /proc/net/if_inet6 /proc/net/route /proc/net/ipv6_route
  if [ "$1" = 1 ]; then
    set -- "$@" /sys/block/*/size /sys/block/*/removable /sys/block/*/ro /sys/block/*/device/model /sys/block/*/device/vendor \
      /sys/block/*/device/serial /sys/block/*/queue/rotational /sys/block/*/queue/scheduler \
      /sys/block/*/queue/hw_sector_size /sys/block/*/queue/discard_granularity /sys/block/*/dm/name /sys/block/*/dm/uuid \
      /sys/block/*/*/partition /sys/block/*/*/start /sys/block/*/*/size
  fi
  if [ "$2" = 1 ]; then
    set -- "$@" /sys/class/net/*/address /sys/class/net/*/mtu /sys/class/net/*/operstate /sys/class/net/*/flags \
      /sys/class/net/*/type /sys/class/net/*/speed /sys/class/net/*/bridge/bridge_id /sys/class/net/*/bridge/stp_state \
      /sys/class/net/*/bonding/slaves /sys/class/net/*/bonding/mode \
      /etc/iscsi/initiatorname.iscsi /etc/nvme/hostnqn /sys/class/fc_host/*/port_name
  fi
  _jp_hardware=$1 _jp_network=$2 _jp_factpath=$3 _jp_limit=$4
  shift 4
  grep -sH '' "$@" </dev/null
  printf '\036tests\n'
  for _jp_path in /.dockerenv /.dockerinit /run/.containerenv /proc/vz /proc/lve /proc/bc /proc/xen /dev/kvm /run/systemd/system \
    /dev/.run/systemd /dev/.systemd /etc/init /sbin/openrc /etc/init.d /sys/kernel/security/apparmor /sys/fs/selinux/enforce /sys/class/net/*/brif/* \
    /sys/block/*/holders/* /sys/class/net/* /usr/bin/lsb_release /usr/bin/systemctl /bin/systemctl /sbin/initctl /usr/bin/rpm-ostree /usr/bin/yum \
    /usr/bin/dnf /usr/bin/dnf5 /usr/bin/microdnf /usr/bin/apt-get /usr/bin/zypper /usr/bin/pacman /bin/opkg /usr/bin/opkg \
    /sbin/apk /usr/bin/apk /usr/bin/emerge /usr/bin/xbps-install /usr/bin/swupd; do
    [ ! -e "$_jp_path" ] || printf '%s\n' "$_jp_path"
  done
  { [ ! -e /proc/1/root/. ] || [ / -ef /proc/1/root/. ]; } 2>/dev/null || echo chroot
  printf '\036links\n'
  ls -ld /etc/localtime /sbin/init /sys/class/net/*/device/driver/module /sys/class/net/*/device /sys/block/* \
    /dev/disk/by-uuid/* /dev/disk/by-label/* /dev/disk/by-id/* /dev/mapper/* 2>/dev/null
  printf '\036fqdn\n'; jp_fqdn
  if [ -x /usr/bin/python3 ]; then printf '\036python\n'; /usr/bin/python3 -V 2>&1; fi
  printf '\036cpu\n'
  grep -E '^(processor|vendor_id|model name|Processor|cpu|Vendor|physical id|core id|cpu cores|siblings|machine)[[:space:]]*:' /proc/cpuinfo
  [ "$_jp_hardware" = 0 ] || jp_facts_mounts
  [ "$_jp_network" = 0 ] || jp_facts_network
  jp_facts_local
}

# The name with its domain, asking the network's name service only where /etc/hosts does not know the host.
jp_fqdn() {
  read -r _jp_host </proc/sys/kernel/hostname
  while read -r _jp_address _jp_names; do
    case " $_jp_names " in *[[:space:]]"$_jp_host"[[:space:]]*) return ;; esac
  done </etc/hosts
  timeout 2 getent hosts "$_jp_host" 2>/dev/null
}

jp_facts_mounts() {
  printf '\036mounts\n'
  _jp_out=$(grep -E ' - [^ ]+ (/|[^ ]+:/)' /proc/self/mountinfo)
  printf '%s\n' "$_jp_out"
  printf '\036statfs\n'
  set --
  IFS='
'
  set -f
  for _jp_path in $_jp_out; do
    _jp_path=${_jp_path#* * * * }
    set -- "$@" "$(printf %b "${_jp_path%% *}")"
  done
  set +f
  unset IFS
  [ $# = 0 ] || timeout "$_jp_limit" stat -f -c '%S %b %f %a %c %d %n' -- "$@" 2>/dev/null
}

jp_facts_network() {
  if command -v ip >/dev/null; then
    printf '\036addr\n'; ip -o addr
    printf '\036route4\n'; ip -4 route get 8.8.8.8 2>/dev/null
    printf '\036route6\n'; ip -6 route get 2404:6800:400a:800::1012 2>/dev/null
  elif command -v ifconfig >/dev/null; then
    printf '\036ifconfig\n'; ifconfig -a
  else
    printf '\036trie\n'; cat /proc/net/fib_trie
  fi
}

jp_facts_local() {
  for _jp_path in "$_jp_factpath"/*.fact; do
    [ -f "$_jp_path" ] || continue
    printf '\036local %s\n' "$_jp_path"
    if [ -x "$_jp_path" ]; then
      _jp_out=$(timeout "$_jp_limit" "$_jp_path" 2>&1) || _jp_out="Failure executing fact script ($_jp_path), rc: $?, err: $_jp_out"
      printf '%s\n' "$_jp_out"
    else
      cat -- "$_jp_path"
    fi
  done
}

# jp_sysctl_set IGNORE_ERRORS PATH VALUE
jp_sysctl_set() {
  { printf '%s\n' "$3" >"$2"; } 2>/dev/null && return
  [ "$1" = 0 ] || return 0
  echo "cannot set $2 to $3" >&2
  return 1
}

# jp_sysctl_load IGNORE_ERRORS FILE: all that is in it. Without the program sysctl, line by line.
jp_sysctl_load() {
  if command -v sysctl >/dev/null; then
    if [ "$1" = 1 ]; then
      sysctl -e -p "$2" >/dev/null 2>&1
      return 0
    fi
    _jp_out=$(sysctl -p "$2" 2>&1) && return
    printf 'Failed to reload sysctl: %s\n' "$_jp_out" >&2
    return 1
  fi
  while IFS='=' read -r _jp_name _jp_value || [ -n "$_jp_name" ]; do
    case $_jp_name in '#'* | ';'* | '') continue ;; esac
    _jp_name=$(printf %s "${_jp_name#-}" | tr -d ' \t' | tr ./ /.)
    jp_sysctl_set "$1" "/proc/sys/$_jp_name" "${_jp_value# }" || return
  done <"$2"
}

# jp_module NAME: loaded, builtin or nothing. Dashes and underscores are one in the names of kernel modules.
jp_module() {
  if grep -q "^$1 " /proc/modules 2>/dev/null; then echo loaded; return; fi
  _jp_name=$(printf %s "$1" | sed 's/_/[_-]/g')
  if grep -qE "/$_jp_name\.ko" "/lib/modules/$(uname -r)/modules.builtin" 2>/dev/null; then echo builtin; fi
}

# jp_dpkg NAME…: name, architecture, status and version of each; where one is not installed, also what the others
# provide.
jp_dpkg() {
  command -v dpkg-query >/dev/null || { echo "dpkg-query is not there: this host does not use apt" >&2; return 127; }
  _jp_out=$(dpkg-query -W -f '${Package}\t${Architecture}\t${db:Status-Abbrev}\t${Version}\n' -- "$@" 2>/dev/null) || _jp_missing=1
  printf '%s\n' "$_jp_out"
  case ${_jp_missing-}$_jp_out in
    *"	un"* | 1* | *"	rc"*) dpkg-query -W -f '${db:Status-Abbrev}\t${Provides}\n' | grep -v '	$' ;;
  esac
  return 0
}

# jp_apt LOCK_TIMEOUT ARGUMENT…: apt-get; when another one holds a lock, again until the time is over.
jp_apt() {
  _jp_limit=$1
  shift
  DEBIAN_FRONTEND=noninteractive DEBIAN_PRIORITY=critical LC_ALL=C.UTF-8
  export DEBIAN_FRONTEND DEBIAN_PRIORITY LC_ALL
  while :; do
    { _jp_err=$(apt-get -q -y -o "DPkg::Lock::Timeout=$_jp_limit" "$@" 2>&1 >&3 </dev/null); } 3>&1
    _jp_status=$?
    case $_jp_status$_jp_err in
      0*) break ;;
      *"Could not get lock"* | *"Unable to acquire the dpkg frontend lock"*) [ "$_jp_limit" -gt 0 ] || break ;;
      *) break ;;
    esac
    _jp_limit=$((_jp_limit - 1))
    sleep 1
  done
  printf '%s\n' "$_jp_err" >&2
  return "$_jp_status"
}
jp_apt_stamp() {
  if [ -e /var/lib/apt/periodic/update-success-stamp ]; then touch /var/lib/apt/periodic/update-success-stamp; fi
  touch /var/lib/apt/lists
}

# jp_policy_rc STATUS COMMAND…: with a policy-rc.d that answers STATUS, and the host's own put back afterwards.
jp_policy_rc() {
  _jp_policy=/usr/sbin/policy-rc.d
  [ ! -e "$_jp_policy" ] || mv -f "$_jp_policy" "$_jp_policy.jplay" || return
  printf '#!/bin/sh\nexit %s\n' "$1" >"$_jp_policy" && chmod 755 "$_jp_policy"
  shift
  "$@"
  _jp_status=$?
  rm -f "$_jp_policy"
  [ ! -e "$_jp_policy.jplay" ] || mv -f "$_jp_policy.jplay" "$_jp_policy"
  return "$_jp_status"
}

# jp_wait DELAY SLEEP TIMEOUT WANTED COMMAND…: until the command succeeds (WANTED 0) or fails (1). Prints the seconds it
# took, then what the command left in _jp_match. Status 124 when the time is over.
jp_wait() {
  read -r _jp_start _jp_rest </proc/uptime
  _jp_sleep=$2 _jp_limit=$3 _jp_wanted=$4 _jp_match=
  [ "$1" = 0 ] || sleep "$1"
  shift 4
  while :; do
    if "$@"; then _jp_got=0; else _jp_got=1; fi
    read -r _jp_now _jp_rest </proc/uptime
    _jp_elapsed=$((${_jp_now%.*} - ${_jp_start%.*}))
    if [ "$_jp_got" = "$_jp_wanted" ]; then printf '%s\n%s\n' "$_jp_elapsed" "$_jp_match"; return 0; fi
    if [ "$_jp_elapsed" -ge "$_jp_limit" ]; then printf '%s\n' "$_jp_elapsed"; return 124; fi
    sleep "$_jp_sleep"
  done
}

# jp_path_has PATH REGEX: whether there is such a path, with such a line in it.
jp_path_has() {
  [ -e "$1" ] || return 1
  [ -z "$2" ] || _jp_match=$(grep -m1 -E -e "$2" -- "$1")
}

# jp_port_open HOST PORT TIMEOUT REGEX: whether something answers there (and says that). The kernel's list of listening
# sockets answers for this host; for the rest, whatever can connect.
jp_port_open() {
  if [ -z "$4" ] && jp_listens "$1" "$2"; then return 0; fi
  if command -v bash >/dev/null; then
    if [ -z "$4" ]; then
      timeout "$3" bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$1" "$2" 2>/dev/null
      return
    fi
    _jp_match=$(timeout "$3" bash -c 'exec 3<>"/dev/tcp/$0/$1" && cat <&3' "$1" "$2" 2>/dev/null | grep -m1 -aE -e "$4")
  elif command -v nc >/dev/null; then
    if [ -z "$4" ]; then nc -w "$3" "$1" "$2" </dev/null >/dev/null 2>&1; return; fi
    _jp_match=$(timeout "$3" nc -w "$3" "$1" "$2" </dev/null 2>/dev/null | grep -m1 -aE -e "$4")
  elif command -v curl >/dev/null; then
    _jp_out=$(curl -svm "$3" --connect-timeout "$3" "telnet://$1:$2" </dev/null 2>&1)
    case $_jp_out in *"* Connected to "*) ;; *) return 1 ;; esac
    [ -z "$4" ] || _jp_match=$(printf '%s\n' "$_jp_out" | grep -m1 -aE -e "$4")
  else
    return 1
  fi
}

# jp_listens HOST PORT: whether a socket of this host listens there.
jp_listens() {
  _jp_port=$(printf %04X "$2")
  case $1 in
    localhost | 127.* | 0.0.0.0 | ::1 | ::) ;;
    *) grep -A1 -e "|-- $1\$" /proc/net/fib_trie 2>/dev/null | grep -q 'host LOCAL' || return 1 ;;
  esac
  grep -qE "^ *[0-9]+: [0-9A-F]+:$_jp_port [0-9A-F]+:[0-9A-F]+ 0A " /proc/net/tcp /proc/net/tcp6 2>/dev/null
}

# jp_connected PORT STATES EXCLUDED: whether a connection to a local port is in one of these states (two hex digits
# each, with | between), other than from the addresses excluded (in the kernel's hex, with | between).
jp_connected() {
  _jp_out=$(grep -hE "^ *[0-9]+: [0-9A-F]+:$(printf %04X "$1") [0-9A-F]+:[0-9A-F]+ ($2) " /proc/net/tcp /proc/net/tcp6 2>/dev/null)
  [ -z "$3" ] || _jp_out=$(printf '%s\n' "$_jp_out" | grep -vE "^ *[0-9]+: [0-9A-F:]+ [0-9A-F]*($3):")
  [ -n "$_jp_out" ]
}

# jp_group NAME LOCAL: its line of the group file.
jp_group() {
  if [ "$2" = 0 ] && command -v getent >/dev/null; then getent group -- "$1"; else grep "^$1:" /etc/group; fi
  :
}

# jp_user NAME LOCAL: its lines of the passwd and shadow files, whether its home is there, and the groups it is in.
jp_user() {
  if [ "$2" = 0 ] && command -v getent >/dev/null; then
    _jp_out=$(getent passwd -- "$1")
  else
    _jp_out=$(grep "^$1:" /etc/passwd)
  fi
  [ -n "$_jp_out" ] || return 0
  printf '%s\n' "$_jp_out"
  grep "^$1:" /etc/shadow 2>/dev/null || echo
  _jp_home=${_jp_out%:*}
  if [ -e "${_jp_home##*:}" ]; then echo home; else echo; fi
  grep -E "[:,]$1(,|\$)" /etc/group
  :
}

# jp_password NAME HASH: sets it, without an argument that others could see.
jp_password() { printf '%s:%s\n' "$1" "$2" | chpasswd -e; }

# jp_key_path USER HOME FILE: sets _jp_path to where a user's SSH key is.
jp_key_path() {
  case $3 in /*) _jp_path=$3; return ;; esac
  if [ -n "$2" ]; then _jp_home=$2; else
    _jp_home=$(grep "^$1:" /etc/passwd) && _jp_home=${_jp_home%:*} && _jp_home=${_jp_home##*:}
  fi
  _jp_path=$_jp_home/$3
}

# jp_user_key USER HOME FILE: the key's file, its public half and its fingerprint; nothing where there is none.
jp_user_key() {
  jp_key_path "$@"
  [ -e "$_jp_path" ] && [ -e "$_jp_path.pub" ] || return 0
  printf '%s\n' "$_jp_path"
  cat -- "$_jp_path.pub"
  ssh-keygen -l -f "$_jp_path.pub"
}

# jp_user_keygen USER HOME FILE TYPE BITS COMMENT PASSPHRASE
jp_user_keygen() {
  jp_key_path "$@"
  _jp_dir=${_jp_path%/*}
  if [ ! -d "$_jp_dir" ]; then mkdir -m 700 -- "$_jp_dir" && chown -- "$1:" "$_jp_dir" || return; fi
  read -r _jp_name </proc/sys/kernel/hostname
  _jp_comment=${6%%'$HOSTNAME'*}
  [ "$_jp_comment" = "$6" ] || _jp_comment=$_jp_comment$_jp_name${6#*'$HOSTNAME'}
  set -- "$1" "$4" "$5" "$7"
  if [ -z "$4" ]; then
    ssh-keygen -q -t "$2" ${3:+-b "$3"} -C "$_jp_comment" -f "$_jp_path" -N '' || return
  else
    # The passphrase comes from a program that is told it in its environment: arguments can be seen by everyone.
    _jp_ask=$(mktemp) && chmod 700 "$_jp_ask" && printf '#!/bin/sh\nprintf "%%s\\n" "$JPLAY_PASS"\n' >"$_jp_ask" || return
    JPLAY_PASS=$4 SSH_ASKPASS=$_jp_ask SSH_ASKPASS_REQUIRE=force DISPLAY=: \
      ssh-keygen -q -t "$2" ${3:+-b "$3"} -C "$_jp_comment" -f "$_jp_path" </dev/null
    _jp_status=$?
    rm -f "$_jp_ask"
    [ "$_jp_status" = 0 ] || return "$_jp_status"
  fi
  chown -- "$1:" "$_jp_path" "$_jp_path.pub"
}

# jp_make_home USER SKELETON UMASK: a home for a user that is there already.
jp_make_home() {
  _jp_out=$(grep "^$1:" /etc/passwd) || return
  _jp_home=${_jp_out%:*}
  _jp_home=${_jp_home##*:}
  [ ! -e "$_jp_home" ] || return 0
  mkdir -p -- "${_jp_home%/*}/" || return
  if [ -d "${2:-/etc/skel}" ]; then cp -R -- "${2:-/etc/skel}" "$_jp_home"; else mkdir -- "$_jp_home"; fi || return
  if [ -n "$3" ]; then chmod "$(printf %o $((0777 & ~0$3)))" "$_jp_home"; else chmod 755 "$_jp_home"; fi
  chown -R -- "$1:" "$_jp_home"
}

# jp_hostname NAME SYSTEMD
jp_hostname() {
  if [ "$2" = 1 ] && [ -d /run/systemd/system ] && command -v hostnamectl >/dev/null; then
    hostnamectl --no-ask-password set-hostname -- "$1" && return
  fi
  printf '%s\n' "$1" >/etc/hostname.jplay && chmod 644 /etc/hostname.jplay && mv -f /etc/hostname.jplay /etc/hostname || return
  printf '%s\n' "$1" >/proc/sys/kernel/hostname
}

# jp_mount PATH: the kernel's lines of what is mounted there.
jp_mount() {
  _jp_path=$(printf %s "$1" | sed 's/\\/\\134/g; s/ /\\040/g; s/\t/\\011/g')
  grep -F -e " $_jp_path " /proc/self/mountinfo | while read -r _jp_id _jp_parent _jp_device _jp_root _jp_at _jp_rest; do
    if [ "$_jp_at" = "$_jp_path" ]; then printf '%s\n' "$_jp_id $_jp_parent $_jp_device $_jp_root $_jp_at $_jp_rest"; fi
  done
}

# jp_mount_do VERB PATH SOURCE TYPE OPTIONS
jp_mount_do() {
  case $1 in
    umount) umount -- "$2" ;;
    rmdir) [ ! -d "$2" ] || rmdir -- "$2" ;;
    remount) mount -o "remount,$5" -- "$2" || { umount -- "$2" && jp_mount_do mount "$2" "$3" "$4" "$5"; } ;;
    replace) umount -- "$2" && jp_mount_do mount "$2" "$3" "$4" "$5" ;;
    mount)
      [ -e "$2" ] || mkdir -p -- "$2" || return
      case ,$5, in
        *,bind,* | *,rbind,*) mount -o "$5" -- "$3" "$2" ;;
        *) mount -t "$4" -o "$5" -- "$3" "$2" ;;
      esac
      ;;
  esac
}

# jp_crontab USER: the lines of a user's crontab, without the header that crontab -l puts before them.
jp_crontab() {
  command -v crontab >/dev/null || { echo "crontab is not there; install cron first" >&2; return 127; }
  if [ -n "$1" ]; then crontab -u "$1" -l; else crontab -l; fi 2>/dev/null |
    sed -e '/^# DO NOT EDIT THIS FILE - edit the master and reinstall\.$/d' -e '/^# ([^ ]* installed on .*)$/d' \
      -e '/^# (Cron version .*)$/d'
}

# jp_init_script NAME PATTERN RUNLEVEL: active or inactive, and enabled or disabled; nothing where there is no such
# script.
jp_init_script() {
  [ -e "/etc/init.d/$1" ] || return 0
  if [ -n "$2" ]; then
    if ps ax 2>/dev/null | grep -v grep | grep -qF -e "$2"; then _jp_out=active; else _jp_out=inactive; fi
  elif "/etc/init.d/$1" status >/dev/null 2>&1; then
    _jp_out=active
  else
    _jp_out=inactive
  fi
  if command -v rc-update >/dev/null; then
    if [ -e "/etc/runlevels/$3/$1" ]; then echo "$_jp_out enabled"; else echo "$_jp_out disabled"; fi
    return
  fi
  for _jp_path in /etc/rc[2-5].d/S??"$1"; do
    if [ -e "$_jp_path" ]; then echo "$_jp_out enabled"; return; fi
  done
  echo "$_jp_out disabled"
}

# jp_init_do VERB NAME RUNLEVEL SLEEP ARGUMENT…
jp_init_do() {
  _jp_verb=$1 _jp_name=$2 _jp_level=$3 _jp_sleep=$4
  shift 4
  case $_jp_verb in
    enable)
      if command -v rc-update >/dev/null; then rc-update add "$_jp_name" "$_jp_level"; else
        if command -v update-rc.d >/dev/null; then update-rc.d "$_jp_name" defaults; else chkconfig "$_jp_name" on; fi
      fi
      ;;
    disable)
      if command -v rc-update >/dev/null; then rc-update del "$_jp_name" "$_jp_level"; else
        if command -v update-rc.d >/dev/null; then update-rc.d "$_jp_name" disable; else chkconfig "$_jp_name" off; fi
      fi
      ;;
    restart)
      if [ "$_jp_sleep" = 0 ]; then "/etc/init.d/$_jp_name" restart "$@"; else
        "/etc/init.d/$_jp_name" stop "$@"
        sleep "$_jp_sleep"
        "/etc/init.d/$_jp_name" start "$@"
      fi
      ;;
    *) "/etc/init.d/$_jp_name" "$_jp_verb" "$@" ;;
  esac </dev/null
}

# jp_installed MANAGER NAME…: which of these packages are installed, one a line.
jp_installed() {
  _jp_manager=$1
  shift
  for _jp_name; do
    case $_jp_manager in
      dnf | yum | zypper) rpm -q --whatprovides -- "$_jp_name" >/dev/null 2>&1 ;;
      apk) apk info -e -- "$_jp_name" >/dev/null 2>&1 ;;
      pacman) pacman -Q -- "$_jp_name" >/dev/null 2>&1 ;;
    esac && printf '%s\n' "$_jp_name"
  done
  :
}

# jp_reboot COMMAND MESSAGE: has the host start anew in a second, from a process that outlives this shell.
jp_reboot() {
  if [ -z "$1" ]; then
    if [ -d /run/systemd/system ]; then set -- "systemctl reboot" "$2"; else set -- reboot "$2"; fi
  fi
  if command -v wall >/dev/null; then wall "$2" 2>/dev/null; fi
  if command -v setsid >/dev/null; then
    setsid sh -c "sleep 1; $1" </dev/null >/dev/null 2>&1 &
  else
    (trap '' HUP; sleep 1; eval "$1") </dev/null >/dev/null 2>&1 &
  fi
}
