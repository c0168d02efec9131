package dev.sigilo.driver;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A function as its FunctionConfig YAML describes it.
 *
 * @param name         the function's name
 * @param namespace    the tenant and namespace that it is deployed in, such as {@code medical/intake}
 * @param className    its class
 * @param inputs       the topics that it reads, in the file's order
 * @param output       the topic that it writes to
 * @param subscription the subscription that it reads with
 * @param userConfig   its user config, with the text of every {@code ...File} under the key without {@code File}
 * @param secrets      the secrets by name, with the value that the secrets provider receives for each
 */
public record FunctionSpec(
        String name,
        String namespace,
        String className,
        List<String> inputs,
        String output,
        String subscription,
        Map<String, Object> userConfig,
        Map<String, String> secrets) {

    private static final String TOPIC_SUFFIX = "Topic";
    private static final String LOG_SUFFIX = "Log";
    private static final String ENVIRONMENT_PREFIX = "env:";

    /** Makes copies that keep the order. */
    public FunctionSpec {
        inputs = List.copyOf(inputs);
        userConfig = Collections.unmodifiableMap(new LinkedHashMap<>(userConfig));
        secrets = Map.copyOf(secrets);
    }

    /**
     * Returns every topic that this function may write to: its output, then each user config value under a key ending
     * in {@code Topic}.
     */
    public Set<String> outputs() {
        Set<String> topics = new LinkedHashSet<>();
        if (output != null) {
            topics.add(output);
        }
        topics.addAll(topicsUnder(TOPIC_SUFFIX));
        return topics;
    }

    /**
     * Returns the function's lookup topics, which it reads in full in addition to its input and without consuming
     * messages: each user config value under a key ending in {@code Log}.
     */
    public Set<String> lookups() {
        return topicsUnder(LOG_SUFFIX);
    }

    private Set<String> topicsUnder(String suffix) {
        Set<String> topics = new LinkedHashSet<>();
        userConfig.forEach((key, value) -> {
            if (key.endsWith(suffix) && value instanceof String topic) {
                topics.add(Topology.fullName(topic));
            }
        });
        return topics;
    }

    /**
     * Returns the secrets by name, with the environment's value for each that is written as {@code env:NAME}. A reference
     * to a name that the environment lacks stays as it is.
     */
    Map<String, String> resolvedSecrets(Map<String, String> environment) {
        Map<String, String> resolved = new HashMap<>();
        secrets.forEach((name, reference) -> resolved.put(
                name,
                reference.startsWith(ENVIRONMENT_PREFIX)
                        ? environment.getOrDefault(reference.substring(ENVIRONMENT_PREFIX.length()), reference)
                        : reference));
        return resolved;
    }

    /** Returns only the name, because user config may contain a policy's text, and secrets their references. */
    @Override
    public String toString() {
        return "FunctionSpec[" + name + "]";
    }
}
