# Functions for reads and effects of modules beyond the first: services, packages.

# jp_services: all services, in sections that begin with a record separator.
jp_services() {
  PATH=$PATH:/usr/sbin:/sbin
  LC_ALL=C
  export LC_ALL
  if command -v service >/dev/null && ! command -v chkconfig >/dev/null && ! command -v rc-status >/dev/null; then
    printf '\036sysv\n'; service --status-all 2>/dev/null
  fi
  if command -v chkconfig >/dev/null; then
    printf '\036chkconfig\n'
    chkconfig --list 2>/dev/null | while read -r _jp_name _jp_rest; do
      case $_jp_rest in *3:*) service "$_jp_name" status >/dev/null 2>&1; printf '%s %s |%s\n' "$_jp_name" "$_jp_rest" "$?" ;; esac
    done
  elif command -v rc-status >/dev/null; then
    printf '\036rc-status\n'; rc-status -a -s -m 2>&1 | grep '^ ' | tr -d '[]'
    printf '\036rc-update\n'; rc-update show -v 2>&1 | grep '|'
  fi
  read -r _jp_init </proc/1/comm 2>/dev/null
  case $_jp_init in *systemd*) ;; *) return 0 ;; esac
  printf '\036units\n'; systemctl list-units --no-pager --type service --all
  printf '\036files\n'; _jp_files=$(systemctl list-unit-files --no-pager --type service --all); printf '%s\n' "$_jp_files"
  printf '\036active\n'
  # shellcheck disable=SC2046
  systemctl show --property=Id,ActiveState -- $(printf '%s\n' "$_jp_files" | sed -n 's/^\([^ ]*[^@]\.service\) .*/\1/p') 2>/dev/null
  :
}

# jp_timezone: systemd or files, the zone, and what the hardware clock shows.
jp_timezone() {
  _jp_out=
  if command -v timedatectl >/dev/null; then _jp_out=$(timedatectl show -p Timezone -p LocalRTC 2>/dev/null); fi
  case $_jp_out in
    *Timezone=?*)
      _jp_zone=${_jp_out#*Timezone=}
      case $_jp_out in *LocalRTC=yes*) _jp_clock=local ;; *) _jp_clock=UTC ;; esac
      printf 'systemd\n%s\n%s\n' "${_jp_zone%%
*}" "$_jp_clock"
      return
      ;;
  esac
  _jp_zone=$(readlink /etc/localtime)
  case $_jp_zone in
    */zoneinfo/*) _jp_zone=${_jp_zone#*/zoneinfo/} ;;
    *) _jp_zone=; read -r _jp_zone </etc/timezone ;;
  esac 2>/dev/null
  _jp_clock=UTC
  if grep -q '^LOCAL' /etc/adjtime 2>/dev/null; then _jp_clock=local; fi
  printf 'files\n%s\n%s\n' "${_jp_zone:-n/a}" "$_jp_clock"
}

# jp_timezone_set SYSTEMD ZONE
jp_timezone_set() {
  if [ "$1" = 1 ]; then timedatectl set-timezone "$2"; return; fi
  ln -sfn "/usr/share/zoneinfo/$2" /etc/localtime || return
  if [ -e /etc/timezone ] || [ -e /etc/debian_version ]; then printf '%s\n' "$2" >/etc/timezone || return; fi
  if command -v dpkg-reconfigure >/dev/null; then dpkg-reconfigure --frontend noninteractive tzdata 2>/dev/null; fi
  :
}

# jp_hwclock_set SYSTEMD LOCAL
jp_hwclock_set() {
  if [ "$1" = 1 ]; then
    case $2 in 1) timedatectl set-local-rtc yes ;; *) timedatectl set-local-rtc no ;; esac
    return
  fi
  case $2 in 1) hwclock --systohc --localtime ;; *) hwclock --systohc --utc ;; esac
}

# jp_locales: the locales there are, a separator, /etc/locale.gen, a separator, those that could be.
jp_locales() {
  command -v locale >/dev/null || { echo "this host has no locale command" >&2; return 127; }
  locale -a 2>/dev/null
  printf '\036'
  cat /etc/locale.gen 2>/dev/null
  printf '\036'
  cat /usr/share/i18n/SUPPORTED 2>/dev/null
  :
}

