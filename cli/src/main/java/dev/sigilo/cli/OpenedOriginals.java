package dev.sigilo.cli;

import dev.sigilo.keys.Sealer;
import dev.sigilo.keys.UnsealException;
import dev.sigilo.keys.UnsealException.Failure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The originals of a vault, opened one after the other in the order of their record tokens. What was erased is passed
 * over, and so is what cannot be opened; each is counted. Memory is that of a page.
 */
final class OpenedOriginals implements RecordSource {
    private static final int PAGE = 50;

    /** Reads the vault's rows. */
    interface Pages {
        /** At most {@code most} rows after this record token; none at the end. */
        List<Vault.Sealed> after(String recordToken, int most);
    }

    private final Pages pages;
    private final Sealer sealer;
    private final long limit;
    private final Deque<Vault.Sealed> page = new ArrayDeque<>();
    private final Map<Failure, Long> unopened = new EnumMap<>(Failure.class);
    private String last = "";
    private long looked;
    private long opened;

    /** @param limit how many rows are looked at, at most */
    OpenedOriginals(Pages pages, Sealer sealer, long limit) {
        this.pages = pages;
        this.sealer = sealer;
        this.limit = limit;
    }

    @Override
    public RecordReader.Entry next() {
        for (Vault.Sealed record = nextRow(); record != null; record = nextRow()) {
            looked++;
            try {
                byte[] original = sealer.open(record.sealed(), record.wrappedKey(), record.recordToken());
                opened++;
                return new RecordReader.Entry(looked, original);
            } catch (UnsealException e) {
                unopened.merge(e.failure(), 1L, Long::sum);
            }
        }
        return null;
    }

    private Vault.Sealed nextRow() {
        if (looked == limit) {
            return null;
        }
        if (page.isEmpty()) {
            page.addAll(pages.after(last, (int) Math.min(PAGE, limit - looked)));
        }
        Vault.Sealed row = page.poll();
        last = row == null ? last : row.recordToken();
        return row;
    }

    /** How many rows were looked at: what was {@linkplain #opened() opened}, erased and not opened, together. */
    @Override
    public long done() {
        return looked;
    }

    /** How many were opened. */
    long opened() {
        return opened;
    }

    /** How many were passed over because their patient was erased. */
    long erased() {
        return unopened.getOrDefault(Failure.ERASED, 0L);
    }

    /** How many could not be opened, by reason, as {@code : ALTERED 1}, or nothing. */
    String reasons() {
        return unopened.entrySet().stream().filter(reason -> reason.getKey() != Failure.ERASED)
                .map(reason -> reason.getKey() + " " + reason.getValue()).collect(Collectors.joining(", ", ": ", ""))
                .replaceFirst("^: $", "");
    }

    /** How many could not be opened though nobody erased them. */
    long unopened() {
        return unopened.values().stream().mapToLong(Long::longValue).sum() - erased();
    }

    /** Counts alone. */
    @Override
    public String toString() {
        return "OpenedOriginals[" + looked + " looked at, " + opened + " opened]";
    }
}
