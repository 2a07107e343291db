#!/usr/bin/env bash
# Builds the image, where there is an engine, and runs a notebook in it as Binder would:
# as user 1000, in 1 GB. Arguments go to the engine's build. Without an engine it holds
# the Dockerfile to hadolint, and says what it did not do.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

engine=${ENGINE:-}
for candidate in docker podman; do
  if [ -z "$engine" ] && "$candidate" info >/dev/null 2>&1; then engine=$candidate; fi
done
if [ -z "$engine" ]; then
  .venv/bin/hadolint Dockerfile
  echo 'no container engine answers: hadolint passes, the image was not built, and nothing was run in it'
  exit 0
fi

image=schedtick-test
"$engine" build "$@" --build-arg NB_USER=jovyan --build-arg NB_UID=1000 -t "$image" .
said=$("$engine" run --rm --network "${NETWORK:-none}" --memory 1g "$image" sh -c '
  id -u
  schedtick run --probe=off notebooks/05-pitfalls.ipynb
  schedtick run --probe=off notebooks/06-pthreads-beside-go.ipynb
  schedtick run notebooks/07-complete-program.ipynb
  sleep 1 # an engine may lose the output of a container that ends at once
')
for want in '^1000$' '1 data race' '^Worker 9$' '^Before: 1, Peak: 10001$' '^right\|^not yet'; do
  grep -q "$want" <<<"$said" || { printf '%s\nthe notebooks in the image did not print %s\n' "$said" "$want"; exit 1; }
done
"$engine" image inspect --format 'the image has {{.Size}} bytes' "$image"
echo 'the notebooks ran in the image as user 1000, race detector, C and compiled cells included'
