# A job of async: runs __jp_body apart from the connection, for $__jp_limit seconds at most. What is known of it stands
# in the file $__jp_job, as JSON; its outputs stand beside it while it runs.

# The process $1 and all below it.
__jp_tree() {
  __all=$(__jp_processes)
  __set=" $1 "
  __more=1
  while [ -n "$__more" ]; do
    __more=
    set -- $__all
    while [ $# -gt 1 ]; do
      case $__set in
      *" $1 "*) ;;
      *" $2 "*) __set="$__set$1 " __more=1 ;;
      esac
      shift 2
    done
  done
  echo "$__set"
}

# Ends the process $1 and all below it, at last by force.
__jp_end() {
  __tree=$(__jp_tree "$1")
  kill -TERM $__tree
  __n=0
  while [ $__n -lt 20 ]; do
    __left=
    for __p in $__tree; do
      __jp_lives "$__p" && __left="$__left $__p"
    done
    [ -n "$__left" ] || return 0
    sleep 0.1 || { sleep 1; __n=$((__n + 9)); }
    __n=$((__n + 1))
  done
  kill -KILL $__left
}

__jp_encoded() { base64 <"$1" | tr -d '\n'; }

__jp_finished() (
  umask 077
  {
    printf '{"started": 1, "finished": 1, "ansible_job_id": "%s", "exit": %s, "out": "' "${__jp_job##*/}" "$1"
    __jp_encoded "$__jp_job.out"
    printf '", "err": "'
    __jp_encoded "$__jp_job.err"
    printf '"}\n'
  } >"$__jp_job.new" && mv -f "$__jp_job.new" "$__jp_job"
  rm -f "$__jp_job.out" "$__jp_job.err" "$__jp_job.pid"
)

__jp_run() {
  trap '' HUP
  (__jp_body) >"$__jp_job.out" 2>"$__jp_job.err" &
  __body=$!
  (umask 077; echo "$__body" >"$__jp_job.pid")
  (
    sleep "$__jp_limit" &
    __sleep=$!
    trap 'kill "$__sleep"; exit' TERM
    wait "$__sleep" && __jp_end "$__body"
  ) &
  __watch=$!
  wait "$__body"
  __status=$?
  kill "$__watch"
  __jp_finished "$__status"
}

__jp_start() {
  (
    umask 077
    mkdir -p -- "$__jp_dir" \
      && printf '{"started": 1, "finished": 0, "ansible_job_id": "%s"}\n' "${__jp_job##*/}" >"$__jp_job" \
      && : >"$__jp_job.out" && : >"$__jp_job.err"
  ) || return
  (__jp_run </dev/null >/dev/null 2>&1 &)
  printf %s "$__jp_job"
}