# jp_git_state GIT DEST BARE REPO REMOTE ASK SUBMODULES: how a working copy is, in lines "name value", then what the
# repository has, after a record separator. ASK is "" where the repository is not to be asked.
jp_git_state() {
  _jp_git=$1
  command -v "$_jp_git" >/dev/null || { echo "this host has no $_jp_git" >&2; return 127; }
  LC_ALL=C
  export LC_ALL
  _jp_dir=
  if [ "$3" = 1 ]; then
    [ ! -f "$2/config" ] || _jp_dir=$2
  elif [ -e "$2/.git" ]; then
    _jp_dir=$("$_jp_git" -C "$2" rev-parse --git-dir 2>/dev/null) || { echo "Current repo does not have a valid reference to a separate Git dir or it refers to the invalid path" >&2; return 1; }
    case $_jp_dir in /*) ;; *) _jp_dir=$2/$_jp_dir ;; esac
    [ -f "$_jp_dir/config" ] || _jp_dir=
  fi
  if [ -n "$_jp_dir" ]; then
    printf 'dir %s\n' "$_jp_dir"
    printf 'before %s\n' "$("$_jp_git" -C "$2" rev-parse HEAD 2>/dev/null)"
    printf 'url %s\n' "$("$_jp_git" -C "$2" ls-remote --get-url "$5")"
    printf 'branch %s\n' "$("$_jp_git" -C "$2" symbolic-ref -q --short HEAD)"
    if [ "$3" != 1 ]; then
      [ -z "$("$_jp_git" -C "$2" status --porcelain | grep -v '^??')" ] || echo "mods 1"
      [ "$7" != 1 ] || [ ! -e "$2/.gitmodules" ] || [ -z "$("$_jp_git" -C "$2" submodule status --recursive | grep -v '^ ')" ] || echo "submodules 1"
      [ "$7" != 1 ] || [ ! -e "$2/.gitmodules" ] || echo "gitmodules 1"
    fi
  elif [ -e "$2" ] && [ -n "$(ls -A "$2" 2>/dev/null)" ]; then
    echo "occupied 1"
  fi
  [ -n "$6" ] || return 0
  printf '\036\n'
  if [ -n "$_jp_dir" ]; then cd "$2" || return; fi
  "$_jp_git" ls-remote "$4" || return
}

# jp_git_switch GIT REMOTE VERSION DEPTH: checks a version out.
jp_git_switch() {
  _jp_branch=$3
  if [ "$3" = HEAD ]; then
    _jp_branch=$("$1" symbolic-ref -q --short "refs/remotes/$2/HEAD" 2>/dev/null)
    _jp_branch=${_jp_branch#"$2/"}
    [ -n "$_jp_branch" ] || _jp_branch=$("$1" symbolic-ref -q --short HEAD)
    [ -n "$_jp_branch" ] || _jp_branch=$("$1" ls-remote --symref "$2" HEAD | sed -n 's/^ref: refs\/heads\/\(.*\)	HEAD$/\1/p')
  elif [ -z "$("$1" ls-remote "$2" -h "refs/heads/$3" 2>/dev/null)" ]; then
    "$1" checkout -q --force "$3" || { echo "Failed to checkout $3" >&2; return 1; }
    return
  fi
  if [ -n "$4" ] && ! "$1" show-ref -q --verify "refs/heads/$_jp_branch"; then
    "$1" remote set-branches --add "$2" "$_jp_branch" && "$1" fetch -q --depth="$4" "$2" "$_jp_branch" || return
  fi
  if "$1" show-ref -q --verify "refs/heads/$_jp_branch"; then
    "$1" checkout -q --force "$_jp_branch" && "$1" reset -q --hard "$2/$_jp_branch" -- || { echo "Failed to checkout branch $_jp_branch" >&2; return 1; }
  else
    "$1" checkout -q --track -b "$_jp_branch" "$2/$_jp_branch"
  fi
}

# jp_git_verify GIT REVISION FINGERPRINT…: whether it is signed, by one of these if there are any.
jp_git_verify() {
  _jp_git=$1
  _jp_rev=$2
  shift 2
  _jp_verb=verify-commit
  if [ "$("$_jp_git" cat-file -t "$_jp_rev" 2>/dev/null)" = tag ]; then _jp_verb=verify-tag; fi
  _jp_out=$("$_jp_git" "$_jp_verb" --raw "$_jp_rev" 2>&1) || { [ $# -gt 0 ] || { echo "Failed to verify GPG signature of commit/tag \"$_jp_rev\"" >&2; return 1; }; }
  [ $# -gt 0 ] || return 0
  for _jp_key; do
    case $_jp_out in *"VALIDSIG $_jp_key"* | *"VALIDSIG "*" $_jp_key"*) return 0 ;; esac
  done
  echo "The gpg_whitelist does not include the public key of commit/tag \"$_jp_rev\"" >&2
  return 1
}

# jp_library NAME INTERPRETER ARGUMENTS: runs $JPLAY_UPLOAD with a file of its arguments, in a directory that goes again.
jp_library() {
  _jp_dir=$(mktemp -d "${TMPDIR:-/tmp}/jplay-module-XXXXXX") || return
  trap 'rm -rf -- "$_jp_dir"' EXIT
  trap 'exit 143' HUP INT TERM
  mv -f -- "$JPLAY_UPLOAD" "$_jp_dir/$1" && chmod 700 "$_jp_dir/$1" || return
  (umask 077; printf %s "$3" >"$_jp_dir/args") || return
  _jp_file=$_jp_dir/$1
  # Hosts have this Python or that, or none.
  case $2 in
    */python*) [ -x "${2%% *}" ] || { command -v python3 >/dev/null && set -- "$1" python3 "$3"; } ;;
  esac
  case $2 in
    '') "$_jp_file" "$_jp_dir/args" ;;
    *" "*) "${2%% *}" "${2#* }" "$_jp_file" "$_jp_dir/args" ;;
    *) "$2" "$_jp_file" "$_jp_dir/args" ;;
  esac
}

