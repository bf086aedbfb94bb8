package io.talel.kernel.configuration;

import static io.talel.kernel.configuration.ValueFormat.AGE;
import static io.talel.kernel.configuration.ValueFormat.COLLECTOR;
import static io.talel.kernel.configuration.ValueFormat.COUNT;
import static io.talel.kernel.configuration.ValueFormat.COUNT_OR_NONE;
import static io.talel.kernel.configuration.ValueFormat.HUB;
import static io.talel.kernel.configuration.ValueFormat.JDBC;
import static io.talel.kernel.configuration.ValueFormat.LISTENING_PORT;
import static io.talel.kernel.configuration.ValueFormat.MAIL_SENDER;
import static io.talel.kernel.configuration.ValueFormat.MAIL_SERVER;
import static io.talel.kernel.configuration.ValueFormat.NAME;
import static io.talel.kernel.configuration.ValueFormat.PORT;
import static io.talel.kernel.configuration.ValueFormat.PROXIES;
import static io.talel.kernel.configuration.ValueFormat.SECRET;
import static io.talel.kernel.configuration.ValueFormat.SERVER_ADDRESS;
import static io.talel.kernel.configuration.ValueFormat.SHARE;
import static io.talel.kernel.configuration.ValueFormat.SWITCH;
import static io.talel.kernel.configuration.ValueFormat.TEXT;
import static io.talel.kernel.configuration.ValueFormat.TIME;
import static io.talel.kernel.configuration.ValueFormat.TIME_OR_NONE;
import static io.talel.kernel.configuration.ValueFormat.WEBHOOK;
import static io.talel.kernel.configuration.ValueFormat.WEB_ADDRESS;
import static io.talel.kernel.configuration.ValueFormat.size;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every environment variable, in the order of the README's table, which explains them. */
public final class EnvironmentVariables {

