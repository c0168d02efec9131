package dev.sigilo.benchmarks.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.benchmarks.BenchmarkException;
import dev.sigilo.driver.Topology;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The functions and sinks of a topology on a running Pulsar: stopped, started, and what each has taken and has left. */
final class Units {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    /**
     * One function or sink.
     *
     * @param name         its name
     * @param path         of its kind, tenant, namespace and name in the admin API
     * @param inputs       what it reads
     * @param subscription the subscription it reads with
     */
    record Unit(String name, String path, List<String> inputs, String subscription) {

        boolean isSink() {
            return path.startsWith("sinks/");
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String credential;
    private final List<Unit> units = new ArrayList<>();

    /**
     * In the order of the flow, sinks last.
     *
     * @param credential the token that authenticates the benchmark
     */
    Units(String adminUrl, String credential, Topology topology) {
        this.url = adminUrl;
        this.credential = credential;
        topology.functions().forEach(function -> units.add(new Unit(function.name(),
                "functions/" + function.namespace() + "/" + function.name(), function.inputs(), function.subscription())));
        topology.sinks().forEach(sink -> units.add(new Unit(sink.name(),
                "sinks/" + sink.namespace() + "/" + sink.name(), sink.inputs(), sink.subscription())));
    }

    List<Unit> all() {
        return units;
    }

    void stop(Unit unit) {
        call("POST", "/admin/v3/" + unit.path() + "/stop");
    }

    void start(Unit unit) {
        call("POST", "/admin/v3/" + unit.path() + "/start");
    }

    /** What its subscription has not acknowledged, in entries: a batch is one. */
    long backlog(Unit unit) {
        long backlog = 0;
        for (String topic : unit.inputs()) {
            backlog += stats(topic).at("/subscriptions/" + unit.subscription() + "/msgBacklog").asLong();
        }
        return backlog;
    }

    /** What all subscriptions together have not acknowledged. */
    long backlog() {
        return units.stream().mapToLong(this::backlog).sum();
    }

    /** Bytes of a topic's messages as they are stored, compressed and in batches. */
    long storedBytes(String topic) {
        return stats(topic).path("storageSize").asLong();
    }

    /** How many messages each instance has taken since it was started. */
    List<Long> taken(Unit unit) {
        List<Long> taken = new ArrayList<>();
        call("GET", "/admin/v3/" + unit.path() + "/status").path("instances").forEach(instance -> taken.add(
                instance.path("status").path(unit.isSink() ? "numReadFromPulsar" : "numReceived").asLong()));
        return taken;
    }

    private JsonNode stats(String topic) {
        return call("GET", "/admin/v2/" + topic.replace("://", "/") + "/partitioned-stats?perPartition=false&getPreciseBacklog=true");
    }

    private JsonNode call(String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT)
                .header("Authorization", "Bearer " + credential)
                .method(method, HttpRequest.BodyPublishers.noBody()).build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() / 100 != 2) {
                throw new BenchmarkException(method + " " + request.uri() + " was answered with HTTP " + response.statusCode()
                        + "; see the broker's log");
            }
            return response.body().length == 0 ? JSON.nullNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new BenchmarkException("Pulsar's admin port at " + url + " cannot be used (" + e.getClass().getSimpleName()
                    + "); is the stack up?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted while asking Pulsar at " + url, e);
        }
    }
}
