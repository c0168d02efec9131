/** From event to row. Pure: no PHI comes in, no key is needed, the same event always gives the same row. */
package dev.sigilo.project.domain;
