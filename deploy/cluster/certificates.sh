#!/bin/sh
# Certificates for a cluster of your own: an authority, the nodes', and the administrator's, into ./certificates. An authority that
# is there is used again.
set -eu
cd "$(dirname "$0")"
mkdir -p certificates
cd certificates
umask 077
if ! [ -f authority.key ]; then
    openssl req -x509 -newkey rsa:3072 -nodes -days 3650 -subj "/O=rolecall/CN=authority" \
        -addext "basicConstraints=critical,CA:TRUE" -keyout authority.key -out authority.pem
fi
# $1: the file; $2: its name; $3: where it may be met
signed() {
    openssl req -newkey rsa:3072 -nodes -subj "/O=rolecall/CN=$2" -keyout "$1.pkcs1" -out "$1.request"
    openssl pkcs8 -topk8 -nocrypt -in "$1.pkcs1" -out "$1.key"
    printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth,clientAuth\n' "$3" > "$1.extensions"
    openssl x509 -req -in "$1.request" -CA authority.pem -CAkey authority.key -CAcreateserial -days 825 \
        -extfile "$1.extensions" -out "$1.pem"
    rm "$1.pkcs1" "$1.request" "$1.extensions"
}
signed node node "DNS:search-0,DNS:search-1,DNS:search-2,DNS:*.search,DNS:search,DNS:localhost,IP:127.0.0.1"
signed administrator administrator "DNS:administrator"
chmod 644 *.pem
