package dev.sigilo.training.sequence;

import dev.sigilo.detection.sequence.SequenceModel;
import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.identifiers.Span;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * Creates a detection model from marked texts and word lists.
 *
 * <p>Deterministic: the same lists, texts and settings, given in the same order, give the same bytes. Not thread-safe.
 */
public final class ModelTraining {

    /** A word list. For each word, a model sees only which lists contain it. */
    public enum WordList {
        GIVEN_NAMES(ListedWords.GIVEN_NAME),
        SURNAMES(ListedWords.SURNAME),
        PLACES(ListedWords.PLACE),
        COUNTRIES(ListedWords.COUNTRY),
        COMMON_WORDS(ListedWords.COMMON_WORD),
        PROFESSIONS(ListedWords.PROFESSION),
        STREETS(ListedWords.STREET),
        NATIONALITIES(ListedWords.NATIONALITY),
        CLINICAL(ListedWords.CLINICAL);

        private final int bit;

        WordList(int bit) {
            this.bit = bit;
        }
    }

    /**
     * A text with every identifier in it marked.
     *
     * @param spans  in any order; of overlapping spans the first one counts
     * @param weight the weight of the text; 1 counts it once
     */
    public record MarkedText(String text, List<Span> spans, double weight) {

        /** Omits the text, because it may be a patient's. */
        @Override
        public String toString() {
            return "MarkedText[" + text.length() + " characters, " + spans.size() + " spans]";
        }
    }

    /**
     * The parameters of the training.
     *
     * @param epochs          passes over the texts
     * @param rate            step size of a weight's first update
     * @param decay           pull of every weight towards 0
     * @param featureCount    how often a feature must occur to get weights
     * @param commonWordCount how often a word must occur outside all spans to be treated as never part of one
     * @param seed            the seed for the order of the texts
     */
    public record Settings(int epochs, double rate, double decay, int featureCount, int commonWordCount, long seed) {}

    private static final int SHORTEST_LISTED_WORD = 3;

    private final ListedWords lexicon = new ListedWords(1 << 16);
    private final List<SequenceTrainer.Example> examples = new ArrayList<>();

    /** Adds the words of the entries to a list; entries of several words are split. */
    public ModelTraining list(WordList list, Collection<String> entries) {
        for (String entry : entries) {
            for (String word : entry.split("[^\\p{L}\\p{M}]+")) {
                if (word.length() >= SHORTEST_LISTED_WORD || list == WordList.COMMON_WORDS && !word.isEmpty()) {
                    lexicon.add(Hashes.folded(word), list.bit);
                }
            }
        }
        return this;
    }

    /** Adds a text to learn from. */
    public ModelTraining text(MarkedText text) {
        List<Span> sorted = new ArrayList<>(text.spans());
        sorted.sort(Comparator.comparingInt(Span::start));
        examples.add(new SequenceTrainer.Example(text.text(), sorted, text.weight()));
        return this;
    }

    /**
     * Trains and returns the model file's content.
     *
     * @param log receives a line per step
     */
    public byte[] train(Settings settings, Consumer<String> log) {
        SequenceModel model = new SequenceTrainer(settings, lexicon, log).train(examples);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            model.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
