/**
 * What may break: processes killed, messages delivered twice or out of order, databases that refuse. Nothing may be
 * lost and nothing may stand twice.
 */
package dev.sigilo.tests.fault;
