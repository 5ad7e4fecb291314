# Functions for reads and effects on files.

# jp_file PATH FOLLOW DIGEST CONTENT: what FileState.parse reads; nothing where there is no such file.
# CONTENT is 0, 1, or a digest: then the bytes come only where the digest is another and the file is small.
jp_file() {
  [ -e "$1" ] || [ -L "$1" ] || return 0
  _jp_real= _jp_to=
  if [ -L "$1" ]; then
    if [ "$2" = 1 ]; then
      [ -e "$1" ] || return 0
      _jp_real=$(readlink -f -- "$1") || return
      set -- "$_jp_real" "$2" "$3" "$4"
    else
      _jp_to=$(readlink -- "$1") || return
    fi
  fi
  case ${_jp_stats-} in
    *"$_jp_nl$1|"*) _jp_stat=${_jp_stats#*"$_jp_nl$1|"} _jp_stat=${_jp_stat%%"$_jp_nl"*} ;;
    *) _jp_stat=$(stat -c '%f|%u|%U|%g|%G|%s|%Y|%X|%Z|%i|%d|%h' -- "$1") || return ;;
  esac
  _jp_size=${_jp_stat#*|*|*|*|*|}
  _jp_size=${_jp_size%%|*}
  _jp_sum=
  if [ "$3" != - ] && [ -f "$1" ] && [ ! -L "$1" ]; then
    case ${_jp_sums-} in
      "$3$_jp_nl"*"  $1$_jp_nl"*) _jp_sum=${_jp_sums%%"  $1$_jp_nl"*} _jp_sum=${_jp_sum##*"$_jp_nl"} ;;
      *) jp_digest "$3" "$1" "$_jp_size" || [ ! -r "$1" ] || return ;;
    esac
  fi
  _jp_sum=${_jp_sum%% *}
  printf '%s\n%s\n%s\n%s\n' "$_jp_stat" "$_jp_to" "$_jp_real" "$_jp_sum"
  [ "$4" != 0 ] && [ -f "$1" ] && [ ! -L "$1" ] || return 0
  if [ "$4" = 1 ]; then
    [ "$_jp_size" -le 16777216 ] || { echo "$1 is larger than 16 MiB" >&2; return 1; }
    cat -- "$1"
  elif [ "$4" != "$_jp_sum" ] && [ "$_jp_size" -le 104448 ] && [ -r "$1" ]; then
    cat -- "$1"
  fi
}

# jp_digest DIGEST FILE SIZE: its digest, in $_jp_sum. Of a large file, openssl has it several times as fast as coreutils,
# where the processor helps.
jp_digest() {
  [ "$3" -gt 4194304 ] && command -v openssl >/dev/null && _jp_sum=$(openssl dgst "-$1" -r 2>/dev/null <"$2") && return
  _jp_sum=$("$1sum" <"$2")
}

