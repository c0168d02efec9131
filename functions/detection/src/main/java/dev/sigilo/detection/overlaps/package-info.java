/**
 * Which span counts where several were found, and spans that grow to whole codes.
 */
package dev.sigilo.detection.overlaps;
