package io.talel.ops.localstack.serve;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The environment variables of a start. An empty one counts as missing, as in {@code PORT= make serve-api}. */
record Environment(Map<String, String> variables) {

    private static final List<String> OF_POSTGRES =
            List.of("DB_HOST", "DB_PORT", "DB_NAME", "DB_USER", "DB_PASSWORD", "DB_PASSWORD_FILE");
    private static final List<String> OF_REDIS =
            List.of("REDIS_HOST", "REDIS_PORT", "REDIS_USER", "REDIS_PASSWORD", "REDIS_PASSWORD_FILE", "REDIS_TLS");

    /** Ignores the variables of AWS, which many shells export for other purposes. */
    private static final List<String> OF_S3 = List.of("S3_ENDPOINT", "S3_BUCKET", "S3_BACKUP_BUCKET");

    static Environment ofThisProcess() {
        return new Environment(System.getenv());
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    int port(String name, int usual) {
        String port = value(name).orElse(Integer.toString(usual));
        if (!port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > 65535) {
            throw new StartRefused(name + " must be a port, 1 to 65535, not '" + port + "'");
        }
        return Integer.parseInt(port);
    }

    Path dataDirectory() {
        return Path.of(value("DATA_DIR").orElse(".data"));
    }

    /** The servers to embed, since no variable names others. */
    Set<Service> unnamed() {
        Set<Service> unnamed = EnumSet.noneOf(Service.class);
        if (!names(OF_POSTGRES)) {
            unnamed.add(Service.POSTGRES);
        }
        if (!names(OF_REDIS) && redisByItsOldName().isEmpty()) {
            unnamed.add(Service.REDIS);
        }
        if (!names(OF_S3)) {
            unnamed.add(Service.S3);
        }
        return unnamed;
    }

    /** {@code HOST} names Redis in production only: shells export it. */
    Optional<String> redisByItsOldName() {
        return value("HOST").filter(_ -> value("ENV").equals(Optional.of("production")));
    }

    private boolean names(List<String> variables) {
        return variables.stream().anyMatch(name -> value(name).isPresent());
    }
}
