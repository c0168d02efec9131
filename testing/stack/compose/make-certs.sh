#!/usr/bin/env bash
# Creates your own certificate authority and certificates issued by it, for docker-compose.tls.yml:
#
#   testing/stack/compose/make-certs.sh [FOLDER]        (by default .credentials/tls)
#
# Clients trust ca.pem; ca.p12 is the same certificate for Java (password `changeit`, because it contains nothing
# secret). Each server has a folder with its key and certificate, for its name in docker compose and for this machine.
# Existing files are kept; delete the folder to start over. Needs openssl and a JDK's keytool.
#
# Only you can open the folder. The servers' folders inside it are open to others, because a container runs as a
# different user; it sees only the folder that is mounted for it.
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
    # PKCS#8, which all three servers can read.
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
