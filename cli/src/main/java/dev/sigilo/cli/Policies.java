package dev.sigilo.cli;

import dev.sigilo.classify.domain.CatalogueException;
import dev.sigilo.classify.domain.ModelCatalogue;
import dev.sigilo.driver.FunctionSpec;
import dev.sigilo.driver.Topology;
import dev.sigilo.policy.Policy;
import dev.sigilo.policy.PolicyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resolves a policy by name or file, and the model catalogue that the functions' YAML names. */
final class Policies {
    private static final String KEY = "policy";
    private static final String MODELS_KEY = "models";

    /** Returns the text of a policy, by name or file.
     *
     * @throws CliException if neither a shipped policy nor a file has this name
     */
    static String text(Path pulsarConfig, String nameOrFile) {
        Path named = pulsarConfig.resolve("policies").resolve(nameOrFile + ".yaml");
        Path file = Files.exists(named) ? named : Path.of(nameOrFile);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CliException("policy " + nameOrFile + " is neither a name in " + pulsarConfig.resolve("policies")
                    + " nor a readable file; check the name");
        }
    }

    /** Returns a policy, by name or file. */
    static Policy load(Path pulsarConfig, String nameOrFile) {
        return parse(text(pulsarConfig, nameOrFile), nameOrFile);
    }

    /** Returns the policy of the first function that has one. */
    static Policy ofTopology(Topology topology) {
        for (FunctionSpec function : topology.functions()) {
            if (function.userConfig().get(KEY) instanceof String text) {
                return parse(text, "the policy of function " + function.name());
            }
        }
        throw new CliException("no function has a policy; set policyFile in its YAML");
    }

    /** Returns the model catalogue of the first function that has one. */
    static ModelCatalogue models(Topology topology) {
        for (FunctionSpec function : topology.functions()) {
            if (function.userConfig().get(MODELS_KEY) instanceof String text) {
                try {
                    return ModelCatalogue.load(text, "the models of function " + function.name());
                } catch (CatalogueException e) {
                    throw new CliException(e.getMessage());
                }
            }
        }
        throw new CliException("no function has a model catalogue; set modelsFile in its YAML");
    }

    /**
     * Returns the policy with this text.
     *
     * @param name what to call it in messages
     * @throws CliException if it is not valid
     */
    static Policy parse(String text, String name) {
        try {
            return Policy.load(text, name);
        } catch (PolicyException e) {
            throw new CliException(e.getMessage());
        }
    }

    private Policies() {}
}
