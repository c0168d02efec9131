package dev.sigilo.vault.application;

import dev.sigilo.keys.Sealer;
import dev.sigilo.keys.UnsealException;
import dev.sigilo.keys.UnsealException.Failure;
import dev.sigilo.records.OriginalEnvelope;
import dev.sigilo.vault.domain.OpenedOriginal;
import dev.sigilo.vault.domain.SealedOriginal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The originals of a store, opened one after the other in the order of their record tokens. Originals that were erased
 * or cannot be opened are counted and skipped. Holds one page in memory.
 */
public final class OpenedOriginals {
    private static final int PAGE = 50;

    /** Reads the store page by page. */
    interface Pages {
        /** Returns at most {@code most} originals after this record token; none at the end. */
        List<SealedOriginal> after(String recordToken, int most);
    }

    private final Pages pages;
    private final Sealer sealer;
    private final long limit;
    private final Deque<SealedOriginal> page = new ArrayDeque<>();
    private final Map<Failure, Long> unopened = new EnumMap<>(Failure.class);
    private String last = "";
    private long looked;
    private long opened;

    /** @param limit how many originals to read at most */
    OpenedOriginals(Pages pages, Sealer sealer, long limit) {
        this.pages = pages;
        this.sealer = sealer;
        this.limit = limit;
    }

    /** Returns the next original that can be opened, or null at the end. */
    public OpenedOriginal next() {
        for (SealedOriginal record = nextRow(); record != null; record = nextRow()) {
            looked++;
            try {
                OriginalEnvelope original =
                        OriginalEnvelope.open(sealer.open(record.sealed(), record.wrappedKey(), record.recordToken()));
                opened++;
                return new OpenedOriginal(looked, original.format(), original.message());
            } catch (UnsealException e) {
                unopened.merge(e.failure(), 1L, Long::sum);
            }
        }
        return null;
    }

    private SealedOriginal nextRow() {
        if (looked == limit) {
            return null;
        }
        if (page.isEmpty()) {
            page.addAll(pages.after(last, (int) Math.min(PAGE, limit - looked)));
        }
        SealedOriginal row = page.poll();
        last = row == null ? last : row.recordToken();
        return row;
    }

    /** Returns how many originals were read: {@linkplain #opened() opened}, erased and not opened together. */
    public long done() {
        return looked;
    }

    /** Returns how many were opened. */
    public long opened() {
        return opened;
    }

    /** Returns how many were skipped because they were erased. */
    long erased() {
        return unopened.getOrDefault(Failure.ERASED, 0L);
    }

    /** Returns how many could not be opened, by reason, such as {@code : ALTERED 1}; empty if all could. */
    String reasons() {
        return unopened.entrySet().stream()
                .filter(reason -> reason.getKey() != Failure.ERASED)
                .map(reason -> reason.getKey() + " " + reason.getValue())
                .collect(Collectors.joining(", ", ": ", ""))
                .replaceFirst("^: $", "");
    }

    /** Returns how many could not be opened although they were not erased. */
    long unopened() {
        return unopened.values().stream().mapToLong(Long::longValue).sum() - erased();
    }

    /** Shows only counts. */
    @Override
    public String toString() {
        return "OpenedOriginals[" + looked + " looked at, " + opened + " opened]";
    }
}
