package dev.sigilo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The little of Pulsar's admin API that commands need, over plain HTTP. */
final class PulsarAdmin {
    private static final Pattern REFUSED = Pattern.compile(
            "\\[dev\\.sigilo\\.sink\\.mysql\\.RowsRefusedException]: \\d{1,9} rows? refused: ([A-Z_]{1,32}(?: in [A-Za-z0-9_, ]{1,1000})?) \\(table ([A-Za-z0-9_$]{1,64}), (\\d{1,9}) wait\\)");
    /** How long a reported refusal counts, in milliseconds: 2.5 times the redelivery delay of a refused row. */
    private static final long REFUSED_MILLIS = 150_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient client;
    private final String url;
    private final String token;

    /** @param token what authenticates the command, or null */
    PulsarAdmin(String url, String token) {
        this(url, token, null);
    }

    /**
     * @param token        what authenticates the command, or null
     * @param certificates a PEM file with the certificates that Pulsar's is under, or null to trust those that Java trusts
     */
    PulsarAdmin(String url, String token, Path certificates) {
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(TIMEOUT);
        client = (certificates == null ? builder : builder.sslContext(TrustedCertificates.in(certificates))).build();
        this.url = url.replaceAll("/+$", "");
        this.token = token;
    }

    /**
     * Subscription name to its number of unacknowledged entries in all partitions of a topic, given by its full name. An entry
     * is one message or one batch of messages. Pulsar counts its backlog only in entries, even the precise one.
     *
     * @return an empty map where the topic does not exist
     */
    Map<String, Long> backlogs(String topic) {
        Map<String, Long> backlogs = new HashMap<>();
        String path = "/admin/v2/" + topic.replace("://", "/");
        JsonNode partitioned = get(path + "/partitioned-stats?perPartition=false&getPreciseBacklog=true");
        JsonNode stats = partitioned != null ? partitioned : get(path + "/stats?getPreciseBacklog=true");
        if (stats != null) {
            stats.path("subscriptions").properties().forEach(subscription ->
                    backlogs.put(subscription.getKey(), subscription.getValue().path("msgBacklog").asLong()));
        }
        return backlogs;
    }

    /**
     * How a function or sink runs.
     *
     * @param wanted   how many instances it should have
     * @param running  how many run
     * @param restarts how often instances were started again
     * @param reasons  why instances do not run, if known; one line each, without values of records
     */
    record Instances(int wanted, int running, long restarts, Set<String> reasons) {
        Instances {
            reasons = Set.copyOf(reasons);
        }

        /** These and others together. */
        Instances and(Instances others) {
            Set<String> all = new TreeSet<>(reasons);
            all.addAll(others.reasons);
            return new Instances(wanted + others.wanted, running + others.running, restarts + others.restarts, all);
        }
    }

    /** How a function runs, or null where it is not deployed. */
    Instances functionStatus(String namespace, String name) {
        return instances("function", namespace, name, get("/admin/v3/functions/" + namespace + "/" + name + "/status"));
    }

    /** Returns the user config of a deployed function; null if it is not deployed here. */
    JsonNode userConfig(String namespace, String name) {
        JsonNode config = get("/admin/v3/functions/" + namespace + "/" + name);
        return config == null ? null : config.path("userConfig");
    }

    /** How a sink runs, or null where it is not deployed. */
    Instances sinkStatus(String namespace, String name) {
        return instances("sink", namespace, name, get("/admin/v3/sinks/" + namespace + "/" + name + "/status"));
    }

    /**
     * Returns what a sink's table currently refuses, such as {@code 3 rows refused: NULL_NOT_ALLOWED in ward (table orders)}, or null
     * if it refuses nothing or the sink is not deployed. Pulsar redelivers a refused row every minute, so an older refusal is resolved.
     *
     * @param now the time, in milliseconds since 1970
     */
    String refusedRows(String namespace, String name, long now) {
        JsonNode status = get("/admin/v3/sinks/" + namespace + "/" + name + "/status");
        return status == null ? null : refusedRows(status, now);
    }

    /** Repeats only the exception texts that Sigilo's sink wrote: they name columns, never values. */
    static String refusedRows(JsonNode status, long now) {
        Set<String> reasons = new TreeSet<>();
        String table = null;
        long waiting = 0;
        for (JsonNode instance : status.path("instances")) {
            long newest = 0;
            long waitingHere = 0;
            for (JsonNode exception : instance.path("status").path("latestSinkExceptions")) {
                Matcher refused = REFUSED.matcher(exception.path("exceptionString").asText());
                long time = exception.path("timestampMs").asLong();
                if (refused.matches() && now - time < REFUSED_MILLIS) {
                    reasons.add(refused.group(1));
                    table = refused.group(2);
                    waitingHere = time >= newest ? Long.parseLong(refused.group(3)) : waitingHere;
                    newest = Math.max(newest, time);
                }
            }
            waiting += waitingHere;
        }
        return table == null ? null
                : waiting + (waiting == 1 ? " row" : " rows") + " refused: " + String.join("; ", reasons) + " (table " + table + ")";
    }

    /** Returns counts and only error texts that Sigilo wrote, as others may quote a message; null if not deployed. */
    static Instances instances(String kind, String namespace, String name, JsonNode status) {
        if (status == null) {
            return null;
        }
        Pattern ours = Pattern.compile("(?:[A-Za-z0-9_.$]+: )*(" + Pattern.quote(name) + " cannot (?:start|run): .+)", Pattern.DOTALL);
        long restarts = 0;
        Set<String> reasons = new TreeSet<>();
        for (JsonNode instance : status.path("instances")) {
            restarts += instance.path("status").path("numRestarts").asLong();
            String error = instance.path("status").path("error").asText("");
            Matcher said = ours.matcher(error);
            if (said.matches()) {
                reasons.add(said.group(1).strip().replaceAll("\\s*\\R\\s*", "; "));
            } else if (!error.isBlank()) {
                reasons.add(name + " was ended by an error that may quote a message; `pulsar-admin " + kind + "s status --tenant "
                        + namespace.replace("/", " --namespace ") + " --name " + name + "` shows it");
            }
        }
        return new Instances(status.path("numInstances").asInt(), status.path("numRunning").asInt(), restarts, reasons);
    }

    private JsonNode get(String path) {
        HttpRequest.Builder request;
        try {
            request = HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT);
        } catch (IllegalArgumentException e) {
            throw new CliException(url + " is no address of Pulsar's admin port; write http://host:port");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return switch (response.statusCode()) {
                case 200 -> JSON.readTree(response.body());
                case 404 -> null;
                case 401, 403 -> throw new CliException("Pulsar at " + url + " does not let this credential see its statistics (HTTP "
                        + response.statusCode() + "); give one that may in " + Settings.Name.PULSAR_TOKEN.variable());
                default -> throw new CliException("Pulsar at " + url + " answered HTTP " + response.statusCode()
                        + "; see its log");
            };
        } catch (IOException e) {
            throw new CliException("Pulsar's admin port at " + url + " cannot be reached (" + e.getClass().getSimpleName()
                    + "); is it running? See `sigilo status`");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("interrupted while asking Pulsar at " + url);
        }
    }
}
