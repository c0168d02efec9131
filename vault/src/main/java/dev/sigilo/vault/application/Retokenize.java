package dev.sigilo.vault.application;

import dev.sigilo.keys.Keyset;
import dev.sigilo.keys.Sealer;
import dev.sigilo.policy.Policy;
import dev.sigilo.records.Treatment;
import dev.sigilo.tokenize.domain.Erasure;
import dev.sigilo.vault.domain.AuditedFailure;
import dev.sigilo.vault.domain.OperatorException;
import dev.sigilo.vault.domain.SealedOriginal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Publishes the originals again, so that the stream tokenizes them with the newest key epoch and policy. */
public final class Retokenize {
    /** A {@link Request#fromEpoch} that includes every original. */
    public static final int ALL_EPOCHS = Integer.MAX_VALUE;
    /** A {@link Request#limit} that includes every original. */
    public static final long NO_LIMIT = Long.MAX_VALUE;

    private static final int PAGE = 500;
    private static final long PAUSE_MILLIS = 1000;

    private final Ports ports;
    private final Request request;
    private final AuditedOperation audit;
    private final RetokenizeListener listener;

    /**
     * What it reads and changes.
     *
     * @param originals the sealed originals
     * @param owner     the policy of the query view; null if that view is several databases, which are not counted
     * @param statuses  opens the command view
     * @param log       opens the log of events
     * @param publisher publishes records
     * @param pipeline  the running functions and sinks
     */
    public record Ports(
            OriginalStore originals,
            QueryOwner owner,
            Supplier<RecordStatuses> statuses,
            Supplier<EventLog> log,
            RecordPublisher publisher,
            Pipeline pipeline) {}

    /**
     * What to do.
     *
     * @param policy    the deployed policy
     * @param newPolicy the name of the policy that replaces that of the query view, or null to keep it
     * @param dropRest  whether a new policy may remove rows that cannot be restored
     * @param fromEpoch only originals that were sealed under this epoch of the token keyset or an older one
     * @param limit     how many originals to read at most
     * @param dryRun    whether to open and count them only
     * @param patience  how long to wait while nothing moves
     */
    public record Request(
            Policy policy,
            String newPolicy,
            boolean dropRest,
            int fromEpoch,
            long limit,
            boolean dryRun,
            Duration patience) {

        /** Returns whether every original is published again. */
        public boolean isWhole() {
            return fromEpoch == ALL_EPOCHS && limit == NO_LIMIT;
        }
    }

    /**
     * @param ports    what it reads and changes
     * @param request  what to do
     * @param audit    the operation in the audit trail
     * @param listener receives the results step by step
     */
    public Retokenize(Ports ports, Request request, AuditedOperation audit, RetokenizeListener listener) {
        this.ports = ports;
        this.request = request;
        this.audit = audit;
        this.listener = listener;
    }

    /**
     * Publishes the originals again. Repeating it is harmless.
     *
     * @param keyset the sealing keyset
     * @param sealer opens originals with it
     * @throws OperatorException if it cannot begin, if an original could not be opened or was refused, or if the views
     *         did not follow in time
     */
    public void run(Keyset keyset, Sealer sealer) {
        OriginalStore store = ports.originals();
        Policy policy = request.policy();
        KeyLineage.check(store, keyset);
        String owner = ports.owner() == null ? null : ports.owner().policy();
        check(policy, owner);
        // Hold the lock until everything is processed: messages in flight would undo an erasure in between.
        store.lock();
        // Records published from now on are newer, and are not read again under their new tokens.
        long newest = store.newestVersion();
        long size = Math.min(request.limit(), store.count(request.fromEpoch(), newest));
        audit.append(
                (request.dryRun() ? "begun, dry run" : "begun")
                        + (policy.name().equals(owner) || owner == null
                                ? ""
                                : ", rows of policy " + owner + " replaced by " + policy.name()),
                records(size));
        Supplier<OpenedOriginals> originals = () -> new OpenedOriginals(
                (last, most) -> store.page(request.fromEpoch(), newest, last, most), sealer, request.limit());
        if (request.dryRun()) {
            tryAll(originals.get(), size);
            return;
        }
        if (request.newPolicy() != null && ports.owner() != null) {
            handOver(owner, originals.get(), size);
        }
        publish(originals.get(), size);
        if (request.isWhole()) {
            retire(newest);
            if (ports.owner() != null) {
                prove();
            }
        }
    }

    // ---- policies

    private void check(Policy policy, String owner) {
        String newPolicy = request.newPolicy();
        if (newPolicy != null && !newPolicy.equals(policy.name())) {
            throw new OperatorException("the functions run with policy " + policy.name() + ", not " + newPolicy
                    + "; deploy that one first (`sigilo up --new-policy --policy " + newPolicy
                    + "`, or deploy.sh with SIGILO_NEW_POLICY=1)");
        }
        if (newPolicy == null && QueryOwner.NOBODY.equals(owner)) {
            throw new OperatorException(
                    "a change of db_query to another policy was interrupted; run it again with --policy "
                            + policy.name());
        }
        if (newPolicy == null && owner != null && !owner.equals(policy.name())) {
            throw new OperatorException(
                    "the functions run with policy " + policy.name() + ", but the rows of db_query belong to policy "
                            + owner + ": deploy that one again, or replace all its rows with --policy " + policy.name()
                            + ". Nothing was published");
        }
    }

