package dev.sigilo.vault.application;

import java.util.function.Consumer;

/**
 * Rebuilds a view from the log. The rows go into a table beside the live one, which is swapped with it in one step, so
 * that readers always see a complete table. Events that arrive meanwhile are read after the swap.
 *
 * @param <R> the type of a row
 */
public final class Replay<R> {
    private final ViewStore<R> view;
    private final LogProjection<R> log;

    /**
     * A rebuilt view.
     *
     * @param table         its table
     * @param messages      how many messages of the log were read
     * @param seconds       how long it took
     * @param rows          how many rows it has
     * @param changed       how many rows differ from those before
     * @param otherPolicies how many rows of other policies than the table's were left out
     */
    public record Rebuilt(String table, long messages, double seconds, long rows, long changed, long otherPolicies) {}

    /**
     * @param view the tables of the view
     * @param log  the log and its projection
     */
    public Replay(ViewStore<R> view, LogProjection<R> log) {
        this.view = view;
        this.log = log;
    }

    /**
     * Rebuilds the view.
     *
     * @param audit    gets a line before anything is changed
     * @param name     the view's name in that line
     * @param start    when the operation began, by {@link System#nanoTime}
     * @param keepOld  whether to keep the replaced table
     * @param rebuilt  receives the result before the replaced table is dropped
     * @throws dev.sigilo.vault.domain.OperatorException if the view cannot be rebuilt; the live table stays complete
     */
    public void run(AuditTrail audit, String name, long start, boolean keepOld, Consumer<Rebuilt> rebuilt) {
        audit.note("replay", name, "rebuild", "begun", 0);
        view.createNext();
        try (RowWriter<R> writer = view.writeNext()) {
            log.project(writer);
        }
        view.completeNext();
        view.swap();
        try (RowWriter<R> writer = view.writeLive()) {
            // Now read the messages whose rows the sink wrote into the replaced table meanwhile.
            log.project(writer);
        }
        view.completeLive();
        long others = view.removeOtherPolicies();
        double seconds = (System.nanoTime() - start) / 1e9;
        rebuilt.accept(new Rebuilt(view.table(), log.messages(), seconds, view.rows(), view.differences(), others));
        if (!keepOld) {
            view.dropOld();
        }
    }
}
