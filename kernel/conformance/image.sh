#!/usr/bin/env bash
# Builds the image, where there is an engine, and runs notebooks in it as Binder would: as
# user 1000, in 1 GB. ENGINE chooses between docker, podman and buildah; the arguments go
# to its build. Without an engine it holds the Dockerfile to hadolint, and says what it did
# not do.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
image=schedtick-test
gigabyte=$((1 << 30))

.venv/bin/hadolint Dockerfile
echo 'hadolint: the Dockerfile passes'

engine=${ENGINE:-}
for candidate in docker podman buildah; do
  if [ -z "$engine" ] && "$candidate" info >/dev/null 2>&1; then engine=$candidate; fi
done
if [ -z "$engine" ]; then
  echo 'neither docker nor podman nor buildah answers: the image was not built, and nothing was run in it'
  exit 0
fi

# buildah needs no daemon and no privileges when it isolates by chroot; then it cannot limit
# memory, so a control group of the caller does where one may be made.
limited() {
  local group= place ended=0
  for place in memory/:memory.limit_in_bytes :memory.max; do
    group=/sys/fs/cgroup/${place%%:*}$image-$$
    mkdir "$group" 2>/dev/null || { group=; continue; }
    echo "$gigabyte" 2>/dev/null >"$group/${place##*:}" && break
    rmdir "$group"; group=
  done
  if [ -z "$group" ]; then
    echo 'no control group can be made here: the notebooks run without the limit of 1 GB' >&2
    "$@"
    return
  fi
  # shellcheck disable=SC2016 # the inner shell expands it
  bash -c 'echo $$ >"$0/cgroup.procs" && exec "$@"' "$group" "$@" || ended=$?
  rmdir "$group"
  return "$ended"
}

build() {
  case $engine in
    buildah) buildah bud --isolation chroot --layers "$@" ;;
    *) "$engine" build "$@" ;;
  esac
}

inside() { # runs a shell script in the image, as its user
  case $engine in
    buildah)
      local container status=0
      container=$(buildah from --pull-never "$image")
      limited buildah run --isolation chroot "$container" -- sh -c "$1" || status=$?
      buildah rm "$container" >/dev/null
      return "$status"
      ;;
    *) "$engine" run --rm --network none --memory "$gigabyte" "$image" sh -c "$1" ;;
  esac
}

size() { # prints the bytes of the image
  case $engine in
    buildah) buildah images --format '{{.Size}}' "$image" | tr -d ' B' | tr k K | numfmt --from=si ;;
    *) "$engine" image inspect --format '{{.Size}}' "$image" ;;
  esac
}

build --build-arg NB_USER=jovyan --build-arg NB_UID=1000 "$@" -t "$image" .

# Each command fails at the first cell that fails and is not meant to, so also where a cell
# misses the toolchain or the C compiler.
said=$(inside 'set -eu
  echo "user $(id -u)"
  schedtick run --probe=off notebooks/05-pitfalls.ipynb
  schedtick run --probe=off notebooks/06-pthreads-beside-go.ipynb
  schedtick run --probe=off notebooks/07-complete-program.ipynb
  jupyter nbconvert --execute --to markdown --stdout notebooks/07-complete-program.ipynb
  sleep 1 # an engine may lose the output of a container that ends at once') || {
  printf '%s\nthe notebooks do not run in the image\n' "$said"
  exit 1
}

prints() { # prints TIMES PATTERN: so many lines, no more and no fewer
  found=$(grep -c "$2" <<<"$said" || true)
  [ "$found" = "$1" ] || { printf '%s\n%s lines match %s, not %s\n' "$said" "$found" "$2" "$1"; exit 1; }
}
prints 1 '^user 1000$'
prints 1 '1 data race'                                # by %%race
prints 2 '^Worker 9$'                                 # by %%c and by Go
prints 5 '^ *CPUs: [0-9]*, GOMAXPROCS: [0-9]*$' # interpreted and by %%native, here and in Jupyter, and as the text quotes it
prints 2 '^ *Before: 1, Peak: 10001$'                 # the exact one, and in Jupyter

bytes=$(size)
printf 'the image has %s\n' "$(numfmt --to=si --suffix=B "$bytes")"
[ "$bytes" -lt 2500000000 ] || { echo 'and should have less than 2.5 GB'; exit 1; }
echo "built by $engine; user 1000 ran notebooks 5, 6 and 7 in it, with %%race, %%c and %%native, and 7 in Jupyter"
