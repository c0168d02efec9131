package dev.sigilo.detection.patterns;

/** Words that have the form of a date: from word {@code from} up to but not including word {@code to}. */
final class DateCandidate {

    final int from;
    final int to;
    DateProof proof;

    DateCandidate(int from, int to, DateProof proof) {
        this.from = from;
        this.to = to;
        this.proof = proof;
    }
}
