package dev.sigilo.tokenize.domain.detect;

/** The words of all word lists, each with the lists that contain it. */
final class ListedWords {

    static final int GIVEN_NAME = 1;
    static final int SURNAME = 2;
    static final int PLACE = 4;
    static final int COUNTRY = 8;
    static final int COMMON_WORD = 16;
    static final int PROFESSION = 32;
    static final int STREET = 64;
    static final int NATIONALITY = 128;
    /** Drugs, diseases, anatomy, instruments, procedures. */
    static final int CLINICAL = 256;

    static final int LIST_COUNT = 9;

    private final IntTable lists;

    ListedWords(int expected) {
        lists = new IntTable(expected);
    }

    void add(int wordHash, int list) {
        lists.put(wordHash, lists(wordHash) | list);
    }

    /** Returns the lists that contain the word with this {@linkplain Hashes#folded hash}, as bits; 0 if there are none. */
    int lists(int wordHash) {
        int found = lists.get(wordHash);
        return found == IntTable.ABSENT ? 0 : found;
    }

    int[] sortedWords() {
        return lists.sortedKeys();
    }
}