# jp_stats PATH...: asks for the attributes of several files at once, for the calls of jp_file that follow.
jp_stats() {
  for _jp_f do
    shift
    if [ -e "$_jp_f" ] && [ ! -L "$_jp_f" ]; then set -- "$@" "$_jp_f"; fi
  done
  [ $# -gt 1 ] || return 0
  _jp_nl='
'
  _jp_stats=$_jp_nl$(stat -c '%n|%f|%u|%U|%g|%G|%s|%Y|%X|%Z|%i|%d|%h' -- "$@" 2>/dev/null)$_jp_nl
}

# jp_sums DIGEST PATH...: likewise the digests of those that are not large.
jp_sums() {
  _jp_sums=$1
  shift
  for _jp_f do
    shift
    [ -f "$_jp_f" ] && [ -r "$_jp_f" ] && [ ! -L "$_jp_f" ] || continue
    case ${_jp_stats-} in *"$_jp_nl$_jp_f|"*)
      _jp_size=${_jp_stats#*"$_jp_nl$_jp_f|"*|*|*|*|*|}
      [ "${_jp_size%%|*}" -le 4194304 ] || continue ;;
    esac
    set -- "$@" "$_jp_f"
  done
  [ $# -gt 1 ] || return 0
  _jp_nl='
'
  _jp_sums=$_jp_sums$_jp_nl$("${_jp_sums}sum" -- "$@" 2>/dev/null)$_jp_nl
}

# jp_sync PATH...: has the disk keep what was written to these.
jp_sync() {
  for _jp_f do
    shift
    [ ! -f "$_jp_f" ] || set -- "$@" "$_jp_f"
  done
  [ $# = 0 ] || sync -- "$@" 2>/dev/null || sync
}

# jp_missing PATH: PATH and those above it that are no directories, each followed by a line of two slashes.
jp_missing() {
  _jp_at=$1
  while [ -n "$_jp_at" ] && [ ! -d "$_jp_at" ]; do
    printf '%s\n//\n' "$_jp_at"
    _jp_at=${_jp_at%/*}
  done
}

# jp_path PATH: PATH, made absolute.
jp_path() {
  case $1 in /*) printf %s "$1" ;; *) printf %s "${PWD%/}/$1" ;; esac
}

# jp_tree PATH DIGEST: all below a directory, itself included: for each a line of attributes with the path, a line of
# two slashes; then the links' targets likewise, then the files' digests, with a line of three slashes between.
jp_tree() {
  [ -d "$1" ] || return 0
  find "$1" -exec stat -c '%f|%u|%U|%g|%G|%s|%Y|%X|%Z|%i|%d|%h|%n
//' -- {} + || return
  echo ///
  find "$1" -type l -exec sh -c 'for f; do printf "%s\n//\n%s\n//\n" "$f" "$(readlink -- "$f")"; done' sh {} + || return
  echo ///
  [ "$2" = - ] || find "$1" -type f -exec "$2sum" -- {} +
}

# jp_sweep DEST: removes what runs that were cut off left beside DEST: uploads whose shell is no more.
jp_sweep() {
  for _jp_old in "${1%/*}/.${1##*/}.jplay-"*; do
    [ "$_jp_old" != "${JPLAY_UPLOAD-}" ] && [ -f "$_jp_old" ] || continue
    _jp_pid=${_jp_old##*.jplay-}
    case $_jp_pid in
      *-*) _jp_pid=${_jp_pid%%-*}; case $_jp_pid in ""|*[!0-9]*) ;; *) [ ! -d "/proc/$_jp_pid" ] || continue ;; esac ;;
    esac
    rm -f -- "$_jp_old"
  done
}

# jp_into DEST: moves "$JPLAY_UPLOAD" to DEST, never into a directory of that name.
jp_into() {
  if [ -d "$1" ]; then
    [ -L "$1" ] || { echo "$1 is a directory" >&2; return 1; }
    rm -f -- "$1" || return
  fi
  mv -f -- "$JPLAY_UPLOAD" "$1"
}

# jp_ready MODE OWNER GROUP KEEP VALIDATE: gives "$JPLAY_UPLOAD" its attributes. KEEP is UID:GID of the file that it
# replaces, kept where that is allowed; OWNER and GROUP are what was asked for. A new file's group is the process's own,
# also in a directory that would hand down its group. With JPLAY_LATER, whoever asked calls jp_sync for all files together.
jp_ready() {
  if [ -n "$4" ]; then chown -- "$4" "$JPLAY_UPLOAD" 2>/dev/null || :
  elif [ -g "${JPLAY_UPLOAD%/*}" ]; then chgrp -- "$(id -g)" "$JPLAY_UPLOAD" || return
  fi
  if [ -n "$2$3" ]; then chown -- "$2${3:+:$3}" "$JPLAY_UPLOAD" || return; fi
  chmod -- "$1" "$JPLAY_UPLOAD" || return
  if [ -n "$5" ]; then ( eval "$5" ) >&2 || { echo "failed to validate (exit status $?)" >&2; return 1; }; fi
  [ -n "${JPLAY_LATER-}" ] || jp_sync "$JPLAY_UPLOAD"
}

# jp_put DEST MODE OWNER GROUP [VALIDATE [KEEP [UNSAFE]]]: moves "$JPLAY_UPLOAD" to DEST.
jp_put() {
  if jp_ready "$2" "$3" "$4" "${6-}" "${5-}" && jp_place "$1" "${7-}"; then
    jp_sweep "$1"
  else
    rm -f -- "$JPLAY_UPLOAD"
    return 1
  fi
}

# jp_place DEST UNSAFE: with UNSAFE, writes into a file that cannot be renamed over.
jp_place() {
  if [ -z "$2" ]; then jp_into "$1"; return; fi
  jp_into "$1" 2>/dev/null || { cat -- "$JPLAY_UPLOAD" >"$1" && rm -f -- "$JPLAY_UPLOAD"; }
}

# jp_own OWNER GROUP FLAG PATH...: chown with as much as is given.
jp_own() {
  [ -n "$1$2" ] || return 0
  _jp_own=$1${2:+:$2} _jp_flag=$3
  shift 3
  chown $_jp_flag -- "$_jp_own" "$@"
}

# jp_mkdir PATH MODE OWNER GROUP: makes a directory and those above it that are missing, all with these attributes.
jp_mkdir() {
  _jp_to=$1 _jp_mode=$2 _jp_owner=$3 _jp_group=$4
  set --
  _jp_at=$_jp_to
  while [ -n "$_jp_at" ] && [ ! -d "$_jp_at" ]; do
    set -- "$_jp_at" "$@"
    _jp_at=${_jp_at%/*}
  done
  [ $# -gt 0 ] || return 0
  if [ -n "$_jp_mode$_jp_owner$_jp_group" ]; then
    ( [ -z "$_jp_mode" ] || umask 077; mkdir -p -- "$_jp_to" ) || return
    jp_own "$_jp_owner" "$_jp_group" "" "$@" || return
    [ -z "$_jp_mode" ] || chmod -- "$_jp_mode" "$@"
  else
    mkdir -p -- "$_jp_to"
  fi
}

# jp_link FLAG TARGET PATH: makes a link (FLAG is -s, or nothing for a hard one) in the place of whatever is there; an
# empty directory gives way, too.
jp_link() {
  if [ ! -e "$3" ] && [ ! -L "$3" ]; then ln $1 -- "$2" "$3"; return; fi
  if [ -d "$3" ] && [ ! -L "$3" ]; then rmdir -- "$3" || return; fi
  _jp_new=${3%/*}/.${3##*/}.jplay-$$-link
  rm -f -- "$_jp_new"
  ln $1 -- "$2" "$_jp_new" || return
  mv -fT -- "$_jp_new" "$3" 2>/dev/null || { rm -f -- "$3" && mv -f -- "$_jp_new" "$3"; } || { rm -f -- "$_jp_new"; return 1; }
  rm -f -- "$_jp_new"
}

# jp_backup PATH COPY: keeps what is at PATH.
jp_backup() {
  cp -p -- "$1" "$2" || { rm -f -- "$2" "${JPLAY_UPLOAD-}"; return 1; }
}

# jp_files SUMS PATH...: what jp_tree prints, for these; with the SHA-1 where SUMS is 1.
jp_files() {
  _jp_sums=$1
  shift
  for _jp_f do
    shift
    if [ -e "$_jp_f" ] || [ -L "$_jp_f" ]; then set -- "$@" "$_jp_f"; fi
  done
  [ $# -gt 0 ] || return 0
  stat -c '%f|%u|%U|%g|%G|%s|%Y|%X|%Z|%i|%d|%h|%n
//' -- "$@" || return
  echo ///
  for _jp_f do
    shift
    if [ -L "$_jp_f" ]; then printf '%s\n//\n%s\n//\n' "$_jp_f" "$(readlink -- "$_jp_f")"
    elif [ -f "$_jp_f" ]; then set -- "$@" "$_jp_f"; fi
  done
  echo ///
  [ $# = 0 ] || [ "$_jp_sums" = 0 ] || sha1sum -- "$@" || :
}

# jp_stat PATH FOLLOW DIGEST MIME ATTRIBUTES: what StatRead.parse reads; nothing where there is no such file.
jp_stat() {
  [ -e "$1" ] || [ -L "$1" ] || return 0
  _jp_named=$1 _jp_to= _jp_real= _jp_sum= _jp_mime= _jp_attr= _jp_can=
  if [ -L "$1" ]; then
    if [ "$2" = 1 ]; then
      [ -e "$1" ] || return 0
      _jp_real=$(readlink -f -- "$1") || return
      shift
      set -- "$_jp_real" "$@"
    else
      _jp_to=$(readlink -- "$1") || return
      _jp_real=$(readlink -f -- "$1") || _jp_real=
    fi
  fi
  _jp_stat=$(stat -c '%f|%u|%U|%g|%G|%s|%Y|%X|%Z|%i|%d|%h|%b|%o|%t|%T|%y|%x|%z' -- "$1") || return
  [ ! -r "$1" ] || _jp_can=r
  [ ! -w "$1" ] || _jp_can=${_jp_can}w
  [ ! -x "$1" ] || _jp_can=${_jp_can}x
  if [ "$3" != - ] && [ -f "$1" ] && [ ! -L "$1" ] && [ -r "$1" ]; then
    _jp_size=${_jp_stat#*|*|*|*|*|}
    jp_digest "$3" "$1" "${_jp_size%%|*}" || return
  fi
  if [ "$4" = 1 ] && command -v file >/dev/null; then _jp_mime=$(file -b -i -h -- "$_jp_named" 2>/dev/null) || _jp_mime=; fi
  if [ "$5" = 1 ] && command -v lsattr >/dev/null; then _jp_attr=$(lsattr -vd -- "$1" 2>/dev/null) || _jp_attr=; fi
  printf '%s\n' "$_jp_stat" "$_jp_to" "$_jp_real" "${_jp_sum%% *}" "$_jp_can" "$_jp_mime" "$_jp_attr"
}

# jp_part PATH OFFSET LENGTH: some of a file's bytes.
jp_part() {
  tail -c "+$(($2 + 1))" -- "$1" | head -c "$3"
}

# jp_download URL FILE INSECURE: downloads.
jp_download() {
  if command -v curl >/dev/null; then
    if [ "$3" = 1 ]; then curl -fsSL -k -o "$2" "$1"; else curl -fsSL -o "$2" "$1"; fi
  elif command -v wget >/dev/null; then
    if [ "$3" = 1 ]; then wget -q --no-check-certificate -O "$2" "$1"; else wget -q -O "$2" "$1"; fi || {
      echo "wget cannot download $1" >&2
      return 1
    }
  else
    echo "a download needs curl or wget on the host" >&2
    return 1
  fi
}

# jp_kind FILE: what kind of archive it is, in $_jp_kind; fails where a tool for it is missing.
jp_kind() {
  case $(head -c 6 -- "$1" | od -An -tx1) in
    *1f*8b*) _jp_kind=gz _jp_tool=gzip ;;
    *42*5a*68*) _jp_kind=bz2 _jp_tool=bzip2 ;;
    *fd*37*7a*58*5a*) _jp_kind=xz _jp_tool=xz ;;
    *28*b5*2f*fd*) _jp_kind=zst _jp_tool=zstd ;;
    *50*4b*0[357]*) _jp_kind=zip _jp_tool=unzip ;;
    *) _jp_kind=tar _jp_tool=cat ;;
  esac
  for _jp_need in "$_jp_tool" tar; do
    [ "$_jp_kind$_jp_need" = ziptar ] || command -v "$_jp_need" >/dev/null || {
      echo "unpacking this archive needs $_jp_need on the host" >&2
      return 1
    }
  done
}

