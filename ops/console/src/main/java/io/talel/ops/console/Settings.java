package io.talel.ops.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the stores are: the variables of the environment, completed by {@code DATA_DIR/stack.env} of a running
 * {@code make serve-api}.
 */
record Settings(Map<String, String> variables) {

    Settings {
        variables = Map.copyOf(variables);
    }

    static Settings of(Map<String, String> environment) throws IOException {
        Map<String, String> variables = new HashMap<>();
        Path stack = Path.of(environment.getOrDefault("DATA_DIR", ".data"), "stack.env");
        if (!environment.containsKey("DB_HOST") && Files.isReadable(stack)) {
            for (String line : Files.readAllLines(stack)) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    variables.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        }
        variables.putAll(environment);
        return new Settings(variables);
    }

    String jdbcUrl() {
        return "jdbc:postgresql://%s:%s/%s?connectTimeout=3&socketTimeout=30"
                .formatted(value("DB_HOST", "127.0.0.1"), value("DB_PORT", "5432"), value("DB_NAME", "talelio"));
    }

    String user() {
        return value("DB_USER", "talelio");
    }

    String password() {
        return value("DB_PASSWORD", "");
    }

    private String value(String name, String fallback) {
        return variables.getOrDefault(name, fallback);
    }
}
