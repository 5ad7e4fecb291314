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
