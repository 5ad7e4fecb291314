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
