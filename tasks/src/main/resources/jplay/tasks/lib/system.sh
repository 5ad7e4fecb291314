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
