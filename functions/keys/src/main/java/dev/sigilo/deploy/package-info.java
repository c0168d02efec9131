/** What deploy.sh runs before it changes a cluster. It prints; nothing that handles records does. */
package dev.sigilo.deploy;
