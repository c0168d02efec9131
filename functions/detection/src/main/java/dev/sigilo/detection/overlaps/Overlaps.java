package dev.sigilo.detection.overlaps;

import dev.sigilo.identifiers.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The one rule for spans that overlap: the longer one wins, then the one whose source is listed first, then the one
 * that starts earlier. The part of a discarded span that lies outside the winners stays found if its source is a proven
 * one. Spans of weak patterns count only where there is no other span.
 */
public final class Overlaps {

    private record Ranked(Span span, int source, boolean proven) {
        int length() {
            return span.end() - span.start();
        }
    }

    private final List<Ranked> candidates = new ArrayList<>();
    private final List<List<Span>> guesses = new ArrayList<>();

    /** Adds the spans of a source; sources added earlier win ties. */
    public Overlaps add(List<Span> spans, boolean proven) {
        int source =
                candidates.isEmpty() ? 0 : candidates.get(candidates.size() - 1).source() + 1;
        spans.forEach(span -> candidates.add(new Ranked(span, source, proven)));
        return this;
    }

    /** Adds spans that count only where nothing else is found. Among these, those added earlier come first. */
    public Overlaps addWhereFree(List<Span> spans) {
        guesses.add(spans);
        return this;
    }

    /** Returns the winners in the order of the text. */
    public List<Span> resolve(String text) {
        List<Span> result = resolveCandidates(text);
        for (List<Span> source : guesses) {
            result = merge(result, source);
        }
        return result;
    }

    /** Returns the found spans and the guesses that do not overlap them. All lists are in the order of the text. */
    public static List<Span> merge(List<Span> found, List<Span> guesses) {
        List<Span> merged = new ArrayList<>(found.size() + guesses.size());
        int next = 0;
        for (Span guess : guesses) {
            while (next < found.size() && found.get(next).end() <= guess.start()) {
                merged.add(found.get(next++));
            }
            if (next == found.size() || found.get(next).start() >= guess.end()) {
                merged.add(guess);
            }
        }
        merged.addAll(found.subList(next, found.size()));
        return merged;
    }

    private List<Span> resolveCandidates(String text) {
        candidates.sort(Comparator.comparingInt((Ranked c) -> c.span().start())
                .thenComparing(Ranked::length, Comparator.reverseOrder())
                .thenComparingInt(Ranked::source));
        List<Span> result = new ArrayList<>(candidates.size());
        int i = 0;
        while (i < candidates.size()) {
            int groupEnd = candidates.get(i).span().end();
            int next = i + 1;
            while (next < candidates.size() && candidates.get(next).span().start() < groupEnd) {
                groupEnd = Math.max(groupEnd, candidates.get(next).span().end());
                next++;
            }
            if (next == i + 1) {
                result.add(candidates.get(i).span());
            } else {
                resolveGroup(text, candidates.subList(i, next), result);
            }
            i = next;
        }
        return result;
    }

    /** Resolves a group of candidates that overlap each other. */
    private static void resolveGroup(String text, List<Ranked> group, List<Span> result) {
        List<Ranked> byRank = new ArrayList<>(group);
        byRank.sort(Comparator.comparingInt(Ranked::length)
                .reversed()
                .thenComparingInt(Ranked::source)
                .thenComparingInt(c -> c.span().start()));
        java.util.TreeMap<Integer, Span> winners = new java.util.TreeMap<>();
        for (Ranked candidate : byRank) {
            int start = candidate.span().start();
            int end = candidate.span().end();
            java.util.Map.Entry<Integer, Span> before = winners.lowerEntry(end);
            boolean overlapped = before != null && before.getValue().end() > start;
            if (!overlapped) {
                winners.put(start, candidate.span());
            } else if (candidate.proven()) {
                addRest(text, candidate.span(), winners);
            }
        }
        result.addAll(winners.values());
    }

    private static void addRest(String text, Span loser, java.util.NavigableMap<Integer, Span> winners) {
        int from = loser.start();
        java.util.Map.Entry<Integer, Span> before = winners.floorEntry(from);
        if (before != null) {
            from = Math.max(from, before.getValue().end());
        }
        while (from < loser.end()) {
            java.util.Map.Entry<Integer, Span> next = winners.ceilingEntry(from);
            int to = next == null ? loser.end() : Math.min(loser.end(), next.getKey());
            if (hasLetterOrDigit(text, from, to)) {
                winners.put(from, new Span(from, to, loser.type()));
            }
            from = next == null ? loser.end() : next.getValue().end();
        }
    }

    private static boolean hasLetterOrDigit(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
