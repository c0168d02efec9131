#!/usr/bin/env bash
# Makes a certificate authority of your own and certificates under it, for docker-compose.tls.yml:
#
#   testing/stack/compose/make-certs.sh [FOLDER]        (by default .credentials/tls)
#
# ca.pem is what clients trust, ca.p12 the same for Java (password `changeit`: it holds nothing secret). A folder for each
# server has its key and certificate, for its name in docker compose and for this machine. What is there is kept; delete
# the folder to begin anew. Needs openssl and a JDK's keytool.
#
# The folder is closed to everybody but you. The servers' own folders inside are not: a container's user is another one, and
# it sees the one folder that is mounted for it.
set -euo pipefail
folder=${1:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)/.credentials/tls}
days=${SIGILO_CERTIFICATE_DAYS:-825}
for tool in openssl keytool; do
  command -v "$tool" >/dev/null || { echo "make-certs.sh: there is no $tool; install it and run this again" >&2; exit 1; }
done
umask 077
mkdir -p "$folder"
chmod 700 "$folder"
cd "$folder"
quietly() { "$@" >log 2>&1 || { cat log >&2; echo "make-certs.sh: $1 failed, as told above" >&2; exit 1; }; rm -f log; }

if [[ ! -e ca.pem ]]; then
  quietly openssl req -x509 -newkey rsa:3072 -sha256 -nodes -days "$days" -keyout ca.key -out ca.pem -subj "/CN=Sigilo local CA" \
    -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign"
  rm -f ca.p12
fi
if [[ ! -e ca.p12 ]]; then
  quietly keytool -importcert -noprompt -alias sigilo -file ca.pem -keystore ca.p12 -storetype PKCS12 -storepass changeit
fi
for server in pulsar db-command db-query; do
  mkdir -p "$server"
  if [[ ! -e $server/server.pem ]]; then
    # PKCS#8, which all three servers read.
    quietly openssl req -newkey rsa:3072 -sha256 -nodes -keyout "$server/server.key" -out "$server/server.csr" -subj "/CN=$server"
    printf 'subjectAltName=DNS:%s,DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n' \
      "$server" >"$server/extensions"
    quietly openssl x509 -req -sha256 -days "$days" -in "$server/server.csr" -CA ca.pem -CAkey ca.key -CAcreateserial \
      -extfile "$server/extensions" -out "$server/server.pem"
    rm -f "$server/server.csr" "$server/extensions"
  fi
  cp ca.pem ca.p12 "$server/"
  chmod 755 "$server"
  chmod 644 "$server"/*
done
echo "make-certs.sh: certificates are in $folder; clients trust ca.pem"
