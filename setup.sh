#!/usr/bin/env bash
# Makes this folder ready, and does nothing when it already is.
#   setup.sh run    what the app needs        setup.sh dev    what tests, freezing and pictures need, too
set -euo pipefail
cd "$(dirname "$0")"

kind="${1:-run}"
case "$kind" in
    run) lock=requirements.lock ;;
    dev) lock=requirements-dev.lock ;;
    *) echo "usage: setup.sh [run|dev]" >&2; exit 2 ;;
esac

# What Qt loads from a Linux system: the file, and the Debian or Ubuntu package that brings it.
libraries="
libEGL.so.1 libegl1
libGL.so.1 libgl1
libglib-2.0.so.0 libglib2.0-0
libgssapi_krb5.so.2 libgssapi-krb5-2
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 fontconfig
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libX11-xcb.so.1 libx11-xcb1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-xinerama.so.0 libxcb-xinerama0
libxcb-xkb.so.1 libxcb-xkb1
"

# Changes whenever the lock, the project or this file does.
fingerprint() { cat "$1" pyproject.toml setup.sh | cksum; }

is_ready() { # KIND LOCK
    [ -x .venv/bin/python ] && [ -f ".venv/ready-$1" ] && [ "$(cat ".venv/ready-$1")" = "$(fingerprint "$2")" ]
}

find_python() { # prints a CPython 3.11 or newer that can make virtual environments
    local name
    for name in ${PYTHON:-} python3.11 python3.12 python3.13 python3.14 python3 python; do
        if "$name" -c "
import ensurepip, platform, sys, venv
sys.exit(sys.version_info < (3, 11) or platform.python_implementation() != 'CPython')" 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    return 1
}

missing_packages() { # PYTHON: prints the packages whose library cannot be loaded
    [ "$(uname -s)" = Linux ] || return 0
    "$1" -c "
import ctypes, sys
for line in sys.argv[1].split('\n'):
    if line:
        library, package = line.split()
        try:
            ctypes.CDLL(library)
        except OSError:
            print(package)" "$libraries"
}

install_packages() { # REASON PACKAGE...: with apt where it may, else says what to type and stops
    local reason="$1" become=""
    shift
    [ "$(id -u)" = 0 ] || become=sudo
    if command -v apt-get >/dev/null && { [ -z "$become" ] || sudo -n true 2>/dev/null; }; then
        echo "Installing $*"
        $become apt-get update -qq || echo "The package lists could not be renewed; trying with the old ones."
        $become env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >/dev/null && return
    fi
    {
        echo "$reason It cannot be put right from here. Please type this, then try again:"
        echo
        echo "    sudo apt-get update && sudo apt-get install --yes $*"
        echo
        echo "(These are the names on Debian and Ubuntu; other systems have packages of similar names.)"
    } >&2
    exit 1
}

if is_ready "$kind" "$lock" || is_ready dev requirements-dev.lock; then
    exit 0
fi

if ! python="$(find_python)"; then
    if [ "$(uname -s)" = Darwin ]; then
        echo "Python 3.11 or newer is missing. Please type this, then try again: brew install python@3.12" >&2
        exit 1
    fi
    install_packages "Python 3.11 or newer, with venv, is missing." python3 python3-venv
    if ! python="$(find_python)"; then
        echo "This system’s Python is older than 3.11. Please install a newer one, then type: make PYTHON=/its/path" >&2
        exit 1
    fi
fi

missing="$(missing_packages "$python")"
if [ -n "$missing" ]; then
    # shellcheck disable=SC2086
    install_packages "Some system libraries that windows are drawn with are missing." $missing
fi

[ -x .venv/bin/python ] && .venv/bin/python -c "" 2>/dev/null || "$python" -m venv --clear .venv
echo "Installing the locked dependencies; the first time takes a few minutes."
install=(.venv/bin/python -m pip --disable-pip-version-check install --quiet --quiet)
"${install[@]}" --require-hashes --requirement "$lock"
"${install[@]}" --no-deps --no-build-isolation --editable .
fingerprint "$lock" > ".venv/ready-$kind"
