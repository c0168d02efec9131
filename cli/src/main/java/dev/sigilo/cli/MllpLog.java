package dev.sigilo.cli;

import dev.sigilo.mllp.ListenerEvents;
import dev.sigilo.mllp.Refusal;
import dev.sigilo.mllp.Replies;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Prints what a listener reports, one line each. A code that a connection gets again is only counted. */
final class MllpLog implements ListenerEvents {
    private final PrintStream out;
    private final Map<Long, Set<Refusal>> printed = new ConcurrentHashMap<>();

    MllpLog(PrintStream out) {
        this.out = out;
    }

    @Override
    public void opened(long connection, String peer) {
        print("connection " + connection + " from " + peer);
    }

    @Override
    public void closed(long connection, CloseReason reason, Replies replies) {
        printed.remove(connection);
        print("connection " + connection + " closed (" + reason + "): " + counts(replies));
    }

    @Override
    public void full(String peer) {
        print("connection from " + peer + " refused: all are in use; see --connections");
    }

    @Override
    public void refused(long connection, Refusal refusal) {
        Set<Refusal> codes = printed.computeIfAbsent(connection, each -> ConcurrentHashMap.newKeySet());
        if (codes.add(refusal)) {
            print("connection " + connection + ": " + refusal.acknowledgment() + " " + refusal + ": "
                    + refusal.advice());
        }
    }

    /** Prints the numbers of all connections. */
    void stopped(Replies replies) {
        print("stopped: " + counts(replies));
    }

    private static String counts(Replies replies) {
        String codes = EnumSet.allOf(Refusal.class).stream()
                .filter(replies.refused()::containsKey)
                .map(refusal -> ", " + refusal + " " + replies.refused().get(refusal))
                .collect(Collectors.joining());
        return "AA " + replies.accepted() + codes
                + (replies.strayBytes() == 0 ? "" : ", " + replies.strayBytes() + " bytes outside of frames");
    }

    private void print(String line) {
        out.println(Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + line);
    }
}
