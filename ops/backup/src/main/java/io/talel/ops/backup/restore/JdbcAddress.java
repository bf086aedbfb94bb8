package io.talel.ops.backup.restore;

import io.talel.ops.backup.store.Database;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Address of a database: {@code jdbc:postgresql://host:5432/name?user=...}. It may hold a password, but everybody on
 * the machine can read the arguments of a process.
 */
public final class JdbcAddress {

    private static final String USER = "user=";
    private static final String PASSWORD = "password=";

    private JdbcAddress() {}

    /**
     * @param name of the database in messages
     * @param roles give the application's role, and the owner or password that the address lacks
     */
    public static Database of(String name, String url, Database roles) {
        int question = url.indexOf('?');
        String place = question < 0 ? url : url.substring(0, question);
        List<String> parameters = question < 0
                ? List.of()
                : Arrays.asList(url.substring(question + 1).split("&"));
        String others = parameters.stream()
                .filter(parameter -> !parameter.startsWith(USER) && !parameter.startsWith(PASSWORD))
                .collect(Collectors.joining("&"));
        return new Database(
                name,
                others.isEmpty() ? place : place + "?" + others,
                roles.user(),
                roles.password(),
                value(parameters, USER).orElse(roles.ownerUser()),
                value(parameters, PASSWORD).orElse(roles.ownerPassword()),
                "");
    }

    private static Optional<String> value(List<String> parameters, String name) {
        return parameters.stream()
                .filter(parameter -> parameter.startsWith(name))
                .map(parameter -> URLDecoder.decode(parameter.substring(name.length()), StandardCharsets.UTF_8))
                .findFirst();
    }
}
