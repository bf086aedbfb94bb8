package io.talel.ops.console.deployment;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What compose and ECS run, and the sources of what they run. */
final class Deployment {

    static final Yaml COMPOSE = Yaml.of("compose.yaml").at("services");
    static final Yaml SERVICE = Yaml.of("aws/service.yaml").at("Resources");
    static final Yaml PARAMETERS = Yaml.of("aws/service.yaml").at("Parameters");
    static final Yaml ACCOUNT = Yaml.of("aws/account.yaml").at("Resources");

    static final Sources API = Sources.of("api-gateway/src/main", "command-side/src/main", "query-side/src/main");
    static final Sources COMMANDS = Sources.of("ops/backup/src/main", "ops/console/src/main", "ops/deploy/backup");

    static final List<String> TASKS = List.of("ApiTask", "PostgresTask", "RedisTask", "TraefikTask", "BackupTask");

    private Deployment() {}

    static Set<String> ofCompose(String service) {
        return new TreeSet<>(COMPOSE.at(service, "environment").names());
    }

    static Set<String> ofEcs(String task, String container) {
        Yaml definition = container(task, container);
        return Stream.of("Environment", "Secrets")
                .flatMap(part -> names(definition, part).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static List<String> names(Yaml container, String part) {
        return container.has(part)
                ? container.at(part).each().stream()
                        .map(each -> each.at("Name").text())
                        .toList()
                : List.of();
    }

    static List<Yaml> containers(String task) {
        return SERVICE.at(task, "Properties", "ContainerDefinitions").each();
    }

    /** Those of the policies that account.yaml itself gives to a role. */
    static List<Yaml> statements(String role) {
        return ACCOUNT.at(role, "Properties", "Policies").each().stream()
                .flatMap(policy -> policy.at("PolicyDocument", "Statement").each().stream())
                .toList();
    }

    static Yaml container(String task, String name) {
        return containers(task).stream()
                .filter(container -> container.at("Name").text().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
