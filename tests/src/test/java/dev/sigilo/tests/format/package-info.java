/** Records in other formats than JSON, through classify's and tokenize's cores. */
package dev.sigilo.tests.format;
