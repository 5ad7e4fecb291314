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
