#!/usr/bin/env bash
# Makes the certificates of the tests again (openssl). They stand for a partner's own authority, its server, and two clients: the hub, and a
# stranger of another authority. The keys are known to everybody: nothing but tests may trust them.
set -euo pipefail
cd "$(dirname "$0")"

authority() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 -subj "/CN=$1" -keyout "$1.key.pem" -out "$1.cert.pem"
}
signed() { # name, authority, extension
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$1" -keyout "$1.key.pem" -out "$1.csr"
  openssl x509 -req -in "$1.csr" -CA "$2.cert.pem" -CAkey "$2.key.pem" -CAcreateserial -days 36500 -extfile <(printf '%s' "$3") -out "$1.cert.pem"
}

authority authority
authority stranger-authority
signed server authority 'subjectAltName=DNS:localhost,IP:127.0.0.1'
signed hub authority 'extendedKeyUsage=clientAuth'
signed stranger stranger-authority 'extendedKeyUsage=clientAuth'
rm -f ./*.csr ./*.srl authority.key.pem stranger-authority.key.pem