# jp_kube_config TEXT: has jp_kubectl use this configuration, in a file that goes again.
jp_kube_config() {
  jp_kubeconfig=$(umask 077; mktemp "${TMPDIR:-/tmp}/jplay-kube-XXXXXX") || return
  trap 'rm -f -- "$jp_kubeconfig" ${_jp_patch:+"$_jp_patch"}' EXIT
  trap 'exit 143' HUP INT TERM
  printf %s "$1" >"$jp_kubeconfig"
}

# jp_kubectl ARGUMENT…: kubectl for the cluster that jp_kubeconfig and jp_kube_options tell.
jp_kubectl() {
  command -v kubectl >/dev/null || { echo "this needs kubectl on the host" >&2; return 127; }
  [ -z "${jp_kubeconfig-}" ] || set -- --kubeconfig="$jp_kubeconfig" "$@"
  eval "kubectl ${jp_kube_options-} \"\$@\""
}

# jp_kube_do MODE RESOURCE NAME NAMESPACE TYPES DEFINITION OPTION…: makes an object what it should be; prints it.
jp_kube_do() {
  _jp_mode=$1 _jp_res=$2 _jp_name=$3 _jp_ns=$4 _jp_types=$5 _jp_def=$6
  shift 6
  [ -z "$_jp_ns" ] || set -- --namespace="$_jp_ns" "$@"
  if [ "$_jp_mode" != patch ]; then
    printf %s "$_jp_def" | jp_kubectl "$_jp_mode" -f - -o json "$@"
    return
  fi
  _jp_patch=$(umask 077; mktemp "${TMPDIR:-/tmp}/jplay-kube-XXXXXX") || return
  [ -n "${jp_kubeconfig-}" ] || trap 'rm -f -- "$_jp_patch"' EXIT
  printf %s "$_jp_def" >"$_jp_patch"
  for _jp_type in $_jp_types; do
    _jp_out=$(jp_kubectl patch "$_jp_res" "$_jp_name" --type="${_jp_type%-merge}" --patch-file="$_jp_patch" -o json "$@" 2>&1) && break
    case $_jp_out in
      *"unknown flag"*)
        case $_jp_res in Secret.*) echo "this kubectl is too old to patch a Secret without showing it: 1.21 does" >&2; return 1 ;; esac
        _jp_out=$(jp_kubectl patch "$_jp_res" "$_jp_name" --type="${_jp_type%-merge}" -p "$_jp_def" -o json "$@" 2>&1) && break
        ;;
    esac
    false
  done || { printf '%s\n' "$_jp_out" >&2; return 1; }
  printf '%s\n' "$_jp_out"
}

# jp_kube_state MODE RESOURCE NAME NAMESPACE TYPES DEFINITION OPTION…: the object, a record separator, and how it would
# be. MODE is auto (create or patch), patched, apply, replace or absent.
jp_kube_state() {
  _jp_now=
  if [ -n "$3" ]; then _jp_now=$(jp_kubectl get "$2" "$3" ${4:+--namespace="$4"} -o json --ignore-not-found) || return; fi
  printf '%s\n\036\n' "$_jp_now"
  case $1:$_jp_now in
    absent:* | patched:) return ;;
    auto:) set -- create "$2" "$3" "$4" "$5" "$6" ;;
    replace:) set -- create "$2" "$3" "$4" "$5" "$6" ;;
    auto:* | patched:*) set -- patch "$2" "$3" "$4" "$5" "$6" ;;
  esac
  jp_kube_do "$@" --dry-run=server
}

