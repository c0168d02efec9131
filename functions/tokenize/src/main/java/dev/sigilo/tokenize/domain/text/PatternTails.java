package dev.sigilo.tokenize.domain.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * A tree of patterns, read from their last character to their first. A search follows one path of the tree, however
 * many patterns there are.
 */
final class PatternTails {
    private final Map<Character, PatternTails> before = new HashMap<>(4);
    private KnownIdentifierPattern ending;

    /** Builds the tree from a chain of patterns. The chain itself is not usable after that. */
    static PatternTails of(KnownIdentifierPattern chain) {
        PatternTails root = new PatternTails();
        Deque<KnownIdentifierPattern> oldestFirst = new ArrayDeque<>();
        for (KnownIdentifierPattern pattern = chain; pattern != null; pattern = pattern.next) {
            oldestFirst.push(pattern);
        }
        oldestFirst.forEach(root::add);
        return root;
    }

    /** Adds a pattern, unless the tree already has an equal one. */
    void add(KnownIdentifierPattern pattern) {
        PatternTails node = this;
        for (int i = pattern.squeezed.length() - 1; i >= 0; i--) {
            node = node.before.computeIfAbsent(pattern.squeezed.charAt(i), character -> new PatternTails());
        }
        for (KnownIdentifierPattern other = node.ending; other != null; other = other.next) {
            if (other.isLike(pattern)) {
                return;
            }
        }
        pattern.next = node.ending;
        node.ending = pattern;
    }

    /** Returns the subtree of the patterns that have this character before, or null. */
    PatternTails before(char character) {
        return before.get(character);
    }

    /** Returns the chain of patterns that begin here, or null. */
    KnownIdentifierPattern ending() {
        return ending;
    }
}
