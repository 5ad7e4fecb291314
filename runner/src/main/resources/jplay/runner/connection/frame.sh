# The start of every persistent shell. Requests come after it, each one compound command, as the shell's program.
# While one runs, a watcher reads the same input: "." lets it go, anything else (end of file above all, which is
# the client's death) kills what runs.
exec 3<&0
unset __jp_s

# "pid parent" of all processes, a line each.
__jp_processes() {
  if [ -r /proc/self/stat ]; then
    for __f in /proc/[0-9]*/stat; do
      __l=
      read -r __l <"$__f"
      case $__l in
      *')'*)
        __p=${__l%% *}
        __l=${__l##*) }
        set -- $__l
        echo "$__p $2"
        ;;
      esac
    done 2>/dev/null
  else
    ps -A -o pid= -o ppid=
  fi
}

# The descendants of this shell, without the process $1 and what is below it.
__jp_running() {
  __all=$(__jp_processes)
  __set=" $$ "
  __more=1
  while [ -n "$__more" ]; do
    __more=
    set -- "$1" $__all
    __me=$1
    shift
    while [ $# -gt 1 ]; do
      case $__set in
      *" $1 "*) ;;
      *" $2 "*) [ "$1" = "$__me" ] || { __set="$__set$1 "; __more=1; } ;;
      esac
      shift 2
    done
    set -- "$__me"
  done
  echo "${__set#" $$ "}"
}

# Whether the process lives; one that has ended and that nobody has asked about yet does not.
__jp_lives() {
  kill -0 "$1" || return
  [ -r "/proc/$1/stat" ] || return 0
  __l=
  read -r __l <"/proc/$1/stat"
  case ${__l##*) } in
  Z* | X*) return 1 ;;
  esac
}

# First all are stopped, so that none slips away by forking; then they are ended, and what is left after three
# seconds is killed.
__jp_kill() {
  trap '' HUP INT PIPE
  __w=$(exec sh -c 'echo "$PPID"')
  __stopped=' '
  while :; do
    __new=
    for __p in $(__jp_running "$__w"); do
      case $__stopped in
      *" $__p "*) ;;
      *) __new="$__new $__p" __stopped="$__stopped$__p " ;;
      esac
    done
    [ -n "$__new" ] || break
    kill -STOP $__new
  done
  [ "$__stopped" != ' ' ] || return 0
  kill -TERM $__stopped
  kill -CONT $__stopped
  __n=0
  while [ $__n -lt 30 ]; do
    __left=
    for __p in $__stopped; do
      __jp_lives "$__p" && __left="$__left $__p"
    done
    [ -n "$__left" ] || return 0
    sleep 0.1 || { sleep 1; __n=$((__n + 9)); }
    __n=$((__n + 1))
  done
  kill -KILL $__left $(__jp_running "$__w")
}

__jp_watch() {
  __c=
  read -r __c <&3
  [ "$__c" = . ] || __jp_kill >/dev/null 2>&1
}