# jp_kube_wait RESOURCE NAME NAMESPACE TIMEOUT SLEEP TYPE STATUS REASON: until it is as it should be; GONE for TYPE waits
# until it is not there.
jp_kube_wait() {
  _jp_res=$1 _jp_name=$2 _jp_ns=${3:+--namespace=$3} _jp_end=$(($(date +%s) + $4))
  case $6:$1 in
    :Deployment.* | :DaemonSet.* | :StatefulSet.*) jp_kubectl rollout status "$1" "$2" $_jp_ns --timeout="$4s" >/dev/null; return ;;
    :Pod.*) set -- "$1" "$2" "$3" "$4" "$5" Ready True "" ;;
    :*) return 0 ;;
  esac
  while :; do
    if [ "$6" = GONE ]; then
      _jp_out=$(jp_kubectl get "$_jp_res" "$_jp_name" $_jp_ns --ignore-not-found -o name 2>/dev/null)
      [ -n "$_jp_out" ] || return 0
    else
      _jp_out=$(jp_kubectl get "$_jp_res" "$_jp_name" $_jp_ns -o jsonpath="{range .status.conditions[?(@.type==\"$6\")]}{.status} {.reason}{end}" 2>/dev/null)
      case $_jp_out in "${7:-True} $8"*) return 0 ;; esac
    fi
    [ "$(date +%s)" -lt "$_jp_end" ] || break
    sleep "$5"
  done
  echo "\"${_jp_res%%.*}\" \"$_jp_name\": Timed out waiting on resource" >&2
  return 1
}

# jp_sshkey_asked PASSPHRASE COMMAND…: runs ssh-keygen, which gets the passphrase without it being among arguments.
jp_sshkey_asked() {
  _jp_ask=$(umask 077; mktemp "${TMPDIR:-/tmp}/jplay-ask-XXXXXX") || return
  trap 'rm -f -- "$_jp_ask"' EXIT
  trap 'exit 143' HUP INT TERM
  # shellcheck disable=SC2016
  printf '%s\n' '#!/bin/sh' 'printf "%s\n" "$_JPLAY_PASS"' >"$_jp_ask" && chmod 700 "$_jp_ask" || return
  _JPLAY_PASS=$1
  shift
  SSH_ASKPASS=$_jp_ask SSH_ASKPASS_REQUIRE=force DISPLAY=none:0 _JPLAY_PASS=$_JPLAY_PASS "$@" </dev/null
  _jp_rc=$?
  rm -f -- "$_jp_ask"
  return "$_jp_rc"
}

# jp_sshkey PATH PASSPHRASE: bits, fingerprint, comment and kind; the public half; the file of the public half.
jp_sshkey() {
  _jp_half=$(jp_sshkey_asked "$2" ssh-keygen -y -f "$1") || return
  printf '%s\n' "$_jp_half" | ssh-keygen -l -f /dev/stdin || return
  printf '%s\n' "$_jp_half"
  cat -- "$1.pub" 2>/dev/null
  :
}

# jp_sshkey_make PATH TYPE BITS COMMENT FORMAT PASSPHRASE: makes a pair beside, and puts it in place.
jp_sshkey_make() {
  _jp_new=$(mktemp -d "${1%/*}/.jplay-key-XXXXXX") || return
  set -- "$1" "$2" "$3" "$4" "$5" "$6" "$_jp_new/key"
  case $2 in ed25519) _jp_bits= ;; *) _jp_bits=$3 ;; esac
  if [ -n "$6" ]; then
    jp_sshkey_asked "$6" ssh-keygen -q -t "$2" ${_jp_bits:+-b "$_jp_bits"} -C "$4" -m "$5" -f "$7"
  else
    ssh-keygen -q -t "$2" ${_jp_bits:+-b "$_jp_bits"} -C "$4" -m "$5" -N '' -f "$7" </dev/null
  fi && mv -f -- "$7.pub" "$1.pub" && mv -f -- "$7" "$1"
  _jp_rc=$?
  rm -rf -- "$_jp_new"
  return "$_jp_rc"
}

# jp_sshkey_comment PATH COMMENT PASSPHRASE: writes the public half anew, with this comment.
jp_sshkey_comment() {
  _jp_half=$(jp_sshkey_asked "$3" ssh-keygen -y -f "$1") || return
  jp_sshkey_asked "$3" ssh-keygen -q -c -C "$2" -f "$1" >/dev/null 2>&1
  _jp_type=${_jp_half%% *}
  _jp_data=${_jp_half#* }
  printf '%s %s %s\n' "$_jp_type" "${_jp_data%% *}" "$2" >"$1.pub.new" && mv -f -- "$1.pub.new" "$1.pub"
}