# jp_open FILE: the tar in a compressed file.
jp_open() {
  case $_jp_kind in tar) cat -- "$1" ;; *) "$_jp_tool" -dc <"$1" ;; esac
}

# jp_list FILE URL INSECURE OPTION...: the archive's kind, then what is in it; a zip's listing tells too little, so that
# it is unpacked elsewhere and looked at.
jp_list() {
  _jp_file=$1
  if [ -n "$2" ]; then
    _jp_file=$(mktemp) || return
    jp_download "$2" "$_jp_file" "$3" || { rm -f -- "$_jp_file"; return 1; }
  fi
  _jp_url=$2
  shift 3
  jp_contents "$_jp_file" "$@"
  _jp_rc=$?
  [ -z "$_jp_url" ] || rm -f -- "$_jp_file"
  return "$_jp_rc"
}

jp_contents() {
  _jp_file=$1
  shift
  jp_kind "$_jp_file" || return
  echo "$_jp_kind"
  if [ "$_jp_kind" = zip ]; then
    _jp_dir=$(mktemp -d) || return
    unzip -oq "$_jp_file" -d "$_jp_dir" && ( cd -- "$_jp_dir" && jp_tree . sha1 )
    _jp_rc=$?
    rm -rf -- "$_jp_dir"
    return "$_jp_rc"
  fi
  case $(tar --version 2>/dev/null) in
    *GNU*) jp_open "$_jp_file" | TZ=UTC0 LC_ALL=C tar --full-time --quoting-style=literal --show-transformed-names -tvf - "$@" ;;
    *) jp_open "$_jp_file" | TZ=UTC0 tar -tvf - "$@" ;;
  esac
}

