package dev.sigilo.cli;

import dev.sigilo.project.domain.CommandView;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.RejectedRecord;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints where a record is, line by line, and explains why it is not in both views. */
final class TraceReport {
    private final Console console;
    private final boolean searchedRaw;
    private final boolean openedRejects;
    private final String waiting;
    private final long unnamed;

    /**
     * @param searchedRaw   whether intake/raw and intake/converted were searched
     * @param openedRejects whether rejected originals were opened
     * @param backlogs      the backlog of each function and sink
     * @param unnamed       how many rejects name no record, of which one may be about this record
     */
    TraceReport(Console console, boolean searchedRaw, boolean openedRejects, Map<String, Long> backlogs, long unnamed) {
        this.console = console;
        this.searchedRaw = searchedRaw;
        this.openedRejects = openedRejects;
        this.waiting = backlogs.entrySet().stream()
                .filter(backlog -> backlog.getValue() > 0)
                .map(backlog -> backlog.getValue() + " at " + backlog.getKey())
                .collect(Collectors.joining(", "));
        this.unnamed = unnamed;
    }

    /**
     * Prints the report and returns the exit status.
     *
     * @throws CliException if the record is not in both views; the message explains why
     */
    int print(String recordToken, RecordTrace trace) {
        console.println("record:   " + recordToken);
        console.println("raw:      " + raw(trace));
        console.println("vault:    " + vault(trace));
        console.println("rejects:  " + rejects(trace));
        console.println("log:      " + log(trace));
        console.println("command:  " + command(trace));
        console.println("refused:  " + refused(trace));
        console.println("query:    " + (trace.inQuery ? "The record has a row in db_query." : "No row in db_query."));
        console.println("waiting:  "
                + (waiting.isEmpty() ? "No function or sink has a backlog." : "Backlog: " + waiting + "."));
        boolean inBoth = trace.inQuery
                && trace.row != null
                && (trace.row.status().equals(CommandView.TOKENIZED)
                        || trace.row.status().equals(CommandView.IN_PROCESS));
        if (inBoth && !trace.isErased() && trace.stalled.isEmpty()) {
            console.println(
                    trace.isWaiting()
                            ? "It is in both views, but a newer message waits in intake/raw or intake/converted."
                            : "It is in both views.");
            return Sigilo.OK;
        }
        throw new CliException((inBoth && !trace.stalled.isEmpty()
                        ? "it is not in its newest version in both views: "
                        : "it is not in both views: ")
                + why(trace));
    }

    private String raw(RecordTrace trace) {
        if (!searchedRaw) {
            return "Not searched; this requires --token-keyset.";
        }
        return trace.isWaiting()
                ? "A message waits in intake/raw or intake/converted, published at " + time(trace.raw.last()) + "."
                : "No message waits in intake/raw or intake/converted.";
    }

    private static String vault(RecordTrace trace) {
        return trace.sealed == null
                ? "No original was sealed."
                : "The original was sealed, published at "
                        + time(trace.sealed.provenance().publishedAt()) + "; its data key "
                        + (trace.sealed.wrappedKey() == null ? "was destroyed." : "exists.");
    }

    private String rejects(RecordTrace trace) {
        if (trace.rejected != null) {
            return trace.rejected.stage() + " rejected it, published at "
                    + time(trace.rejected.provenance().publishedAt()) + ": " + reason(trace.rejected) + " ("
                    + trace.rejectId
                    + (trace.rejected.line() == 0 ? "" : ", line " + trace.rejected.line() + " of its file") + ").";
        } else if (unnamed == 0) {
            return "No reject names it.";
        }
        return "No reject names it; " + unnamed + (unnamed == 1 ? " names no record" : " name no record")
                + (openedRejects
                        ? ", opened or not."
                        : "; open and compare them with --sealing-keyset, --token-keyset and --purpose.");
    }

