package dev.sigilo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sigilo.admin.AdminConnection;
import dev.sigilo.admin.AdminException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pulsar.common.functions.FunctionConfig;
import org.apache.pulsar.common.policies.data.ExceptionInformation;
import org.apache.pulsar.common.policies.data.FunctionStatus;
import org.apache.pulsar.common.policies.data.SinkStatus;
import org.apache.pulsar.common.policies.data.TopicStats;

/** Reads backlogs and statuses from Pulsar's admin API, and reports its faults as errors of a command. */
final class PulsarAdmin {
    private static final Pattern REFUSED = Pattern.compile(
            "\\[dev\\.sigilo\\.sink\\.mysql\\.RowsRefusedException]: \\d{1,9} rows? refused: ([A-Z_]{1,32}(?: in [A-Za-z0-9_, ]{1,1000})?) \\(table ([A-Za-z0-9_$]{1,64}), (\\d{1,9}) wait\\)");
    /** How long a reported refusal counts, in milliseconds: 2.5 times the redelivery delay of a refused row. */
    private static final long REFUSED_MILLIS = 150_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final AdminConnection connection;
    private final String url;

    /** @param token authenticates the command, or null */
    PulsarAdmin(String url, String token) {
        this(url, token, null);
    }

    /**
     * @param token        authenticates the command, or null
     * @param certificates a PEM file of the certificate authorities to trust, or null for those that Java trusts
     */
    PulsarAdmin(String url, String token, Path certificates) {
        if (certificates != null) {
            // Reports an invalid file of certificates here, because Pulsar's client would only log it.
            TrustedCertificates.in(certificates);
        }
        connection = new AdminConnection(url, token, certificates, TIMEOUT);
        this.url = connection.url();
    }

    /** Returns the unacknowledged entries of each subscription, in all partitions of a topic, given by its full name. An entry
     * is one message or one batch of messages. Pulsar counts even its precise backlog only in entries.
     *
     * @return an empty map if the topic does not exist
     */
    Map<String, Long> backlogs(String topic) {
        Map<String, Long> backlogs = new HashMap<>();
        Optional<? extends TopicStats> stats =
                find(admin -> admin.topics().getPartitionedStats(topic, false, true, false, false));
        if (stats.isEmpty()) {
            stats = find(admin -> admin.topics().getStats(topic, true, false, false));
        }
        stats.ifPresent(topicStats -> topicStats
                .getSubscriptions()
                .forEach((name, subscription) -> backlogs.put(name, subscription.getMsgBacklog())));
        return backlogs;
    }

    /** The status of a function or sink.
     *
     * @param wanted   how many instances it should have
     * @param running  how many run
     * @param restarts how often instances were restarted
     * @param reasons  why instances do not run, if known; one line each, without values of records
     */
    record Instances(int wanted, int running, long restarts, Set<String> reasons) {
        Instances {
            reasons = Set.copyOf(reasons);
        }

        /** Returns the sum of these and other instances. */
        Instances and(Instances others) {
            Set<String> all = new TreeSet<>(reasons);
            all.addAll(others.reasons);
            return new Instances(wanted + others.wanted, running + others.running, restarts + others.restarts, all);
        }
    }

    /** One instance of a function or sink. Its error may quote a message, so it is never printed. */
    private record InstanceRun(long restarts, String error) {
        @Override
        public String toString() {
            return "InstanceRun[" + restarts + " restarts]";
        }
    }

    /** Returns the status of a function, or null if it is not deployed. */
    Instances functionStatus(String namespace, String name) {
        String[] in = namespace.split("/", 2);
        return find(admin -> admin.functions().getFunctionStatus(in[0], in[1], name))
                .map(status -> instances(namespace, name, status))
                .orElse(null);
    }

    /** Returns the user config of a deployed function; null if it is not deployed here. */
    JsonNode userConfig(String namespace, String name) {
        String[] in = namespace.split("/", 2);
        return find(admin -> admin.functions().getFunction(in[0], in[1], name))
                .map(PulsarAdmin::userConfig)
                .orElse(null);
    }

    private static JsonNode userConfig(FunctionConfig config) {
        return config.getUserConfig() == null ? MissingNode.getInstance() : JSON.valueToTree(config.getUserConfig());
    }

    /** Returns the status of a sink, or null if it is not deployed. */
    Instances sinkStatus(String namespace, String name) {
        return status(namespace, name)
                .map(status -> instances(namespace, name, status))
                .orElse(null);
    }

    private Optional<SinkStatus> status(String namespace, String name) {
        String[] in = namespace.split("/", 2);
        return find(admin -> admin.sinks().getSinkStatus(in[0], in[1], name));
    }

