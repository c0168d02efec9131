package dev.sigilo.vault.domain;

import dev.sigilo.keys.Sealer;
import dev.sigilo.keys.UnsealException;
import dev.sigilo.records.RejectedRecord;

/** Opens rejected originals and makes the tokens of the records and patients that they name. */
public final class RejectedOriginals {
    private final Sealer sealer;
    private final RecordTokens tokens;

    /**
     * @param sealer opens the originals
     * @param tokens makes their tokens
     */
    public RejectedOriginals(Sealer sealer, RecordTokens tokens) {
        this.sealer = sealer;
        this.tokens = tokens;
    }

    /** Returns the tokens of a reject's original, or null if it was too large to keep or cannot be opened. */
    public RecordTokens.Tokens tokens(RejectedRecord rejected) {
        try {
            return rejected.sealed() == null
                    ? null
                    : tokens.of(sealer.open(rejected.sealed(), rejected.wrappedKey(), rejected.recordToken()));
        } catch (UnsealException e) {
            return null;
        }
    }
}