    public static final List<Variable> ALL = List.of(
            nodes("PORT", LISTENING_PORT, "5000"),
            nodes("SERVER_ADDRESS", TEXT, ""),
            nodes("MANAGEMENT_PORT", LISTENING_PORT, "5001"),
            nodes("MANAGEMENT_ADDRESS", TEXT, "127.0.0.1"),
            nodes("SHUTDOWN_PAUSE", TIME_OR_NONE, "0s").inProduction("4s"),
            both("DATA_DIR", TEXT, ".data"),
            both("ENV", TEXT, ""),
            nodes("SECRET_KEY", SECRET, ""),
            nodes("SECRET_KEY_PREVIOUS", SECRET, ""),
            nodes("WHITELISTED_EMAILS", TEXT, ""),
            nodes("API_BASE_URL", WEB_ADDRESS, "http://127.0.0.1:$PORT").inProduction("https://api.talel.io"),
            nodes("CORS_ORIGINS", TEXT, "http://127.0.0.1:3000").inProduction("https://www.talel.io,https://talel.io"),
            nodes("TRUSTED_PROXIES", PROXIES, ""),
            nodes("CONNECTIONS_MOST", COUNT_OR_NONE, "0"),
            nodes("CONNECTIONS_STREAMS", COUNT_OR_NONE, "0"),
            nodes("CONNECTIONS_PATIENCE", TIME, "30s"),
            nodes("CONNECTIONS_SLOWEST_PACE", size("a size such as 8KB", 1), "8KB"),
            nodes("THROTTLE_ACCOUNT_FAILURES", COUNT, "10"),
            nodes("THROTTLE_ACCOUNT_LOG_INS", COUNT, "100"),
            nodes("THROTTLE_ACCOUNT_WINDOW", TIME, "15m"),
            nodes("THROTTLE_ACCOUNT_DELAY", TIME, "4s"),
            nodes("THROTTLE_ACCOUNT_LONGEST_DELAY", TIME, "60s"),
            nodes("THROTTLE_ADDRESS_FAILURES", COUNT, "300"),
            nodes("THROTTLE_ADDRESS_LOG_INS", COUNT, "1000"),
            nodes("THROTTLE_ADDRESS_WINDOW", TIME, "15m"),
            nodes("THROTTLE_NETWORK_GROWTH", COUNT, "2"),
            nodes("THROTTLE_ADDRESS_REGISTRATIONS", COUNT, "200"),
            nodes("THROTTLE_ACCOUNT_MAILS", COUNT, "5"),
            nodes("THROTTLE_ACCOUNT_MAIL_DELAY", TIME, "1m"),
            nodes("THROTTLE_ACCOUNT_LONGEST_MAIL_DELAY", TIME, "15m"),
            nodes("THROTTLE_ACCOUNT_CHANGES", COUNT, "60"),
            nodes("THROTTLE_ACCOUNT_EXPORTS", COUNT, "5"),
            nodes("THROTTLE_ADDRESS_MAILS", COUNT, "50"),
            nodes("THROTTLE_LONG_WINDOW", TIME, "1h"),
            nodes("THROTTLE_GLOBAL_FAILURES", COUNT_OR_NONE, "0"),
            nodes("THROTTLE_GLOBAL_REGISTRATIONS", COUNT, "1000"),
            nodes("THROTTLE_GLOBAL_MAILS", COUNT, "300"),
            nodes("THROTTLE_GLOBAL_WINDOW", TIME, "1m"),
            nodes("THROTTLE_PERSON_WRITES", COUNT, "10000"),
            nodes("THROTTLE_PERSON_UPLOADS", COUNT, "300"),
            nodes("THROTTLE_PERSON_READS", COUNT, "600"),
            nodes("THROTTLE_PERSON_WINDOW", TIME, "1m"),
            nodes("OTEL_EXPORTER_OTLP_ENDPOINT", COLLECTOR, ""),
            nodes("TRACE_SAMPLING", SHARE, "0.1"),
            both("DB_HOST", TEXT, "127.0.0.1"),
            both("DB_PORT", PORT, "5432"),
            both("DB_NAME", TEXT, "talelio"),
            both("DB_USER", TEXT, "talelio"),
            both("DB_PASSWORD", SECRET, ""),
            both("DB_OWNER_USER", TEXT, "$DB_USER"),
            both("DB_OWNER_PASSWORD", SECRET, "$DB_PASSWORD"),
            both("TALELIO_EVENTSTORE_DATASOURCE_URL", JDBC, ""),
            both("TALELIO_READMODEL_DATASOURCE_URL", JDBC, ""),
            both("TALELIO_READMODEL_DATASOURCE_USERNAME", TEXT, "$DB_USER"),
            both("TALELIO_READMODEL_DATASOURCE_PASSWORD", SECRET, "$DB_PASSWORD"),
            both("TALELIO_READMODEL_DATASOURCE_OWNERUSERNAME", TEXT, "$DB_OWNER_USER"),
            both("TALELIO_READMODEL_DATASOURCE_OWNERPASSWORD", SECRET, "$DB_OWNER_PASSWORD"),
            both("REDIS_HOST", TEXT, "127.0.0.1"),
            both("REDIS_PORT", PORT, "6379"),
            both("HOST", TEXT, ""),
            both("REDIS_USER", TEXT, ""),
            both("REDIS_PASSWORD", SECRET, ""),
            both("REDIS_TLS", SWITCH, "false"),
            nodes("PLAINTEXT_HOSTS", TEXT, ""),
            nodes("WEAK_SECRETS", TEXT, ""),
            both("S3_ENDPOINT", SERVER_ADDRESS, ""),
            both("S3_BUCKET", NAME, "talelio-content"),
            commands("S3_BACKUP_BUCKET", NAME, "talelio-backup"),
            both("AWS_REGION", NAME, "eu-central-1"),
            both("AWS_ACCESS_KEY_ID", TEXT, ""),
            both("AWS_SECRET_ACCESS_KEY", SECRET, ""),
            both("AWS_SESSION_TOKEN", SECRET, ""),
            nodes("IMAGE_DECODERS", COUNT, ""),
            nodes("IMAGE_DECODER_MEMORY", size("a size of 96MB or more", 96L << 20), "512MB"),
            nodes("IMAGE_DECODER_DEADLINE", TIME_OR_NONE, "30s"),
            nodes("IMAGE_DECODER_IDLE", TIME_OR_NONE, "1m"),
            nodes("IMPORT_MAX_UPLOAD", size("a size from 1B to 1000MB", 1, 1_000L << 20), "128MB"),
            nodes("IMPORT_MAX_UNPACKED", size("a size such as 1GB", 1), "1GB"),
            nodes("REQUIRE_VERIFIED_EMAIL", SWITCH, "false"),
            nodes("EMAIL_SERVER", MAIL_SERVER, ""),
            nodes("EMAIL_USER", TEXT, ""),
            nodes("EMAIL_PASS", SECRET, ""),
            nodes("EMAIL_SENDER", MAIL_SENDER, ""),
            nodes("WEBSUB_HUB", HUB, ""),
            commands("BACKUP_KEY_FILE", TEXT, ""),
            commands("BACKUP_SIGNING_KEY_FILE", TEXT, ""),
            commands("BACKUP_KEEP_DAYS", COUNT_OR_NONE, "7"),
            commands("BACKUP_KEEP_WEEKS", COUNT_OR_NONE, "5"),
            commands("BACKUP_KEEP_MONTHS", COUNT_OR_NONE, "12"),
            commands("BACKUP_KEEP_FULL", COUNT, "2"),
            commands("BACKUP_MAX_AGE", AGE, "26h"),
            commands("BACKUP_MAX_VERIFICATION_AGE", AGE, "50h"),
            commands("BACKUP_MAX_DRILL_AGE", AGE, "8d"),
            commands("BACKUP_WEBHOOK", WEBHOOK, ""),
            commands("TALELIO_OPERATOR", TEXT, ""),
            commands("CONSOLE_PORT", LISTENING_PORT, "5002"));

    private EnvironmentVariables() {}

    /** The variable of this name; that of a secret also by the name that ends in {@code _FILE}. */
    public static Optional<Variable> find(String name) {
        return ALL.stream()
                .filter(variable -> variable.name().equals(name)
                        || (variable.isSecret() && variable.fileVariable().equals(name)))
                .findFirst();
    }

    private static Variable nodes(String name, ValueFormat kind, String byDefault) {
        return new Variable(name, kind, byDefault, byDefault, Set.of(VariableScope.NODES));
    }

    private static Variable commands(String name, ValueFormat kind, String byDefault) {
        return new Variable(name, kind, byDefault, byDefault, Set.of(VariableScope.COMMANDS));
    }

    private static Variable both(String name, ValueFormat kind, String byDefault) {
        return new Variable(name, kind, byDefault, byDefault, Set.of(VariableScope.NODES, VariableScope.COMMANDS));
    }
}
