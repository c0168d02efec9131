package dev.sigilo.benchmarks.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sigilo.stack.PulsarRole;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** The few calls of Pulsar's REST API that deploying and watching a sink takes. */
final class SinkAdmin {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
    private final String url;
    private final String credential;

    /** @param credential the token that authenticates the benchmark, or null where Pulsar wants none */
    SinkAdmin(String url, String credential) {
        this.url = url.replaceFirst("/+$", "");
        this.credential = credential;
    }

    /** Lets functions and sinks read a topic, where Pulsar authorizes them. */
    void letFunctionsRead(String topic) throws IOException, InterruptedException {
        if (credential != null) {
            call(request("/admin/v2/persistent/" + topic + "/permissions/" + PulsarRole.FUNCTIONS.subject())
                    .header("Content-Type", "application/json").POST(text("[\"consume\"]")).build());
        }
    }

    void create(String sink, JsonNode config, Path archive) throws IOException, InterruptedException {
        String boundary = UUID.randomUUID().toString();
        BodyPublisher body = BodyPublishers.concat(
                text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"sinkConfig\"\r\n"
                        + "Content-Type: application/json\r\n\r\n" + config + "\r\n--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"data\"; filename=\"" + archive.getFileName()
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"),
                BodyPublishers.ofFile(archive), text("\r\n--" + boundary + "--\r\n"));
        call(request("/admin/v3/sinks/" + sink).header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body).build());
    }

    void delete(String sink) throws IOException, InterruptedException {
        call(request("/admin/v3/sinks/" + sink).DELETE().build());
    }

    String status(String sink) throws IOException, InterruptedException {
        return call(request("/admin/v3/sinks/" + sink + "/status").GET().build());
    }

    JsonNode topicStats(String topic) throws IOException, InterruptedException {
        return JSON.readTree(call(request("/admin/v2/persistent/" + topic + "/stats").GET().build()));
    }

    private static BodyPublisher text(String text) {
        return BodyPublishers.ofString(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofMinutes(2));
        return credential == null ? request : request.header("Authorization", "Bearer " + credential);
    }

    private String call(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(request.method() + " " + request.uri().getPath() + " answers " + response.statusCode()
                    + ": " + response.body());
        }
        return response.body();
    }
}
