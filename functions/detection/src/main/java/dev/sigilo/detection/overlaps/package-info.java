/** Decides which span counts if several overlap, and extends spans to whole codes. */
package dev.sigilo.detection.overlaps;