    /**
     * Returns what a sink's table currently refuses, such as {@code 3 rows refused: NULL_NOT_ALLOWED in ward (table orders)}, or null
     * if it refuses nothing or the sink is not deployed. Pulsar redelivers a refused row every minute, so an older refusal is resolved.
     *
     * @param now the time, in milliseconds since 1970
     */
    String refusedRows(String namespace, String name, long now) {
        return status(namespace, name).map(status -> refusedRows(status, now)).orElse(null);
    }

    /** Repeats only the exception texts that Sigilo's sink wrote: they name columns, never values. */
    static String refusedRows(SinkStatus status, long now) {
        Set<String> reasons = new TreeSet<>();
        String table = null;
        long waiting = 0;
        for (SinkStatus.SinkInstanceStatus instance : status.getInstances()) {
            long newest = 0;
            long waitingHere = 0;
            for (ExceptionInformation exception : listed(instance.getStatus().getLatestSinkExceptions())) {
                Matcher refused = REFUSED.matcher(orEmpty(exception.getExceptionString()));
                long time = exception.getTimestampMs();
                if (refused.matches() && now - time < REFUSED_MILLIS) {
                    reasons.add(refused.group(1));
                    table = refused.group(2);
                    waitingHere = time >= newest ? Long.parseLong(refused.group(3)) : waitingHere;
                    newest = Math.max(newest, time);
                }
            }
            waiting += waitingHere;
        }
        return table == null
                ? null
                : waiting + (waiting == 1 ? " row" : " rows") + " refused: " + String.join("; ", reasons) + " (table "
                        + table + ")";
    }

    static Instances instances(String namespace, String name, FunctionStatus status) {
        List<InstanceRun> runs = status.getInstances().stream()
                .map(FunctionStatus.FunctionInstanceStatus::getStatus)
                .map(run -> new InstanceRun(run.getNumRestarts(), orEmpty(run.getError())))
                .toList();
        return instances(status.getNumInstances(), status.getNumRunning(), runs, "function", namespace, name);
    }

    static Instances instances(String namespace, String name, SinkStatus status) {
        List<InstanceRun> runs = status.getInstances().stream()
                .map(SinkStatus.SinkInstanceStatus::getStatus)
                .map(run -> new InstanceRun(run.getNumRestarts(), orEmpty(run.getError())))
                .toList();
        return instances(status.getNumInstances(), status.getNumRunning(), runs, "sink", namespace, name);
    }

    private static Instances instances(
            int wanted, int running, List<InstanceRun> runs, String kind, String namespace, String name) {
        long restarts = runs.stream().mapToLong(InstanceRun::restarts).sum();
        return new Instances(wanted, running, restarts, reasons(kind, namespace, name, runs));
    }

    /** Returns only error texts that Sigilo wrote, as others may quote a message. */
    private static Set<String> reasons(String kind, String namespace, String name, List<InstanceRun> runs) {
        Pattern ours = Pattern.compile(
                "(?:[A-Za-z0-9_.$]+: )*(" + Pattern.quote(name) + " cannot (?:start|run): .+)", Pattern.DOTALL);
        Set<String> reasons = new TreeSet<>();
        for (InstanceRun run : runs) {
            String error = run.error();
            Matcher said = ours.matcher(error);
            if (said.matches()) {
                reasons.add(said.group(1).strip().replaceAll("\\s*\\R\\s*", "; "));
            } else if (!error.isBlank()) {
                reasons.add(name + " stopped with an error that may quote a message; `pulsar-admin " + kind
                        + "s status --tenant " + namespace.replace("/", " --namespace ") + " --name " + name
                        + "` shows it");
            }
        }
        return reasons;
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static List<ExceptionInformation> listed(List<ExceptionInformation> exceptions) {
        return exceptions == null ? List.of() : exceptions;
    }

    private <T> Optional<T> find(AdminConnection.Call<T> call) {
        try {
            return connection.find(call);
        } catch (IllegalArgumentException e) {
            throw new CliException(url + " is not an address of Pulsar's admin port; write http://host:port");
        } catch (AdminException e) {
            throw fault(e);
        }
    }

    private CliException fault(AdminException e) {
        if (Thread.currentThread().isInterrupted()) {
            return new CliException("interrupted while waiting for Pulsar at " + url);
        } else if (!e.isAnswered()) {
            return new CliException("Pulsar's admin port at " + url + " cannot be reached (" + e.getMessage()
                    + "); is it running? See `sigilo status`");
        } else if (e.httpStatus() == 401 || e.httpStatus() == 403) {
            return new CliException("this token may not read the statistics of Pulsar at " + url + " (HTTP "
                    + e.httpStatus() + "); use the admin token in " + Settings.Name.PULSAR_TOKEN.variable()
                    + ", or publish with --no-wait");
        }
        return new CliException("Pulsar at " + url + " answered HTTP " + e.httpStatus() + "; see its log");
    }
}
