# What the scripts that run fuzz targets share. `here`: tests/fuzz; `root`: the project.

lines_of() {  # one file a line of $1, in $2
  awk -v to="$2/line-" '{ file = to NR; printf "%s", $0 > file; close(file) }' "$1"
}

seeds_of() {  # of target $1, in $2
  [ -d "$here/corpus/$1" ] && cp "$here/corpus/$1"/* "$2"/
  case $1 in
    intake) cp "$root"/rules/lumbopelvic/1.0.0/examples/*.json "$2"/ ;;
    csv) cp "$root"/docs/examples/csv/* "$2"/ ;;
    yaml) cp "$root"/rules/lumbopelvic/1.0.0/*.yaml "$2"/ ;;
    parse | check) cp "$root"/rules/lumbopelvic/1.0.0/logic/*.cql "$2"/
      cp "$root"/tests/golden/diagnostics/*.cql "$2"/ ;;
  esac
  case $1 in parse | eval) lines_of "$here/expressions.txt" "$2" ;; esac
  case $1 in
    check) while IFS= read -r line; do
        printf "using Record\ncontext Assessment\ndefine R: %s\n" "$line" \
          >"$2/$(printf %s "$line" | cksum | cut -d' ' -f1)"
      done <"$here/expressions.txt" ;;
  esac
}

options_of() {  # of target $1, a line each
  case $1 in
    parse | check | eval) printf '%s\n' -dict="$here/cql.dict" -max_len=4096 ;;
    unit) printf '%s\n' -dict="$here/unit.dict" -max_len=200 ;;
    *) echo -max_len=65536 ;;
  esac
  printf '%s\n' -timeout=20 -rss_limit_mb=2048 -print_final_stats=1
}