# jp_unpack FILE DEST OPTION...: unpacks a tar.
jp_unpack() {
  _jp_file=$1 _jp_to=$2
  shift 2
  jp_kind "$_jp_file" || return
  if [ "$_jp_kind" = zip ]; then
    unzip -oq "$_jp_file" "$@" -d "$_jp_to"
  else
    jp_open "$_jp_file" | tar -xf - -C "$_jp_to" "$@"
  fi
}

# jp_unpack_url URL INSECURE DEST OPTION...
jp_unpack_url() {
  _jp_down=$(mktemp) || return
  jp_download "$1" "$_jp_down" "$2" || { rm -f -- "$_jp_down"; return 1; }
  shift 2
  jp_unpack "$_jp_down" "$@"
  _jp_rc=$?
  rm -f -- "$_jp_down"
  return "$_jp_rc"
}

# jp_copy SOURCE DEST: makes "$JPLAY_UPLOAD" beside DEST, a copy of SOURCE.
jp_copy() {
  JPLAY_UPLOAD=${2%/*}/.${2##*/}.jplay-$$-copy
  rm -f -- "$JPLAY_UPLOAD"
  ( umask 077; cat -- "$1" >"$JPLAY_UPLOAD" ) || { rm -f -- "$JPLAY_UPLOAD"; return 1; }
}

# jp_find PATH DEPTH FOLLOW: the host's time, then what jp_tree prints first, of all below PATH to a depth (0 is any).
jp_find() {
  date +%s || return
  [ -d "$1" ] || { echo "'$1' is not a directory" >&2; return 1; }
  _jp_follow=
  [ "$3" = 0 ] || _jp_follow=-L
  if [ "$2" = 0 ]; then set -- "$1"; else set -- "$1" -maxdepth "$2"; fi
  find $_jp_follow "$@" -exec stat -c '%f|%u|%U|%g|%G|%s|%Y|%X|%Z|%i|%d|%h|%n
//' -- {} +
}
