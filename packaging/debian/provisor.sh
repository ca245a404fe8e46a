#!/bin/sh
# What the server is told by its unit holds for commands too, and nothing is written by another user than the server's.
set -a
PROVISOR_DATA_DIR=${PROVISOR_DATA_DIR:-/var/lib/provisor}
if [ -r /etc/provisor/provisor.env ]; then . /etc/provisor/provisor.env; fi
set +a
set -- /usr/lib/provisor/node /usr/lib/provisor/bin/provisor.js "$@"
if [ "$(id -u)" = 0 ] && getent passwd provisor >/dev/null; then exec setpriv --reuid=provisor --regid=provisor --init-groups "$@"; fi
exec "$@"
