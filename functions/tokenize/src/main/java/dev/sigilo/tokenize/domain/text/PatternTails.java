package dev.sigilo.tokenize.domain.text;

import dev.sigilo.tokenize.domain.text.KnownIdentifiers.Pattern;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Patterns as a tree, read from their last character to their first: of a text one path is followed, however many patterns
 * there are.
 */
final class PatternTails {
    private final Map<Character, PatternTails> before = new HashMap<>(4);
    private Pattern ending;

    /** The tree of a chain of patterns, which is taken apart. */
    static PatternTails of(Pattern chain) {
        PatternTails root = new PatternTails();
        Deque<Pattern> oldestFirst = new ArrayDeque<>();
        for (Pattern pattern = chain; pattern != null; pattern = pattern.next) {
            oldestFirst.push(pattern);
        }
        oldestFirst.forEach(root::add);
        return root;
    }

    /** Adds a pattern, unless one like it is there. */
    void add(Pattern pattern) {
        PatternTails node = this;
        for (int i = pattern.squeezed.length() - 1; i >= 0; i--) {
            node = node.before.computeIfAbsent(pattern.squeezed.charAt(i), character -> new PatternTails());
        }
        for (Pattern other = node.ending; other != null; other = other.next) {
            if (other.isLike(pattern)) {
                return;
            }
        }
        pattern.next = node.ending;
        node.ending = pattern;
    }

    /** Where it goes on if this character stands before, or null. */
    PatternTails before(char character) {
        return before.get(character);
    }

    /** The patterns that begin here, a chain, or null. */
    Pattern ending() {
        return ending;
    }
}