    private static String log(RecordTrace trace) {
        if (trace.logged == null) {
            return "No event.";
        }
        String newest = trace.isErased()
                ? "its erasure."
                : trace.logged.replaced()
                        ? "its replacement by another record token."
                        : "from the message published at "
                                + time(trace.logged.provenance().publishedAt()) + ".";
        return trace.events + (trace.events == 1 ? " event" : " events") + ", the newest " + newest;
    }

    private static String command(RecordTrace trace) {
        if (trace.row == null) {
            return "No row in db_command.";
        }
        return "Status in db_command: " + trace.row.status()
                + (trace.row.reason() == null ? "." : ", " + trace.row.reason() + " at " + trace.row.stage() + ".");
    }

    private static String refused(RecordTrace trace) {
        if (trace.stalled.isEmpty()) {
            return "No table refuses its row.";
        }
        return "STALLED: "
                + trace.stalled.stream()
                        .map(stalled -> "table " + stalled.table() + " has refused its row since "
                                + time(stalled.since()) + ", " + stalled.fault())
                        .collect(Collectors.joining("; "))
                + ".";
    }

    private String why(RecordTrace trace) {
        if (trace.isWaiting()) {
            return "its newest message waits for classify; see `sigilo status`";
        } else if (trace.row != null && trace.row.status().equals(CommandView.REPLACED)) {
            return trace.logged != null && trace.logged.replaced()
                    ? "the record was tokenized again under another policy, and now has another record token"
                    : "this message was rejected and then published again as a new message, which has another token";
        } else if (trace.isRejectedLast()) {
            return whyRejected(trace);
        } else if (trace.isErased()) {
            return "its patient was erased";
        } else if (!trace.stalled.isEmpty()) {
            return "a table refuses its row, " + trace.stalled.get(0).fault() + " of "
                    + trace.stalled.get(0).table()
                    + ". Fix the column (tables/README.md), and the row is written within a minute";
        }
        String backlog = waiting.isEmpty() ? "there is no backlog" : "there is a backlog (" + waiting + ")";
        if (trace.logged != null) {
            return "it is in the log, and " + backlog + "; "
                    + (waiting.isEmpty()
                            ? "a table has refused or lost its row: see the sinks' log, and rebuild the view with "
                                    + "`sigilo replay --view " + (trace.inQuery ? "command" : "query") + "`"
                            : "its row is written when the backlog is processed");
        } else if (trace.row != null && trace.row.status().equals(CommandView.REJECTED)) {
            return "it was rejected, " + trace.row.reason() + " at " + trace.row.stage()
                    + ", and the reject is no longer stored; publish it again";
        } else if (trace.sealed != null || trace.row != null) {
            return "it is sealed but not yet in the log, and " + backlog + "; see tokenize in `sigilo status`";
        }
        return "no trace of it was found. It was never published, or under another id"
                + (unnamed == 0 ? "" : ", or is one of the " + unnamed + " rejects that name no record")
                + (searchedRaw ? "" : ", or waits in intake/raw or intake/converted")
                + ", or waits for convert as HL7 v2, FHIR or DICOM, where it is not searched";
    }

    private static String whyRejected(RecordTrace trace) {
        return trace.rejected.stage() + " rejected its newest message, "
                + trace.rejected.reason().code() + (trace.inQuery ? "; db_query has an older one" : "")
                + (isErased(trace.rejected.reason())
                        ? ". To accept it again, lift the erasure with `sigilo erase --lift`, then"
                        : ". Repair it and publish it with")
                + " `sigilo rejects publish "
                + trace.rejectId + "`";
    }

    private static String reason(RejectedRecord rejected) {
        return rejected.reason().code() + (rejected.field() == null ? "" : " at field " + rejected.field()) + ", "
                + rejected.reason().advice();
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private static boolean isErased(RejectReason reason) {
        return reason == RejectReason.ERASED_PATIENT || reason == RejectReason.ERASED_RECORD;
    }
}
