/**
 * Trains the detection models that ship with tokenize. Start at {@link dev.sigilo.training.TrainDetector};
 * docs/DETECTION.md has the recipe.
 */
package dev.sigilo.training;
