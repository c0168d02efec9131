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

/** Scrubs texts that do not belong to a record. Each counts as a different patient, because the patient is unknown. */
final class LooseTexts {
    private final Policy policy;
    private final TokenKeys keys;
    private final int thisYear = Year.now(ZoneOffset.UTC).getValue();

    /** @param tokenKeyset the key file for tokens, or null for a fresh keyset */
    LooseTexts(Policy policy, Path tokenKeyset) {
        this.policy = policy;
        this.keys = TokenKeys.of(
                tokenKeyset == null
                        ? Keyset.generate(Keyset.Purpose.TOKEN)
                        : KeyFiles.read(tokenKeyset, Keyset.Purpose.TOKEN));
    }

    Policy policy() {
        return policy;
    }

    TokenKeys keys() {
        return keys;
    }

    /**
     * Begins a patient whose dates shift by a number of days derived from {@code text} with the key.
     *
     * @param language {@code en}, {@code es}, or null to guess it
     */
    TextScrubber.Session begin(String text, String language) {
        return begin(
                language,
                1 + Math.floorMod(keys.token("text", text, policy.tokenDomain()).hashCode(), policy.maxShiftDays()));
    }

    /** Begins a patient whose dates shift by a number of days derived from the text without the key, so that every run gives the same result. */
    TextScrubber.Session beginRepeatably(String text, String language) {
        return begin(language, 1 + Math.floorMod(text.hashCode(), policy.maxShiftDays()));
    }

    private TextScrubber.Session begin(String language, int shiftDays) {
        return Scrubber.standard().begin(new RecordContext(policy, keys, List.of(), language, shiftDays, thisYear));
    }
}