    /** Removes the rows of the earlier policy, once it is known that each can be made again. */
    private void handOver(String owner, OpenedOriginals originals, long size) {
        Policy policy = request.policy();
        openAll(originals, size);
        QueryOwner.Counts rows = ports.owner().count(policy);
        long lost = Math.max(0, rows.current() + rows.others() - originals.opened());
        if (lost > 0 && !request.dropRest()) {
            throw new OperatorException("db_query has " + (rows.current() + rows.others()) + " rows, but only "
                    + originals.opened()
                    + " originals can be opened" + originals.reasons() + ": " + lost + " rows could not be restored. "
                    + "To remove them anyway, add --drop-rows-without-original. Nothing was changed");
        }
        listener.handedOver(policy.name(), owner, ports.owner().handOver(policy.name()));
    }

    /**
     * Removes the record tokens that records had before they were tokenized again under other ones, and destroys those
     * originals.
     */
    private void retire(long newest) {
        OriginalStore store = ports.originals();
        long removed = 0;
        String last = "";
        try (EventLog log = ports.log().get()) {
            for (List<SealedOriginal> page = store.page(ALL_EPOCHS, newest, last, PAGE);
                    !page.isEmpty();
                    page = store.page(ALL_EPOCHS, newest, last, PAGE)) {
                last = page.get(page.size() - 1).recordToken();
                List<SealedOriginal> earlier = page.stream()
                        .filter(original -> original.wrappedKey() != null)
                        .toList();
                if (!earlier.isEmpty()) {
                    // The events first: a run that ends in between finds the originals again.
                    log.add(earlier.stream()
                            .map(original -> Erasure.replacement(
                                    original.recordToken(),
                                    original.treatment(),
                                    original.keyEpoch(),
                                    original.provenance()))
                            .toList());
                    store.destroyKeys(earlier.stream()
                            .collect(Collectors.toMap(
                                    SealedOriginal::recordToken,
                                    original -> original.provenance().version())));
                    removed += earlier.size();
                }
            }
        }
        if (removed == 0) {
            return;
        }
        String waiting = ports.pipeline().await(request.patience());
        if (waiting != null) {
            throw new AuditedFailure("the records have new tokens, but " + waiting + " made no progress for "
                    + seconds() + " s, so earlier tokens may still be in a view; see `sigilo status`");
        }
        listener.retired(removed);
    }

    /**
     * Waits until every row of both databases is of this policy and both have the same number, and fails if that does
     * not happen in time.
     */
    private void prove() {
        Policy policy = request.policy();
        Treatment wanted = new Treatment(policy.name(), policy.version(), policy.contentHash(), null, null);
        long end = System.nanoTime() + request.patience().toNanos();
        while (true) {
            QueryOwner.Counts rows = ports.owner().count(policy);
            Map<Treatment, Long> tokenized;
            try (RecordStatuses statuses = ports.statuses().get()) {
                tokenized = statuses.tokenized();
            }
            long current = tokenized.getOrDefault(wanted, 0L);
            long others = tokenized.values().stream().mapToLong(Long::longValue).sum() - current;
            if (rows.others() == 0 && others == 0 && rows.current() == current) {
                listener.proved(policy, current);
                return;
            }
            if (System.nanoTime() > end) {
                throw new AuditedFailure("not proved: with policy " + policy.name() + " " + policy.version()
                        + ", db_query has " + rows.current()
                        + " rows and db_command " + current + " records; with other policies, db_query has "
                        + rows.others()
                        + " and db_command " + others
                        + ". Run it again; `sigilo status` shows whether something waits or is refused");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperatorException("interrupted while the rows were counted; run it again");
        }
    }

    // ---- originals

    private void openAll(OpenedOriginals originals, long size) {
        while (originals.next() != null) {
            listener.opened(originals, size);
        }
        listener.openedAll();
    }

    private void tryAll(OpenedOriginals originals, long size) {
        openAll(originals, size);
        String sum = sum(originals, "opened " + originals.opened(), 0);
        audit.append("dry run: " + sum, records(originals.opened()));
        listener.tried(sum);
        refuseRest(originals, 0);
    }

    private void publish(OpenedOriginals originals, long size) {
        RecordPublisher.Publication outcome = ports.publisher().publish(originals, size);
        String sum = sum(originals, "published " + outcome.published(), outcome.failed());
        audit.append(sum + "; rejected " + outcome.rejected(), records(outcome.published()));
        listener.published(sum);
        if (outcome.published() + outcome.failed() != originals.opened()) {
            throw new AuditedFailure("the counts do not add up: " + originals.opened() + " originals were opened, but "
                    + outcome.published() + " published and " + outcome.failed()
                    + " refused; run it again and report it");
        }
        if (outcome.waitingAt() != null) {
            throw new AuditedFailure(
                    "the originals are published, but " + outcome.waitingAt() + " made no progress for " + seconds()
                            + " s; see `sigilo status`, and do not erase anybody before they are processed");
        }
        refuseRest(originals, outcome.failed() + outcome.rejected());
    }

    /** Returns the outcome of the originals; the parts add up to the number read. */
    private static String sum(OpenedOriginals originals, String done, long refused) {
        return "looked at " + originals.done() + " originals: " + done + ", passed over " + originals.erased()
                + " that were erased, could not open " + originals.unopened() + originals.reasons()
                + (refused == 0 ? "" : ", the broker refused " + refused);
    }

    /** Fails if any record keeps its rows. */
    private static void refuseRest(OpenedOriginals originals, long left) {
        if (originals.unopened() > 0) {
            throw new AuditedFailure(originals.unopened() + " originals could not be opened" + originals.reasons()
                    + "; check that this is the keyset that seal used. Their rows are unchanged");
        }
        if (left > 0) {
            throw new AuditedFailure(left + " records were rejected or refused, see above; their rows are unchanged");
        }
    }

    private long seconds() {
        return request.patience().toSeconds();
    }

    private static int records(long count) {
        return (int) Math.min(Integer.MAX_VALUE, count);
    }
}
