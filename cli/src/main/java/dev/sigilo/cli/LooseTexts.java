package dev.sigilo.cli;

import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.TokenKeys;
import dev.sigilo.policy.Policy;
import dev.sigilo.tokenize.domain.RecordContext;
import dev.sigilo.tokenize.domain.TextScrubber;
import dev.sigilo.tokenize.domain.text.Scrubber;
import java.nio.file.Path;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;

/** Scrubs texts that have no record around them: each is a patient of its own, since nothing says whose dates these are. */
final class LooseTexts {
    private final Policy policy;
    private final TokenKeys keys;
    private final int thisYear = Year.now(ZoneOffset.UTC).getValue();

    /** @param tokenKeyset the key file that makes tokens, or null for a fresh one */
    LooseTexts(Policy policy, Path tokenKeyset) {
        this.policy = policy;
        this.keys = TokenKeys.of(tokenKeyset == null ? Keyset.generate(Keyset.Purpose.TOKEN)
                : KeyFiles.read(tokenKeyset, Keyset.Purpose.TOKEN));
    }

    Policy policy() {
        return policy;
    }

    TokenKeys keys() {
        return keys;
    }

    /**
     * Begins a patient, whose dates move by what the key says of {@code text}.
     *
     * @param language {@code en}, {@code es}, or null to guess it
     */
    TextScrubber.Session begin(String text, String language) {
        return begin(language, 1 + Math.floorMod(keys.token("text", text, policy.tokenDomain()).hashCode(), policy.maxShiftDays()));
    }

    /** Begins a patient, whose dates move by what the text itself says: the same in each run, whatever the key. */
    TextScrubber.Session beginRepeatably(String text, String language) {
        return begin(language, 1 + Math.floorMod(text.hashCode(), policy.maxShiftDays()));
    }

    private TextScrubber.Session begin(String language, int shiftDays) {
        return Scrubber.standard().begin(new RecordContext(policy, keys, List.of(), language, shiftDays, thisYear));
    }
}
