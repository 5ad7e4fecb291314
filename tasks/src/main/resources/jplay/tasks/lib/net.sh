# Functions that fetch over HTTP.

# jp_http_tool: what this host has to fetch with.
jp_http_tool() {
  if command -v curl >/dev/null 2>&1; then echo curl
  elif command -v wget >/dev/null 2>&1; then echo wget
  else echo none; fi
}

# jp_curl CONFIG OUT: runs curl; the configuration comes on standard input, as it may hold secrets. Sets jp_status,
# jp_location (where it would go on), jp_final (where it ended), jp_headers and jp_error.
jp_curl() {
  jp_headers=$(printf '%s\n' "$1" | curl -q -K - -o "$2" -D - \
    -w '\n@@%{http_code} %{time_total}\n%{redirect_url}\n%{url_effective}\n' 2>&1)
  _jp_rc=$?
  _jp_end=${jp_headers##*@@}
  jp_status=${_jp_end%% *}
  _jp_end=${_jp_end#*
}
  jp_location=${_jp_end%%
*}
  jp_final=${_jp_end#*
}
  jp_error=$(printf '%s\n' "$jp_headers" | sed -n 's/^curl: //p' | tail -n 1)
  return "$_jp_rc"
}

# jp_wget OUT: the same for wget, GNU's or busybox'; only for requests without secrets.
jp_wget() {
  set -- -S -O "$1" -U "$jp_agent"
  _jp_help=$(wget --help 2>&1)
  case $_jp_help in *--tries*) set -- "$@" -t 1 ;; esac
  case $_jp_help in *" -T"*) set -- "$@" -T "$jp_timeout" ;; esac
  [ -z "$jp_insecure" ] || set -- "$@" --no-check-certificate
  if [ -n "${jp_anyway-}" ]; then
    case $_jp_help in *--content-on-error*) set -- "$@" --content-on-error ;; esac
    case $_jp_help in *--max-redirect*) [ -n "$jp_follow" ] || set -- "$@" --max-redirect=0 ;; esac
  fi
  jp_headers=$(
    [ -z "$jp_noproxy" ] || unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY
    LC_ALL=C wget "$@" "$jp_url" 2>&1 </dev/null
  )
  _jp_rc=$?
  jp_status=$(printf '%s\n' "$jp_headers" | sed -n 's/.*HTTP\/[0-9.]* \([0-9][0-9][0-9]\).*/\1/p' | tail -n 1)
  jp_final=$(printf '%s\n' "$jp_headers" | sed -n 's/^ *[Ll]ocation: \([^ ]*\).*/\1/p' | tail -n 1)
  case $jp_final in http*://*) ;; *) jp_final=$jp_url ;; esac
  jp_error=$(printf '%s\n' "$jp_headers" | sed -n -e 's/^wget: //p' -e '/failed: /p' -e '/ERROR/p' | tail -n 1)
  jp_location=
  return "$_jp_rc"
}

# jp_fetch_once TOOL OUT
jp_fetch_once() {
  if [ "$1" = wget ]; then jp_wget "$2"; return; fi
  jp_curl "$jp_config" "$2" || return
  if [ -n "$jp_config_far" ] && [ -n "$jp_location" ]; then
    case $jp_location in "$jp_origin"|"$jp_origin"/*) _jp_after=$jp_config_near ;; *) _jp_after=$jp_config_far ;; esac
    jp_curl "$_jp_after
url = \"$jp_location\"" "$2"
  fi
}

# jp_fetch TOOL OUT: fetches what jp_config (for curl) or jp_url (for wget) says; tries again where the network or the
# server may do better in a moment.
jp_fetch() {
  _jp_wait=1
  while :; do
    jp_fetch_once "$1" "$2" && _jp_rc=0 || _jp_rc=$?
    case $1:$_jp_rc:$jp_status in
      *:0:408|*:0:429|*:0:50[0234]|wget:*:408|wget:*:429|wget:*:50[0234]) ;;
      curl:7:*|curl:18:*|curl:28:*|curl:35:*|curl:52:*|curl:55:*|curl:56:*) ;;
      wget:[14]:) ;;
      *) break ;;
    esac
    [ "$_jp_wait" -le "${jp_patience-4}" ] || break
    sleep "$_jp_wait"
    _jp_wait=$((_jp_wait * 2))
  done
  return "$_jp_rc"
}

# jp_fetched URL: whether the last fetch brought what was asked for; if not, says so.
jp_fetched() {
  case $_jp_rc:$jp_status in
    0:2??|0:000|0:) return 0 ;;
    *:[345]??) echo "Request failed: HTTP status $jp_status for $1" >&2 ;;
    2:*|4:*) echo "Request failed: this curl cannot do what was asked: $jp_error" >&2 ;;
    *) echo "Request failed: $1: ${jp_error:-exit status $_jp_rc}" >&2 ;;
  esac
  return 1
}

# jp_temporary DIRECTORY NAME: a new file that only we can read, in the form that jp_sweep knows.
jp_temporary() {
  mktemp "$1/.$2.jplay-$$-XXXXXX"
}

# jp_text URL: prints a small file.
jp_text() (
  _jp_tool=$(jp_http_tool)
  [ "$_jp_tool" != none ] && { [ "$_jp_tool" = curl ] || [ -n "$jp_url" ]; } || exit 120
  _jp_out=$(mktemp) || exit
  trap 'rm -f -- "$_jp_out"' EXIT
  trap 'exit 143' HUP INT TERM
  jp_fetch "$_jp_tool" "$_jp_out"
  jp_fetched "$1" || exit 1
  head -c 1048576 "$_jp_out"
)

# jp_name: what the server calls a file: the headers of its answer, then the address that it ended at.
jp_name() (
  _jp_tool=$(jp_http_tool)
  [ "$_jp_tool" != none ] || exit 0
  if [ "$_jp_tool" = wget ]; then
    jp_headers=$(LC_ALL=C wget --spider -S "$jp_url" 2>&1 </dev/null)
    jp_final=$(printf '%s\n' "$jp_headers" | sed -n 's/^ *[Ll]ocation: \([^ ]*\).*/\1/p' | tail -n 1)
  else
    jp_curl "$jp_config
head" /dev/null
  fi
  printf '%s\n' "$jp_headers" | sed -n 's/^ *[Cc]ontent-[Dd]isposition: /disposition /p' | tail -n 1
  echo "final $jp_final"
)

