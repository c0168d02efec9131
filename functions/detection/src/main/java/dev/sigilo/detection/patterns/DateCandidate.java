package dev.sigilo.detection.patterns;

/** Words that have a date's form: from word {@code from} up to before word {@code to}. */
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
