package io.talel.ops.localstack.serve;

import io.talel.ops.localstack.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The variables of a run with their values: what the environment says, and for the rest what was embedded or generated. */
record StackEnv(Map<String, String> variables) {

    /** {@code env $(cat stack.env)} would make two words of a value with a blank, and keep a quote as a part of it. */
    private static final Predicate<String> IS_ONE_WORD =
            value -> value.chars().noneMatch(c -> Character.isWhitespace(c) || "'\"\\`$".indexOf(c) >= 0);

    private static final int BACKUP_KEY_BYTES = 32;

    /** HS512 asks for 64 bytes; as text these have more. */
    private static final int SECRET_KEY_BYTES = 64;

    /** Leaves out the ports and the data directory, which no two nodes may share. */
    private static final List<String> HANDED_ON = List.of(
            "ENV",
            "DB_HOST",
            "DB_PORT",
            "DB_NAME",
            "DB_USER",
            "DB_PASSWORD",
            "DB_PASSWORD_FILE",
            "DB_OWNER_USER",
            "DB_OWNER_PASSWORD",
            "DB_OWNER_PASSWORD_FILE",
            "REDIS_HOST",
            "REDIS_PORT",
            "REDIS_USER",
            "REDIS_PASSWORD",
            "REDIS_PASSWORD_FILE",
            "REDIS_TLS",
            "PLAINTEXT_HOSTS",
            "WEAK_SECRETS",
            "S3_ENDPOINT",
            "AWS_REGION",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SECRET_ACCESS_KEY_FILE",
            "AWS_SESSION_TOKEN",
            "AWS_SESSION_TOKEN_FILE",
            "S3_BUCKET",
            "S3_BACKUP_BUCKET",
            "SECRET_KEY",
            "SECRET_KEY_FILE",
            "SECRET_KEY_PREVIOUS",
            "SECRET_KEY_PREVIOUS_FILE",
            "WHITELISTED_EMAILS",
            "REQUIRE_VERIFIED_EMAIL",
            "EMAIL_SERVER",
            "EMAIL_USER",
            "EMAIL_PASS",
            "EMAIL_PASS_FILE",
            "EMAIL_SENDER",
            "WEBSUB_HUB",
            "API_BASE_URL",
            "CORS_ORIGINS",
            "TRUSTED_PROXIES",
            "BACKUP_KEY_FILE",
            "BACKUP_SIGNING_KEY_FILE");

    /** Where a server that is named in part is looked for. */
    private static final Map<String, String> USUAL = Map.of(
            "DB_HOST", "127.0.0.1",
            "DB_PORT", "5432",
            "DB_NAME", "talelio",
            "REDIS_HOST", "127.0.0.1",
            "REDIS_PORT", "6379");

    static StackEnv of(Environment environment, Map<String, String> embedded, DataDirectory data) {
        Map<String, String> variables = new TreeMap<>();
        HANDED_ON.forEach(name -> environment.value(name).ifPresent(value -> variables.put(name, value)));
        environment.redisByItsOldName().ifPresent(host -> variables.putIfAbsent("REDIS_HOST", host));
        USUAL.forEach(variables::putIfAbsent);
        variables.putAll(embedded);
        generate(variables, data);
        nameForPsql(variables);
        return new StackEnv(variables);
    }

    private static void generate(Map<String, String> variables, DataDirectory data) {
        if (!variables.containsKey("SECRET_KEY_FILE")) {
            variables.computeIfAbsent(
                    "SECRET_KEY", _ -> Secrets.kept(data.path().resolve("secret-key"), SECRET_KEY_BYTES));
        }
        variables.computeIfAbsent("BACKUP_KEY_FILE", _ -> keyFile(data, "backup-key"));
        variables.computeIfAbsent("BACKUP_SIGNING_KEY_FILE", _ -> keyFile(data, "backup-signing-key"));
    }

    private static String keyFile(DataDirectory data, String name) {
        Secrets.kept(data.path().resolve(name), BACKUP_KEY_BYTES);
        return data.path().resolve(name).toString();
    }

    /**
     * Connects as the owner of the database, who sees everything; the application has only the rights that the migrations
     * grant.
     */
    private static void nameForPsql(Map<String, String> variables) {
        boolean owner = variables.containsKey("DB_OWNER_USER");
        Map.of(
                        "PGHOST", "DB_HOST",
                        "PGPORT", "DB_PORT",
                        "PGDATABASE", "DB_NAME",
                        "PGUSER", owner ? "DB_OWNER_USER" : "DB_USER",
                        "PGPASSWORD", owner ? "DB_OWNER_PASSWORD" : "DB_PASSWORD")
                .forEach((psql, ours) -> variables.computeIfAbsent(psql, _ -> variables.get(ours)));
    }

    /** Writes the variables whose values fit into such a file, and returns the names of the others. */
    List<String> write(DataDirectory data) {
        String lines = variables.entrySet().stream()
                .filter(variable -> IS_ONE_WORD.test(variable.getValue()))
                .map(variable -> variable.getKey() + "=" + variable.getValue() + "\n")
                .collect(Collectors.joining());
        try {
            Secrets.write(data.stackEnv(), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return variables.keySet().stream()
                .filter(name -> !IS_ONE_WORD.test(variables.getOrDefault(name, "")))
                .toList();
    }
}
