#!/bin/sh
# Prints the home of a JDK 25: JAVA_HOME if it is one, else the first in the system's directory of JVMs.

is_jdk25() {
    [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release" 2>/dev/null
}

for home in "$JAVA_HOME" /usr/lib/jvm/*; do
    if is_jdk25 "$home"; then
        echo "$home"
        exit 0
    fi
done

echo "No JDK 25 found: JAVA_HOME is '$JAVA_HOME', and none is in /usr/lib/jvm." >&2
echo "Install one (for example Eclipse Temurin 25), or set JAVA_HOME to it." >&2
exit 1
