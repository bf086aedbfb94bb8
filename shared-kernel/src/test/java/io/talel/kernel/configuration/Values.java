package io.talel.kernel.configuration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Variables of a node that starts, some of them replaced. */
final class Values {

    static final String KEY = "Zq3vT8xLw1RkYc7uPm5sHd9gBn2jFe6aQi4oVt0yXr-CzUlGhKbWnMpSxDyAfJ_e";

    private static final Map<String, String> DEVELOPMENT = Map.of("SECRET_KEY", KEY);

    private static final Map<String, String> PRODUCTION = Map.of(
            "ENV", "production",
            "SECRET_KEY", KEY,
            "TRUSTED_PROXIES", "10.0.0.0/8",
            "DB_PASSWORD", "nZ4kWq8vTx1LmRyC",
            "REDIS_PASSWORD", "vTx1LmRyCnZ4kWq8",
            "EMAIL_SERVER", "smtp.example.org",
            "EMAIL_USER", "mail@example.org",
            "EMAIL_PASS", "LmRyCnZ4kWq8vTx1");

    private Values() {}

    static List<String> ofDevelopment(Map<String, String> replaced) {
        return check(DEVELOPMENT, replaced, false);
    }

    static List<String> ofProduction(Map<String, String> replaced) {
        return check(PRODUCTION, replaced, true);
    }

    /** Severities and sentences. */
    private static List<String> check(Map<String, String> usual, Map<String, String> replaced, boolean production) {
        Map<String, String> variables = new TreeMap<>(usual);
        variables.putAll(replaced);
        Function<String, Optional<String>> given = name -> Optional.ofNullable(variables.get(name));
        return ConfigurationCheck.of(
                        given, SecretFiles.of(given, _ -> Optional.empty()), Set.of(VariableScope.values()), production)
                .stream()
                .map(finding -> finding.severity() + ": " + finding)
                .toList();
    }
}