# jp_sum ALGORITHM FILE
jp_sum() {
  jp_digest "$1" "$2" "$(stat -c %s -- "$2")" || return
  printf %s "${_jp_sum%% *}"
}

# jp_get URL DEST TEMPORARY ALGORITHM SUM MODE OWNER GROUP KEEP BACKUP: downloads to DEST; prints the status, the final
# address, the seconds, the MD5, whether it was the same, then what jp_file prints.
jp_get() (
  _jp_dest=$2
  _jp_name=${2##*/}
  _jp_dir=${2%/*}
  [ -d "${_jp_dir:-/}" ] || { echo "Destination directory $_jp_dir does not exist" >&2; exit 1; }
  jp_sweep "$2"
  [ -z "$3" ] || jp_sweep "$3/$_jp_name"
  JPLAY_UPLOAD=$(jp_temporary "${3:-$_jp_dir}" "$_jp_name") || exit
  trap 'rm -f -- "$JPLAY_UPLOAD"' EXIT
  trap 'exit 143' HUP INT TERM
  _jp_start=$(date +%s)
  jp_fetch "$(jp_http_tool)" "$JPLAY_UPLOAD"
  jp_fetched "$1" || exit 1
  if [ -n "$5" ]; then
    _jp_got=$(jp_sum "$4" "$JPLAY_UPLOAD") || exit
    [ "$_jp_got" = "$5" ] || { echo "The checksum for $2 did not match $5; it was $_jp_got." >&2; exit 1; }
  fi
  _jp_same=0
  if [ -f "$2" ] && [ "$(jp_sum sha1 "$JPLAY_UPLOAD")" = "$(jp_sum sha1 "$2")" ]; then
    _jp_same=1
  else
    jp_get_place "$@" || exit
  fi
  printf '%s\n%s\n%s\n%s\n%s\n' "$jp_status" "$jp_final" "$(($(date +%s) - _jp_start))" "$(jp_sum md5 "$2")" "$_jp_same"
  jp_file "$2" 1 sha1 0
)

# jp_get_place: the arguments of jp_get
jp_get_place() {
  if [ -n "$3" ]; then
    _jp_far=$JPLAY_UPLOAD
    JPLAY_UPLOAD=$(jp_temporary "$_jp_dir" "$_jp_name") || return
    trap 'rm -f -- "$JPLAY_UPLOAD" "$_jp_far"' EXIT
    cat -- "$_jp_far" >"$JPLAY_UPLOAD" || return
  fi
  [ -z "${10}" ] || jp_backup "$2" "${10}" || return
  jp_ready "$6" "$7" "$8" "$9" "" && jp_place "$2" "$jp_unsafe"
}

# jp_uri BODY_FILE DEST STATUS_CODES MODE OWNER GROUP KEEP: one request; prints curl's or wget's exit status, the HTTP
# status, the final address, the seconds, whether DEST was changed, the error, the number of bytes of headers, then the
# headers and the body. BODY_FILE is removed where it is "$JPLAY_UPLOAD".
jp_uri() (
  jp_anyway=1
  _jp_body=$1
  _jp_dest=$2
  _jp_dir=${2%/*}
  _jp_name=${2##*/}
  _jp_out=
  trap 'rm -f -- "$_jp_out" ${JPLAY_UPLOAD:+"$JPLAY_UPLOAD"}' EXIT
  trap 'exit 143' HUP INT TERM
  if [ -n "$2" ]; then
    [ -d "${_jp_dir:-/}" ] || { echo "Destination directory $_jp_dir does not exist" >&2; exit 1; }
    jp_sweep "$2"
    _jp_out=$(jp_temporary "$_jp_dir" "$_jp_name") || exit
  else
    _jp_out=$(mktemp) || exit
  fi
  [ -z "$1" ] || jp_config="$jp_config
data-binary = \"@$1\""
  _jp_start=$(date +%s)
  jp_fetch_once "$(jp_http_tool)" "$_jp_out" && _jp_rc=0 || _jp_rc=$?
  _jp_took=$(($(date +%s) - _jp_start))
  _jp_changed=0
  if [ -n "$2" ]; then
    case " $3 " in *" $jp_status "*) jp_uri_place "$@" || exit ;; esac
  fi
  _jp_heads=$(printf '%s' "$jp_headers" | wc -c)
  printf '%s\n%s\n%s\n%s\n%s\n%s\n%s\n%s' \
    "$_jp_rc" "$jp_status" "$jp_final" "$_jp_took" "$_jp_changed" "$jp_error" "$((_jp_heads))" "$jp_headers"
  [ ! -f "$_jp_out" ] || head -c 16777216 "$_jp_out"
)

# jp_uri_place: the arguments of jp_uri
jp_uri_place() {
  [ -f "$2" ] && [ "$(jp_sum sha1 "$_jp_out")" = "$(jp_sum sha1 "$2")" ] && return
  cat -- "$_jp_out" >"$_jp_out.body" && JPLAY_UPLOAD=$_jp_out.body || return
  jp_ready "$4" "$5" "$6" "$7" "" && jp_place "$2" "$jp_unsafe" && _jp_changed=1
}
