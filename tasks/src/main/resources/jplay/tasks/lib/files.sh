# Functions for reads and effects on files.

# jp_file PATH FOLLOW DIGEST CONTENT: what FileState.parse reads; nothing where there is no such file.
jp_file() {
  case $1 in "~"|"~/"*) set -- "$HOME${1#\~}" "$2" "$3" "$4" ;; esac
  [ -e "$1" ] || [ -L "$1" ] || return 0
  _jp_real=
  if [ "$2" = 1 ]; then
    [ -e "$1" ] || return 0
    _jp_real=$(readlink -f -- "$1") || return
    set -- "$_jp_real" "$2" "$3" "$4"
  fi
  stat -c '%f|%u|%U|%g|%G|%s|%Y|%X|%Z|%i|%d|%h' -- "$1" || return
  if [ -L "$1" ]; then readlink -- "$1"; else echo; fi
  printf '%s\n' "$_jp_real"
  [ -f "$1" ] && [ ! -L "$1" ] || { echo; return 0; }
  if [ "$3" = - ]; then echo; else
    _jp_sum=$("$3sum" <"$1") || return
    printf '%s\n' "${_jp_sum%% *}"
  fi
  [ "$4" = 0 ] || cat -- "$1"
}

# jp_put DEST MODE OWNER GROUP [VALIDATE]: moves "$JPLAY_UPLOAD" to DEST.
jp_put() {
  if [ -n "$3$4" ]; then chown -- "$3${4:+:$4}" "$JPLAY_UPLOAD" || { rm -f -- "$JPLAY_UPLOAD"; return 1; }; fi
  chmod -- "$2" "$JPLAY_UPLOAD" || { rm -f -- "$JPLAY_UPLOAD"; return 1; }
  if [ -n "${5-}" ]; then ( eval "$5" ) || { rm -f -- "$JPLAY_UPLOAD"; echo "validation failed: $5" >&2; return 1; }; fi
  sync -- "$JPLAY_UPLOAD" 2>/dev/null || sync
  mv -f -- "$JPLAY_UPLOAD" "$1"
}
