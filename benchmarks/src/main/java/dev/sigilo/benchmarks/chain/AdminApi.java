package dev.sigilo.benchmarks.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sigilo.benchmarks.BenchmarkException;
import dev.sigilo.stack.PulsarRole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** The few calls of Pulsar's admin API that a benchmark of functions takes. */
final class AdminApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NO_CONTENT = 204;
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
    private final String url;
    private final String token;

    /** @param token what authenticates the benchmark, or null */
    AdminApi(String url, String token) {
        this.url = url.replaceFirst("/+$", "");
        this.token = token;
    }

    /** Makes tenant and namespace, unless they are there, for functions to read and write in. */
    void createNamespace(String namespace) {
        String tenant = namespace.substring(0, namespace.indexOf('/'));
        JsonNode clusters = call(request("/admin/v2/clusters").GET());
        put("/admin/v2/tenants/" + tenant, JSON.createObjectNode().set("allowedClusters", clusters));
        put("/admin/v2/namespaces/" + namespace, JSON.createObjectNode());
        call(request("/admin/v2/namespaces/" + namespace + "/permissions/" + PulsarRole.FUNCTIONS.subject())
                .header("Content-Type", "application/json").POST(text("[\"produce\",\"consume\"]")));
    }

    /** Makes a topic with one partition, as deploy.sh does, unless it is there. */
    void createTopic(String topic) {
        put("/admin/v2/" + path(topic) + "/partitions", JSON.getNodeFactory().numberNode(1));
    }

    /** Deletes a topic, with its subscriptions. */
    void deleteTopic(String topic) {
        call(request("/admin/v2/" + path(topic) + "/partitions?force=true").DELETE());
    }

    /** Makes a function, with code that is uploaded. */
    void createFunction(String function, JsonNode config, byte[] jar) {
        String boundary = UUID.randomUUID().toString();
        call(request("/admin/v3/functions/" + function).header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.concat(
                        text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"functionConfig\"\r\n"
                                + "Content-Type: application/json\r\n\r\n" + config + "\r\n--" + boundary
                                + "\r\nContent-Disposition: form-data; name=\"data\"; filename=\"function.jar\"\r\n"
                                + "Content-Type: application/octet-stream\r\n\r\n"),
                        BodyPublishers.ofByteArray(jar), text("\r\n--" + boundary + "--\r\n"))));
    }

    /** Deletes a function. */
    void deleteFunction(String function) {
        call(request("/admin/v3/functions/" + function).DELETE());
    }

    /** Whether all of a function's instances run. */
    boolean runs(String function) {
        JsonNode status = call(request("/admin/v3/functions/" + function + "/status").GET());
        return status.path("numInstances").asInt() > 0 && status.path("numRunning").asInt() == status.path("numInstances").asInt();
    }

    /** How many entries of a topic a subscription has not acknowledged, in all partitions; 0 where there is no such subscription. */
    long backlog(String topic, String subscription) {
        return call(request("/admin/v2/" + path(topic) + "/partitioned-stats?perPartition=false&getPreciseBacklog=true").GET())
                .path("subscriptions").path(subscription).path("msgBacklog").asLong();
    }

    private static String path(String topic) {
        return topic.replace("://", "/");
    }

    private void put(String path, JsonNode body) {
        HttpRequest.Builder request = request(path);
        call(body == null ? request.PUT(BodyPublishers.noBody())
                : request.header("Content-Type", "application/json").PUT(text(body.toString())));
    }

    private static HttpRequest.BodyPublisher text(String text) {
        return BodyPublishers.ofString(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofMinutes(2));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode call(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            int status = response.statusCode();
            if (status == CONFLICT && request.method().equals("PUT") || status == NOT_FOUND && request.method().equals("DELETE")) {
                return JSON.nullNode();
            }
            if (status / 100 != 2) {
                throw new BenchmarkException(request.method() + " " + request.uri() + " was answered with HTTP " + status
                        + " (" + reason(response) + "); see the broker's log");
            }
            return status == NO_CONTENT || response.body().length == 0 || !isJson(response)
                    ? JSON.nullNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new BenchmarkException("Pulsar's admin port at " + url + " cannot be used (" + e.getClass().getSimpleName()
                    + "); is the stack up?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkException("interrupted while asking Pulsar at " + url, e);
        }
    }

    /** What Pulsar says about it; nothing of a record is ever sent here. */
    private static String reason(HttpResponse<byte[]> response) throws IOException {
        return isJson(response) ? JSON.readTree(response.body()).path("reason").asText() : "no reason given";
    }

    private static boolean isJson(HttpResponse<?> response) {
        return response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
    }

    /** A function's configuration as its YAML file says it, with these keys set and those removed. */
    static JsonNode config(JsonNode yaml, Map<String, Object> set, String... removed) {
        ObjectNode config = yaml.deepCopy();
        set.forEach((key, value) -> config.set(key, JSON.valueToTree(value)));
        for (String key : removed) {
            config.remove(key);
        }
        return config;
    }
}
