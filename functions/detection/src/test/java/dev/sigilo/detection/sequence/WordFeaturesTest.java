package dev.sigilo.detection.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sigilo.detection.patterns.NetPatterns;
import dev.sigilo.detection.words.Hashes;
import dev.sigilo.detection.words.ListedWords;
import dev.sigilo.detection.words.TextWords;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class WordFeaturesTest {

    private static final String NOTE = """
            Patient Name: ORTEGA, Adela   DOB: 03/07/1929  MRN: 0048-1177
            Attending: Dr. Bruno Lindqvist, MD. Seen on 12 March 2024 at 10:45 with her daughter Ingrid.
            Lives at 14 Elm Street, Duluth, MN 55802; phone (218) 555-0142, e-mail adela@example.org.
            Ortega reports a cough; ORTEGA denies fever. BP 120/80, T 37.2, Na 138.
            """;

    /** The shipped models contain features by their hash, so a change makes them useless. */
    @Test
    void givesTheSameFeaturesInTheSameOrder() throws NoSuchAlgorithmException {
        ListedWords lists = new ListedWords(16);
        lists.add(Hashes.folded("Ortega"), ListedWords.SURNAME);
        lists.add(Hashes.folded("Adela"), ListedWords.GIVEN_NAME);
        lists.add(Hashes.folded("Bruno"), ListedWords.GIVEN_NAME | ListedWords.SURNAME | ListedWords.PLACE);
        lists.add(Hashes.folded("cough"), ListedWords.CLINICAL | ListedWords.COMMON_WORD);
        TextWords words = new TextWords(NOTE, 0, NOTE.length(), NetPatterns.find(NOTE));
        WordFeatures features = new WordFeatures(words, lists);
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        int[] found = new int[WordFeatures.MAX_FEATURES];
        for (int i = 0; i < words.count; i++) {
            int count = features.of(i, found);
            for (int k = 0; k < count; k++) {
                digest.update(ByteBuffer.allocate(4).putInt(found[k]).array());
            }
            digest.update((byte) count);
        }

        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("b93a2f42194ab960c7ccaa432103285d9834655f05ef0d23b91056d1bc30ed47");
    }
}
