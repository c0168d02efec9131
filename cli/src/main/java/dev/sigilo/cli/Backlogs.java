package dev.sigilo.cli;

import dev.sigilo.driver.FunctionSpec;
import dev.sigilo.driver.SinkSpec;
import dev.sigilo.driver.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The backlog of each function and sink of a topology. */
final class Backlogs {
    private static final long POLL_MILLIS = 100;

    private final Topology topology;
    private final PulsarAdmin admin;

    Backlogs(Topology topology, PulsarAdmin admin) {
        this.topology = topology;
        this.admin = admin;
    }

    /** Returns the backlog of each subscription in entries (single messages or batches), in the order of the flow; 0 if idle. */
    Map<String, Long> all() {
        Map<String, Long> backlogs = new LinkedHashMap<>();
        for (String topic : topology.topics()) {
            List<String> subscriptions = new ArrayList<>();
            topology.functions().stream()
                    .filter(function -> function.inputs().contains(topic))
                    .map(FunctionSpec::subscription)
                    .forEach(subscriptions::add);
            topology.sinks().stream()
                    .filter(sink -> sink.inputs().contains(topic))
                    .map(SinkSpec::subscription)
                    .forEach(subscriptions::add);
            if (subscriptions.isEmpty()) {
                continue;
            }
            Map<String, Long> known = admin.backlogs(topic);
            for (String subscription : subscriptions) {
                Long backlog = known.get(subscription);
                if (backlog == null) {
                    throw new CliException(
                            "topic " + topic + " has no subscription " + subscription
                                    + "; deploy the functions and sinks with pulsar-config/deploy.sh, then they process the waiting messages");
                }
                backlogs.merge(subscription, backlog, Long::sum);
            }
        }
        return backlogs;
    }

    /** Waits until every backlog is empty.
     *
     * @param patience how long to wait while no backlog changes
     * @param look     receives the backlogs after each poll
     * @return the backlogs that stopped changing, such as {@code 3 at classify}, or null if all are empty
     */
    String await(Duration patience, Consumer<String> look) {
        String before = "";
        long movedAt = System.nanoTime();
        // Twice, because the stages are polled one after the other, and a late stage's reject goes back to an early
        // topic.
        for (int idle = 0; idle < 2; ) {
            String waiting = all().entrySet().stream()
                    .filter(backlog -> backlog.getValue() > 0)
                    .map(backlog -> backlog.getValue() + " at " + backlog.getKey())
                    .collect(Collectors.joining(", "));
            look.accept(waiting);
            idle = waiting.isEmpty() ? idle + 1 : 0;
            if (!waiting.equals(before)) {
                movedAt = System.nanoTime();
                before = waiting;
            } else if (idle == 0 && System.nanoTime() - movedAt > patience.toNanos()) {
                return waiting;
            }
            if (idle == 0) {
                pause();
            }
        }
        return null;
    }

    /** Waits until every backlog is 0, but no longer than {@code limit} in total, even if entries are still being processed. */
    void settle(Duration limit) {
        long start = System.nanoTime();
        for (int idle = 0; idle < 2 && System.nanoTime() - start < limit.toNanos(); ) {
            idle = all().values().stream().allMatch(waiting -> waiting == 0) ? idle + 1 : 0;
            if (idle == 0) {
                pause();
            }
        }
    }

    /** Waits a moment before the next poll. */
    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("interrupted while waiting; the published records will still be processed");
        }
    }
}
